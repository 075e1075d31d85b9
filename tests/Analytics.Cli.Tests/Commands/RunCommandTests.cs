using System.Globalization;
using System.Text;

namespace Analytics.Cli.Tests.Commands;

/// <summary>The whole way on inputs that leave little to say.</summary>
public class RunCommandTests
{
    private static readonly string[] Always =
    [
        "customers.csv",
        "segments.csv",
        "rfm_cuts.csv",
        "pyramid.csv",
        "deciles.csv",
        "concentration.csv",
        "lorenz.csv",
        "cohorts.csv",
        "leaky_bucket.csv",
        "migration.csv",
        "rejects.csv",
        "reconciliation.json",
        "index.html",
        "report.json",
        "manifest.json",
    ];

    public static TheoryData<string, string[]> Inputs =>
        new()
        {
            { "one row", ["a,2024-01-05,10"] },
            { "one customer", ["a,2024-01-05,10", "a,2024-02-05,20.5", "a,2024-06-05,1"] },
            { "one day", [.. Many(50, i => $"c{i},2024-01-05,{i + 1}")] },
            { "one month", [.. Many(200, i => $"c{i % 40},2024-01-{1 + (i % 31):00},{i + 1}.25")] },
            {
                "all values equal",
                [.. Many(300, i => $"c{i % 60},2024-{1 + (i % 12):00}-03,9.99")]
            },
            { "zero total", [.. Many(100, i => $"c{i % 20},2024-{1 + (i % 12):00}-03,0")] },
            {
                "more returned than bought",
                [.. Many(100, i => $"c{i % 20},2024-{1 + (i % 12):00}-03,{(i < 20 ? 1 : -7)}")]
            },
            {
                "a customer who only returns",
                [.. Many(60, i => $"c{i % 9},2024-{1 + (i % 12):00}-03,5"), "r,2024-05-05,-3"]
            },
        };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Every_table_and_the_page_are_made(string name, string[] rows)
    {
        using var folder = new TemporaryFolder();
        var run = Run(folder, rows);
        Assert.True(run.ExitCode == 0, name + ": " + run.Error);
        foreach (var file in Always)
        {
            var path = Path.Combine(folder["run"], file);
            Assert.True(File.Exists(path), $"{name}: no {file}");
            if (file.EndsWith(".csv", StringComparison.Ordinal))
            {
                NoBadNumbers(name, file, File.ReadAllLines(path));
            }
        }
    }

    [Fact]
    public void Names_that_attack_stay_dead_in_every_file()
    {
        string[] attacks =
        [
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "=HYPERLINK(\"http://evil.example\",\"x\")",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "+1-2",
            "\u202Eevil\u202C",
            "שלום عالم",
            "🦆👩‍👩‍👧‍👦",
            "]]></text><script>alert(2)</script>",
        ];
        using var folder = new TemporaryFolder();
        var run = Run(
            folder,
            [
                .. Many(
                    1000,
                    i =>
                        $"{Quoted(attacks[i % attacks.Length] + (i % 333).ToString(CultureInfo.InvariantCulture))},2024-{1 + (i % 12):00}-{1 + (i % 28):00},{i + 1}"
                ),
            ]
        );
        Assert.True(run.ExitCode == 0, run.Error);
        foreach (
            var path in Directory.EnumerateFiles(folder["run"], "*", SearchOption.AllDirectories)
        )
        {
            var text = File.ReadAllText(path);
            switch (Path.GetExtension(path))
            {
                case ".html" or ".svg":
                    Assert.DoesNotContain(
                        "<script>alert",
                        text,
                        StringComparison.OrdinalIgnoreCase
                    );
                    Assert.DoesNotContain("<img src=x", text, StringComparison.OrdinalIgnoreCase);
                    break;
                case ".csv":
                    Assert.DoesNotMatch("(?m)(^|,)\"?[=@+]", text);
                    break;
                default:
                    break;
            }
        }

        var customers = File.ReadAllText(Path.Combine(folder["run"], "customers.csv"));
        Assert.Contains("🦆👩‍👩‍👧‍👦", customers, StringComparison.Ordinal);
        Assert.Contains("\u202Eevil\u202C", customers, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_bytes_at_any_number_of_threads_and_again_from_the_report()
    {
        using var folder = new TemporaryFolder();
        string[] rows =
        [
            .. Many(
                3000,
                i =>
                    $"c{i * 7919 % 401},2023-{1 + (i % 12):00}-{1 + (i * 31 % 28):00},{i % 97}.{i % 10}"
            ),
        ];
        Assert.Equal(0, Run(folder, rows, "--threads", "1").ExitCode);
        Directory.Move(folder["run"], folder["first"]);
        Assert.Equal(0, Run(folder, rows, "--threads", "2").ExitCode);
        Same(folder["first"], folder["run"]);

        Assert.Equal(0, CrmRun.Of("report", folder["run"]).ExitCode);
        Same(folder["first"], folder["run"]);

        var chinese = CrmRun.Of("report", folder["run"], "--lang", "zh", "--out", folder["zh"]);
        Assert.Equal(0, chinese.ExitCode);
        Assert.Contains(
            "<html lang=\"zh-Hans\">",
            File.ReadAllText(Path.Combine(folder["zh"], "index.html")),
            StringComparison.Ordinal
        );
        Same(folder["first"], folder["run"]);
    }

    [Theory]
    [InlineData("c,2024-03-01,2", "c=low b=top", 2)]
    [InlineData("c,2024-03-01,110", "c=top b=top", 3)]
    public void Who_hardly_passed_a_cut_keeps_the_tier_of_the_previous_run(
        string news,
        string expected,
        int best
    )
    {
        using var folder = new TemporaryFolder();
        string[] rows =
        [
            "a,2024-01-01,100",
            "b,2024-01-01,90",
            "c,2024-01-01,89",
            .. Many(7, i => $"x{i},2024-01-01,{i + 1}"),
        ];
        string[] tiers = ["--tiers", "20,80", "--only", "pyramid"];
        Assert.Equal(0, Run(folder, rows, tiers).ExitCode);
        Directory.Move(folder["run"], folder["before"]);
        var run = Run(folder, [.. rows, news], [.. tiers, "--previous", folder["before"]]);
        Assert.True(run.ExitCode == 0, run.Error);
        var customers = CsvRows.File(Path.Combine(folder["run"], "customers.csv"));
        Assert.Equal(
            expected
                .Replace("low", TierOf(customers, "x0"), StringComparison.Ordinal)
                .Replace("top", TierOf(customers, "a"), StringComparison.Ordinal),
            $"c={TierOf(customers, "c")} b={TierOf(customers, "b")}"
        );
        var pyramid = CsvRows.File(Path.Combine(folder["run"], "pyramid.csv"));
        Assert.Equal(best.ToString(CultureInfo.InvariantCulture), pyramid.Rows[0]["customers"]);
        Assert.Contains(
            "before/customers.csv",
            File.ReadAllText(Path.Combine(folder["run"], "manifest.json")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Customers_who_cost_more_than_they_bring_pull_the_whale_curve_down()
    {
        using var folder = new TemporaryFolder();
        string[] rows =
        [
            "a,2024-01-01,100",
            "a,2024-02-01,100",
            "b,2024-01-05,3",
            "b,2024-02-05,3",
        ];
        var run = Run(
            folder,
            rows,
            "--margin",
            "50%",
            "--cost-to-serve",
            "2.5",
            "--value",
            "contribution",
            "--skip",
            "report,churn"
        );
        Assert.True(run.ExitCode == 0, run.Error);
        // a: 50 % of 200 less two orders at 2.50; b: 3 less 5
        var curve = CsvRows.File(Path.Combine(folder["run"], "contribution.csv"));
        Assert.Equal("95.00", curve.Rows[50]["cumulative_contribution"]);
        Assert.Equal("93.00", curve.Rows[100]["cumulative_contribution"]);
        var refused = Run(folder, rows, "--cost-to-serve", "-1", "--overwrite");
        Assert.Equal(2, refused.ExitCode);
    }

    [Fact]
    public void A_previous_run_must_have_the_same_tiers()
    {
        using var folder = new TemporaryFolder();
        string[] rows = ["a,2024-01-01,100", "b,2024-01-01,90"];
        Assert.Equal(0, Run(folder, rows, "--tiers", "10,20,30,40").ExitCode);
        Directory.Move(folder["run"], folder["before"]);
        var run = Run(folder, rows, "--tiers", "20,80", "--previous", folder["before"]);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("--tiers", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, Run(folder, rows, "--previous", folder["nowhere"]).ExitCode);
        Assert.False(Path.Exists(folder["run"]));
    }

    [Fact]
    public void Rfm_is_a_part_that_may_be_named_alone_but_not_left_out()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Run(folder, ["a,2024-01-05,10"], "--only", "rfm").ExitCode);
        Assert.True(File.Exists(Path.Combine(folder["run"], "segments.csv")));
        Assert.False(File.Exists(Path.Combine(folder["run"], "pyramid.csv")));
        var without = Run(folder, ["a,2024-01-05,10"], "--skip", "rfm", "--overwrite");
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("stand on it", without.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_needs_a_run_that_kept_one()
    {
        using var folder = new TemporaryFolder();
        var none = CrmRun.Of("report", folder["nothing"]);
        Assert.Equal(4, none.ExitCode);
        Assert.Equal(0, Run(folder, ["a,2024-01-05,10"], "--skip", "report").ExitCode);
        var skipped = CrmRun.Of("report", folder["run"]);
        Assert.Equal(3, skipped.ExitCode);
        Assert.Contains("report.json", skipped.Error, StringComparison.Ordinal);
        Assert.Equal(2, CrmRun.Of("report", folder["run"], folder["run"]).ExitCode);
    }

    private static string TierOf(CsvRows customers, string id) =>
        customers.Rows.Single(row => row["customer_id"] == id)["tier"];

    private static void Same(string first, string second)
    {
        var names = Names(first);
        Assert.Equal(names, Names(second));
        foreach (var name in names.Where(n => n != "run.log"))
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(first, name))
                    .AsSpan()
                    .SequenceEqual(File.ReadAllBytes(Path.Combine(second, name))),
                name
            );
        }
    }

    private static List<string> Names(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path))
                .Order(StringComparer.Ordinal),
        ];

    private static void NoBadNumbers(string name, string file, string[] lines)
    {
        foreach (var line in lines.Skip(1))
        {
            foreach (var cell in line.Split(','))
            {
                Assert.False(
                    cell is "NaN" or "Infinity" or "-Infinity" or "∞",
                    $"{name}: {file}: {line}"
                );
            }
        }
    }

    private static CrmRun Run(TemporaryFolder folder, string[] rows, params string[] options)
    {
        File.WriteAllText(
            folder["in.csv"],
            "customer,date,amount\n" + string.Join('\n', rows) + "\n",
            new UTF8Encoding(false)
        );
        return CrmRun.Of(["run", folder["in.csv"], "--out", folder["run"], .. options]);
    }

    private static string Quoted(string text) =>
        "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static IEnumerable<string> Many(int count, Func<int, FormattableString> row) =>
        Enumerable.Range(0, count).Select(i => FormattableString.Invariant(row(i)));
}
