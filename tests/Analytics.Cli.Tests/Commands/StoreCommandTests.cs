namespace Analytics.Cli.Tests.Commands;

/// <summary>import, verify, and analyses that read a store.</summary>
public class StoreCommandTests
{
    [Fact]
    public void An_import_tells_what_became_of_each_input_and_again_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var orders = Orders(folder, "orders.csv", 1, 40);
        var first = CrmRun.Of("import", orders, "--store", folder["shop"]);
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Matches($"(?m)^{orders},[0-9a-f]{{12}},new,40,0,0,0,40,", first.Output);
        var again = CrmRun.Of("import", orders, "--store", folder["shop"]);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains(
            "in the store already (as orders.csv",
            again.Error,
            StringComparison.Ordinal
        );
        Assert.Contains(",known,40,", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rfm", "--returns ignore --as-of 2024-03-31 --out {0}.csv")]
    [InlineData("pyramid", "--tiers 10,90 --out {0}.csv")]
    [InlineData("cohorts", "--out {0}.csv")]
    [InlineData("clv", "--model mbg-nbd --out {0}.csv")]
    public void An_analysis_of_a_store_gives_the_bytes_of_its_files(string command, string options)
    {
        using var folder = new TemporaryFolder();
        string[] files = [Orders(folder, "a.csv", 1, 300), Orders(folder, "b.csv", 200, 300)];
        string[] Words(string name) => string.Format(options, folder[name]).Split(' ');
        Assert.Equal(0, CrmRun.Of(["import", files[1], "--store", folder["shop"]]).ExitCode);
        Assert.Equal(0, CrmRun.Of(["import", files[0], "--store", folder["shop"]]).ExitCode);
        var direct = CrmRun.Of([command, .. files, .. Words("direct")]);
        var stored = CrmRun.Of([command, "--store", folder["shop"], .. Words("stored")]);
        Assert.True(direct.ExitCode is 0 or 6, direct.Error);
        Assert.Equal(direct.ExitCode, stored.ExitCode);
        if (direct.ExitCode == 0)
        {
            Assert.Equal(
                File.ReadAllBytes(folder["direct.csv"]),
                File.ReadAllBytes(folder["stored.csv"])
            );
        }
    }

    [Fact]
    public void A_run_over_a_store_gives_the_tables_of_its_files_and_names_the_store()
    {
        using var folder = new TemporaryFolder();
        string[] files = [Orders(folder, "a.csv", 1, 300), Orders(folder, "b.csv", 200, 300)];
        var shop = folder["shop"];
        Assert.Equal(0, CrmRun.Of(["run", .. files, "--out", folder["direct"]]).ExitCode);
        Assert.Equal(0, CrmRun.Of("import", files[1], "--store", shop).ExitCode);
        var run = CrmRun.Of("run", files[0], "--store", shop, "--out", folder["stored"]);
        Assert.True(run.ExitCode == 0, run.Error);
        foreach (var table in Directory.GetFiles(folder["direct"], "*.csv"))
        {
            Assert.Equal(
                File.ReadAllText(table),
                File.ReadAllText(Path.Combine(folder["stored"], Path.GetFileName(table)))
            );
        }

        var manifest = File.ReadAllText(Path.Combine(folder["stored"], "manifest.json"));
        var digest = CrmRun
            .Of("verify", shop)
            .Output.Split('\n')
            .First(l => l.StartsWith("digest,", StringComparison.Ordinal))["digest,".Length..];
        Assert.Contains(digest, manifest, StringComparison.Ordinal);
        Assert.DoesNotContain(shop, manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_store_is_named_and_refused_with_code_7()
    {
        using var folder = new TemporaryFolder();
        var shop = folder["shop"];
        CrmRun.Of("import", Orders(folder, "a.csv", 1, 30), "--store", shop);
        var segment = Directory.GetFiles(Path.Combine(shop, "segments")).Single();
        var bytes = File.ReadAllBytes(segment);
        bytes[^20] ^= 4;
        File.WriteAllBytes(segment, bytes);
        foreach (
            var words in (string[][])
                [
                    ["verify", shop],
                    ["rfm", "--store", shop],
                ]
        )
        {
            var run = CrmRun.Of(words);
            Assert.Equal(7, run.ExitCode);
            Assert.Contains(segment, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rebuild_joins_small_files_and_keeps_the_digest()
    {
        using var folder = new TemporaryFolder();
        var shop = folder["shop"];
        CrmRun.Of("import", Orders(folder, "a.csv", 1, 30), "--store", shop);
        CrmRun.Of("import", Orders(folder, "b.csv", 31, 30), "--store", shop);
        var digest = CrmRun.Of("verify", shop).Output.Split('\n')[1];
        var run = CrmRun.Of("rebuild", shop, "--compact");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("\nsegments before,2\nsegments,1\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(digest, CrmRun.Of("verify", shop).Output.Split('\n')[1]);
    }

    [Fact]
    public void Over_the_reject_limit_nothing_enters()
    {
        using var folder = new TemporaryFolder();
        var orders = Orders(folder, "a.csv", 1, 30);
        File.AppendAllText(orders, "c1,yesterday,o1,5.00\n");
        var run = CrmRun.Of("import", orders, "--store", folder["shop"]);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("DATE_INVALID", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, CrmRun.Of("rfm", "--store", folder["shop"]).ExitCode);
        Assert.Contains(
            "\nloads,0\n",
            CrmRun.Of("verify", folder["shop"]).Output,
            StringComparison.Ordinal
        );
        run = CrmRun.Of("import", orders, "--store", folder["shop"], "--max-rejects", "1");
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("rfm", 2, "with --source, or --store DIR")]
    [InlineData("rfm --store {0}/none", 4, "no such store")]
    [InlineData("rfm {0}/a.csv --store {0}", 2, "give files, or --store")]
    [InlineData("rfm --store {0}/none --duplicates drop", 2, "give it to crm import")]
    [InlineData("verify", 2, "no store is named")]
    [InlineData("import {0}/a.csv", 2, "no store is named")]
    [InlineData("import {0}/none.csv --store {0}/shop", 4, "no such file")]
    [InlineData("import {0}/a.csv --store {0}/shop --wait soon", 2, "is not a duration")]
    [InlineData("import {0}/a.csv --store {0}", 2, "holds other files")]
    public void What_cannot_be_done_is_said(string call, int code, string text)
    {
        using var folder = new TemporaryFolder();
        Orders(folder, "a.csv", 1, 30);
        var run = CrmRun.Of(string.Format(call, folder.Path).Split(' '));
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["shop"]));
    }

    private static string Orders(TemporaryFolder folder, string name, int from, int rows)
    {
        var path = folder[name];
        File.WriteAllText(
            path,
            "customer_id,order_date,order_id,amount\n"
                + string.Concat(
                    Enumerable
                        .Range(from, rows)
                        .Select(i =>
                            FormattableString.Invariant(
                                $"c{i * 37 % 53},{new DateOnly(2023, 1, 1).AddDays(i * 11 % 500):yyyy-MM-dd},o{i},{(i % 17 == 0 ? "-" : "")}{i * 37 % 400}.{i % 100:00}\n"
                            )
                        )
                )
        );
        return path;
    }
}
