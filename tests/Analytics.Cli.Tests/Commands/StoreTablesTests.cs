using static System.FormattableString;

namespace Analytics.Cli.Tests.Commands;

/// <summary>Tables of a store beside purchases: they enter, are verified, and are read as the files they were.</summary>
public class StoreTablesTests
{
    private const string Items = "invoice;account;invoice_date;due_date;amount;note\n";

    [Theory]
    [InlineData("states", "")]
    [InlineData("rolls", "--types none")]
    public void Open_items_and_payments_of_a_store_give_the_bytes_of_their_files(
        string command,
        string options
    )
    {
        using var folder = new TemporaryFolder();
        var (items, payments) = OpenItems(folder);
        var shop = folder["shop"];
        Import(shop, "receivables", [items[1]]);
        Import(shop, "payments", [payments]);
        Import(shop, "receivables", [items[0]]);
        string[] Words(string name) =>
            [
                .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                "--out",
                folder[name + ".csv"],
                "--rejects",
                folder[name + ".rejects.csv"],
            ];
        var direct = CrmRun.Of([
            "delinquency",
            command,
            .. items,
            "--payments",
            payments,
            "--max-rejects",
            "50",
            .. Words("direct"),
        ]);
        Assert.True(direct.ExitCode == 0, direct.Error);
        var stored = CrmRun.Of(["delinquency", command, "--store", shop, .. Words("stored")]);
        Assert.True(stored.ExitCode == 0, stored.Error);
        Assert.Equal(
            File.ReadAllText(folder["direct.csv"]),
            File.ReadAllText(folder["stored.csv"])
        );
        Assert.Equal(
            File.ReadAllText(folder["direct.rejects.csv"]),
            File.ReadAllText(folder["stored.rejects.csv"])
        );
        Assert.Contains("DATE_INVALID", File.ReadAllText(folder["stored.rejects.csv"]));
    }

    [Fact]
    public void A_run_over_a_store_finds_its_receivables_and_a_new_payment_makes_another_run()
    {
        using var folder = new TemporaryFolder();
        var (items, payments) = OpenItems(folder);
        var orders = Orders(folder, 300);
        var shop = folder["shop"];
        Import(shop, "receivables", items);
        Import(shop, "purchases", [orders]);
        string[] common = ["--only", "pyramid,delinquency", "--overwrite"];
        Run([
            "run",
            orders,
            "--receivables",
            items[0],
            "--receivables",
            items[1],
            "--max-rejects",
            "50",
            .. common,
            "--out",
            folder["direct"],
        ]);
        string[] again = ["run", "--store", shop, .. common, "--out", folder["stored"]];
        Run(again);
        foreach (var table in Directory.GetFiles(folder["direct"], "*receivables*.csv"))
        {
            Assert.Equal(
                File.ReadAllText(table),
                File.ReadAllText(Path.Combine(folder["stored"], Path.GetFileName(table)))
            );
        }

        Assert.Equal(
            File.ReadAllText(folder["direct/customers.csv"]),
            File.ReadAllText(folder["stored/customers.csv"])
        );
        Assert.Contains("delinquency_state", File.ReadAllText(folder["stored/customers.csv"]));
        Assert.Contains("used again", Run(again).Error, StringComparison.Ordinal);
        Import(shop, "payments", [payments]);
        Assert.Contains("written", Run(again).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("receivables")]
    [InlineData("payments")]
    [InlineData("customers")]
    [InlineData("campaigns")]
    public void The_same_content_again_is_told_and_the_order_of_arrival_changes_nothing(
        string table
    )
    {
        using var folder = new TemporaryFolder();
        var files = Exports(folder, table);
        Import(folder["one"], table, files);
        Import(folder["two"], table, [files[1]]);
        Import(folder["two"], table, [files[0]]);
        var again = Import(folder["two"], table, [files[0]]);
        Assert.Contains("in the store already", again.Error, StringComparison.Ordinal);
        Assert.Equal(Digest(folder["one"]), Digest(folder["two"]));
        var text = Run(["convert", "--store", folder["one"], "--table", table]).Output;
        Assert.Equal(text, Run(["convert", "--store", folder["two"], "--table", table]).Output);
        var compact = Run(["rebuild", "--store", folder["one"], "--compact"]);
        Assert.Contains("segments,1", compact.Output, StringComparison.Ordinal);
        Assert.Equal(Digest(folder["one"]), Digest(folder["two"]));
        Assert.Equal(text, Run(["convert", "--store", folder["one"], "--table", table]).Output);
    }

    [Fact]
    public void Campaigns_come_back_as_they_came_in()
    {
        using var folder = new TemporaryFolder();
        var text =
            "customer_id,date,campaign,channel,cost,note\n"
            + "c1,2024-01-05,spring,mail,0.50,\"a \"\"quoted\"\" word\"\n"
            + "c2,2024-01-06,spring,phone,12.5,\"two\nlines\"\n"
            + " c3,2024-01-07,,mail,,=1+1\n";
        File.WriteAllText(folder["campaigns.csv"], text);
        var import = Run([
            "import",
            folder["campaigns.csv"],
            "--store",
            folder["shop"],
            "--table",
            "campaigns",
        ]);
        Assert.Contains(",new,3,0,0,0,3,0,campaigns", import.Output, StringComparison.Ordinal);
        Assert.Equal(
            text,
            Run(["convert", "--store", folder["shop"], "--table", "campaigns"]).Output
        );
        var manifest = File.ReadAllText(folder["shop/manifests/000001.json"]);
        Assert.Contains("\"units\": \"1300\"", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_refused_rows_keep_a_table_out_and_few_are_kept_with_their_text()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["c.csv"],
            "customer,date,campaign\nc1,2024-01-05,a\n,2024-01-05,b\nc3,never,c\n"
        );
        string[] import =
        [
            "import",
            folder["c.csv"],
            "--store",
            folder["shop"],
            "--table",
            "campaigns",
        ];
        Assert.Equal(3, CrmRun.Of(import).ExitCode);
        Assert.Contains(
            "rows read,0",
            CrmRun.Of("verify", folder["shop"]).Output,
            StringComparison.Ordinal
        );
        var row = Run([.. import, "--max-rejects", "2"]).Output;
        Assert.Contains(",new,3,2,0,0,1,0,campaigns", row, StringComparison.Ordinal);
        Assert.Contains(
            "bad files,0",
            Run(["verify", folder["shop"]]).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_several_rows_with_one_key_the_newest_version_counts_whatever_came_first()
    {
        using var folder = new TemporaryFolder();
        string[] versions = ["2024-02-01", "2024-03-01"];
        string[] amounts = ["100.00", "70.00"];
        for (var i = 0; i < 2; i++)
        {
            File.WriteAllText(
                folder[Invariant($"v{i}.csv")],
                Invariant(
                    $"invoice,account,invoice_date,due_date,amount,changed\ni1,a1,2024-01-05,2024-01-20,{amounts[i]},{versions[i]}\ni{i + 2},a2,2024-01-05,2024-01-20,5.00,{versions[i]}\n"
                )
            );
        }

        string[] mapped = ["--map", "key=invoice,version=changed"];
        Import(folder["one"], "receivables", [folder["v0.csv"], folder["v1.csv"]], mapped);
        Import(folder["two"], "receivables", [folder["v1.csv"]], mapped);
        Import(folder["two"], "receivables", [folder["v0.csv"]], mapped);
        string States(string store) =>
            Run(["delinquency", "states", "--store", store, "--as-of", "2024-02-29"]).Output;
        Assert.Equal(States(folder["one"]), States(folder["two"]));
        Assert.Equal(Digest(folder["one"]), Digest(folder["two"]));
        Assert.Contains("70.00", States(folder["one"]), StringComparison.Ordinal);
        Assert.DoesNotContain("100.00", States(folder["one"]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_that_newer_rows_stand_for_whole_keeps_its_account()
    {
        using var folder = new TemporaryFolder();
        foreach (
            var (name, amount, version) in (ReadOnlySpan<(string, string, int)>)
                [("a", "1.00", 1), ("b", "2.50", 2)]
        )
        {
            File.WriteAllText(
                folder[name + ".csv"],
                Invariant(
                    $"invoice,account,invoice_date,due_date,amount,v\ni1,a1,2023-01-05,2023-01-20,{amount},{version}\n"
                )
            );
        }

        string[] files = [folder["a.csv"], folder["b.csv"]];
        Import(folder["shop"], "receivables", files, "--map", "key=invoice,version=v");
        Import(folder["shop"], "purchases", [Orders(folder, 30)]);
        Run(["run", "--store", folder["shop"], "--only", "delinquency", "--out", folder["out"]]);
        var account = File.ReadAllText(folder["out/receivables_reconciliation.json"]);
        Assert.Contains("\"holds\": true", account, StringComparison.Ordinal);
        Assert.Contains("\"amount\": 3.50", account, StringComparison.Ordinal);
        Assert.Contains("\"file\": \"a.csv\"", account, StringComparison.Ordinal);
    }

    [Fact]
    public void Customers_of_a_store_are_features_as_their_file_is()
    {
        using var folder = new TemporaryFolder();
        Run(["simulate", "purchases", "--customers", "400", "--out", folder["sim"]]);
        var rows = File.ReadLines(folder["sim/orders.csv"])
            .Select(line => line.Split(','))
            .ToList();
        var orders = folder["orders.csv"];
        File.WriteAllLines(orders, rows.Select(c => $"{c[0]},{c[1]},{c[2]},{c[7]}"));
        File.WriteAllLines(
            folder["crm.csv"],
            rows.Skip(1)
                .Select(cells => cells[1])
                .Distinct()
                .Select(
                    (id, i) => Invariant($"{id},{(i % 3 == 0 ? "gold" : "plain")},{i * 7 % 50}")
                )
                .Prepend("customer_id,level,age")
        );
        var some = File.ReadLines(folder["crm.csv"]).Skip(1).First().Split(',')[0];
        File.WriteAllText(folder["older.csv"], $"customer_id,level,age\n{some},old,99\n");
        var shop = folder["shop"];
        Import(shop, "purchases", [orders]);
        File.Move(folder["crm.csv"], folder["customers-2.csv"]);
        File.Move(folder["older.csv"], folder["customers-1.csv"]);
        Import(shop, "customers", [folder["customers-2.csv"]]);
        Import(shop, "customers", [folder["customers-1.csv"]]);
        string[] common = ["churn", "train", "--horizon", "60d"];
        Run([.. common, orders, "--features", folder["customers-2.csv"], "--out", folder["file"]]);
        var stored = Run([
            .. common,
            "--store",
            shop,
            "--features",
            "store",
            "--out",
            folder["store"],
        ]);
        Assert.Contains("name sorts last", stored.Error, StringComparison.Ordinal);
        Assert.Equal(
            File.ReadAllText(folder["file/churn_evaluation.json"]),
            File.ReadAllText(folder["store/churn_evaluation.json"])
        );
    }

    [Fact]
    public void The_table_is_told_from_the_columns_only_where_they_are_no_purchases()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["panel.csv"],
            "account,month,status\na1,2024-01,0\na1,2024-02,1\n"
        );
        File.WriteAllText(folder["people.csv"], "customer_id,level\nc1,gold\nc2,plain\n");
        var orders = Orders(folder, 30);
        var import = Run([
            "import",
            folder["panel.csv"],
            folder["people.csv"],
            orders,
            "--store",
            folder["shop"],
        ]);
        Assert.Contains("taken as --table receivables", import.Error, StringComparison.Ordinal);
        Assert.Contains("taken as --table customers", import.Error, StringComparison.Ordinal);
        Assert.Contains(",30,0,0,0,30,0,purchases", import.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rfm --store {0}", 3, "holds no purchases yet")]
    [InlineData("delinquency states --store {0} --shape panel", 2, "entered as open-items")]
    [InlineData("convert --store {0}", 2, "--table")]
    [InlineData("convert --store {0} --table campaigns", 3, "holds no campaigns yet")]
    [InlineData("convert --store {0} --table purchases", 2, "receivables, payments")]
    [InlineData("churn train {0}/x.csv --features store --out x", 2, "--store DIR")]
    public void What_a_store_cannot_give_is_said(string words, int code, string text)
    {
        using var folder = new TemporaryFolder();
        var (items, _) = OpenItems(folder);
        Import(folder["shop"], "receivables", items);
        File.WriteAllText(folder["shop/x.csv"], File.ReadAllText(Orders(folder, 300)));
        var run = CrmRun.Of(
            words.Replace("{0}", folder["shop"], StringComparison.Ordinal).Split(' ')
        );
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_table_is_told_before_a_figure_comes_of_it()
    {
        using var folder = new TemporaryFolder();
        var (items, _) = OpenItems(folder);
        Import(folder["shop"], "receivables", items);
        var segment = Directory.GetFiles(folder["shop/segments"], "*receivables*")[0];
        var bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(segment, bytes);
        Assert.Equal(7, CrmRun.Of("delinquency", "states", "--store", folder["shop"]).ExitCode);
        Assert.Equal(7, CrmRun.Of("verify", folder["shop"]).ExitCode);
    }

    private static string[] Exports(TemporaryFolder folder, string table)
    {
        var head = table switch
        {
            "receivables" => "invoice,account,invoice_date,due_date,amount",
            "payments" => "account,date,amount",
            "customers" => "customer_id,level",
            _ => "customer,date,campaign,cost",
        };
        string Row(int i) =>
            table switch
            {
                "receivables" => Invariant(
                    $"i{i},a{i % 5},2024-01-{1 + (i % 28):00},2024-02-{1 + (i % 28):00},{i}.5"
                ),
                "payments" => Invariant($"a{i % 5},2024-01-{1 + (i % 28):00},{i}.5"),
                "customers" => Invariant($"c{i},l{i % 3}"),
                _ => Invariant($"c{i % 7},2024-01-{1 + (i % 28):00},spring,{i}.25"),
            };
        return
        [
            .. Enumerable
                .Range(0, 2)
                .Select(f =>
                {
                    var path = folder[Invariant($"{table}-{f}.csv")];
                    File.WriteAllLines(
                        path,
                        Enumerable.Range(20 * f, 20).Select(Row).Prepend(head)
                    );
                    return path;
                }),
        ];
    }

    private static (string[] Items, string Payments) OpenItems(TemporaryFolder folder)
    {
        string Row(int i) =>
            Invariant(
                $"i{i};a{i % 9};{new DateOnly(2023, 1, 3).AddDays(i * 11 % 360):dd.MM.yyyy};{new DateOnly(2023, 1, 17).AddDays(i * 11 % 360):dd.MM.yyyy};{i * 37 % 900},{i % 100:00};\"x\"\"{i}\""
            );
        string[] items = [folder["items-1.csv"], folder["items-2.csv"]];
        File.WriteAllText(
            items[0],
            Items + string.Concat(Enumerable.Range(0, 80).Select(i => Row(i) + "\n"))
        );
        File.WriteAllText(
            items[1],
            Items
                + string.Concat(Enumerable.Range(60, 80).Select(i => Row(i) + "\n"))
                + "i900;a1;31.02.2023;01.03.2023;5,00;bad\ni901;a1\n"
        );
        var payments = folder["payments.csv"];
        File.WriteAllLines(
            payments,
            Enumerable
                .Range(0, 60)
                .Select(i =>
                    Invariant(
                        $"a{i % 9},{new DateOnly(2023, 2, 3).AddDays(i * 11 % 360):yyyy-MM-dd},{i * 37 % 900}.{i % 100:00}"
                    )
                )
                .Prepend("account,date,amount")
        );
        return (items, payments);
    }

    private static string Orders(TemporaryFolder folder, int rows)
    {
        var path = folder["orders.csv"];
        File.WriteAllLines(
            path,
            Enumerable
                .Range(0, rows)
                .Select(i =>
                    Invariant(
                        $"{(i % 4 == 0 ? "a" + (i % 9) : "c" + (i * 7 % 97))},{new DateOnly(2023, 1, 1).AddDays(i * 13 % 365):yyyy-MM-dd},{i % 50}.25"
                    )
                )
                .Prepend("customer,date,amount")
        );
        return path;
    }

    private static CrmRun Import(
        string store,
        string table,
        string[] files,
        params string[] options
    ) =>
        Run([
            "import",
            .. files,
            "--store",
            store,
            "--table",
            table,
            "--max-rejects",
            "50",
            .. options,
        ]);

    private static string Digest(string store) =>
        Run(["verify", store])
            .Output.Split('\n')
            .First(line => line.StartsWith("digest,", StringComparison.Ordinal));

    private static CrmRun Run(string[] words)
    {
        var run = CrmRun.Of(words);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }
}
