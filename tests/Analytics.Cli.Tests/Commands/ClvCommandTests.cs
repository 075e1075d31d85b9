using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Analytics.Cli.Tests.Commands;

public class ClvCommandTests
{
    private const string Summary = "customer_id,frequency,recency,T,monetary_value\n";

    [Theory]
    [InlineData("--horizon", "12")]
    [InlineData("--discount", "10%")]
    [InlineData("--discount", "10%/fortnight")]
    [InlineData("--margin", "130%")]
    [InlineData("--unit", "fortnight")]
    [InlineData("--model", "bgnbx")]
    [InlineData("--model", "sbg")]
    [InlineData("--model", "gamma-gamma")]
    [InlineData("--calibration-end", "30.9.2024")]
    [InlineData("--calibration-end", "2031-01-01")]
    [InlineData("--covariates", "age")]
    public void What_cannot_be_meant_is_a_usage_error(string option, string value)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in.csv"], DegenerateSets.All["twenty repeat buyers"]);
        var run = CrmRun.Of("clv", folder["in.csv"], option, value);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_input_or_two_kinds_of_it_are_usage_errors()
    {
        Assert.Equal(2, CrmRun.Of("clv").ExitCode);
        Assert.Equal(2, CrmRun.Of("clv", "a.csv", "--summary", "b.csv").ExitCode);
        Assert.Equal(2, CrmRun.Of("clv", "--survivors", "a.csv", "--summary", "b.csv").ExitCode);
        Assert.Equal(4, CrmRun.Of("clv", "--summary", "nowhere.csv").ExitCode);
    }

    [Theory]
    [InlineData("x1,2,31,30,10", "RECENCY_INVALID")]
    [InlineData("x1,2,0,30,10", "RECENCY_INVALID")]
    [InlineData("x1,0,5,30,0", "RECENCY_INVALID")]
    [InlineData("x1,2,-1,30,10", "RECENCY_INVALID")]
    [InlineData("x1,2,NaN,30,10", "RECENCY_INVALID")]
    [InlineData("x1,0,0,0,0", "T_INVALID")]
    [InlineData("x1,0,0,-3,0", "T_INVALID")]
    [InlineData("x1,0,0,inf,0", "T_INVALID")]
    [InlineData("x1,-1,0,30,0", "FREQUENCY_INVALID")]
    [InlineData("x1,1.5,3,30,0", "FREQUENCY_INVALID")]
    [InlineData("x1,,3,30,0", "FREQUENCY_INVALID")]
    [InlineData("x1,2,3,30,-1", "MONETARY_VALUE_INVALID")]
    [InlineData("x1,2,3,30,", "MONETARY_VALUE_INVALID")]
    [InlineData("c7,2,3,30,10", "DUPLICATE_CUSTOMER")]
    [InlineData(",2,3,30,10", "MISSING_CUSTOMER")]
    [InlineData("x1,2,3", "FIELD_COUNT")]
    public void A_row_that_is_no_history_is_refused_with_its_place_and_reason(
        string row,
        string reason
    )
    {
        using var folder = new TemporaryFolder();
        var good = Rows(300);
        File.WriteAllText(folder["in.csv"], Summary + good + row + "\n");
        var run = CrmRun.Of(
            "clv",
            "--summary",
            folder["in.csv"],
            "--rejects",
            folder["bad.csv"],
            "--model",
            "nbd"
        );
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(300, CsvRows.Of(run.Output).Rows.Count);
        var reject = CsvRows.File(folder["bad.csv"]).Rows.Single();
        Assert.Equal((reason, "302"), (reject["reason"], reject["line"]));
        Assert.Equal(
            (Summary.Length + good.Length).ToString(
                System.Globalization.CultureInfo.InvariantCulture
            ),
            reject["byte_offset"]
        );
        Assert.Contains(
            $"1 of 301 rows were refused ({reason} 1)",
            run.Error,
            StringComparison.Ordinal
        );

        // above the limit nothing is printed
        var strict = CrmRun.Of("clv", "--summary", folder["in.csv"], "--strict");
        Assert.Equal((3, ""), (strict.ExitCode, strict.Output));
    }

    [Fact]
    public void A_summary_gives_the_same_fit_as_the_transactions_it_was_made_from()
    {
        using var folder = new TemporaryFolder();
        string[] call = ["--model", "nbd", "--fit-only", "--unit", "day", "--quiet"];
        File.WriteAllText(folder["in.csv"], DegenerateSets.All["returns and all"]);
        var direct = CrmRun.Of(["clv", folder["in.csv"], .. call]);
        CrmRun.Of(
            "clv",
            folder["in.csv"],
            "--model",
            "nbd",
            "--unit",
            "day",
            "--out",
            folder["clv.csv"]
        );
        var ready = CrmRun.Of([
            "clv",
            "--summary",
            folder["clv.csv"],
            "--map",
            "recency=recency_days",
            "--map",
            "T=T_days",
            .. call,
        ]);
        Assert.Equal(0, ready.ExitCode);
        Assert.Equal(
            CsvRows.Of(direct.Output).Rows.Single()["parameters"],
            CsvRows.Of(ready.Output).Rows.Single()["parameters"]
        );
    }

    [Fact]
    public void Weights_count_as_copies_and_covariates_at_zero_as_none()
    {
        using var folder = new TemporaryFolder();
        var once = "frequency,recency,T,weight,z\n";
        var twice = "frequency,recency,T,z\n";
        foreach (var cells in Rows(300).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var c = cells.Split(',');
            once += $"{c[1]},{c[2]},{c[3]},2,0\n";
            twice += string.Concat(Enumerable.Repeat($"{c[1]},{c[2]},{c[3]},0\n", 2));
        }

        File.WriteAllText(folder["once.csv"], once);
        File.WriteAllText(folder["twice.csv"], twice);
        string Fit(string file, params string[] more) =>
            CsvRows
                .Of(
                    CrmRun
                        .Of([
                            "clv",
                            "--summary",
                            folder[file],
                            "--model",
                            "bg-nbd",
                            "--fit-only",
                            .. more,
                        ])
                        .Output
                )
                .Rows.Single()["log_likelihood"];
        Assert.Equal(Fit("once.csv"), Fit("twice.csv"));
        Assert.Equal(
            CsvRows.Number(Fit("twice.csv")),
            CsvRows.Number(Fit("twice.csv", "--covariates", "z")),
            1e-6
        );
        Assert.Equal(
            2,
            CrmRun.Of("clv", "--summary", folder["twice.csv"], "--covariates", "z").ExitCode
        );
    }

    [Fact]
    public void Threads_change_no_byte_and_a_seed_only_what_is_drawn()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in.csv"], DegenerateSets.All["returns and all"]);
        string Values(params string[] more) => CrmRun.Of(["clv", folder["in.csv"], .. more]).Output;
        var one = Values("--threads", "1");
        Assert.NotEqual("", one);
        Assert.Equal(one, Values("--threads", "3"));
        var (a, b) = (CsvRows.Of(one).Rows, CsvRows.Of(Values("--seed", "2")).Rows);
        // the seed also moves one start of the search: the optimum is the same to what the gradient test allows
        Assert.Equal(
            a.Sum(r => CsvRows.Number(r["clv_365d"])),
            b.Sum(r => CsvRows.Number(r["clv_365d"])),
            .1
        );
        Assert.NotEqual(a.Select(r => r["clv_365d_hi80"]), b.Select(r => r["clv_365d_hi80"]));
    }

    [Fact]
    public void A_directory_holds_the_models_as_a_file_of_their_own_with_its_hash()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in.csv"], DegenerateSets.All["returns and all"]);
        Assert.Equal(0, CrmRun.Of("clv", folder["in.csv"], "--out", folder["out"]).ExitCode);
        using var file = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(folder["out"], "models", "lifetime.json"))
        );
        var content = file.RootElement.GetProperty("content");
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.GetRawText()))),
            file.RootElement.GetProperty("sha256").GetString()
        );
        Assert.Equal(
            CsvRows
                .File(Path.Combine(folder["out"], "lifetime.csv"))
                .Rows.Single(r => r["chosen"] == "true")["model"],
            content
                .GetProperty("models")
                .EnumerateArray()
                .Single(m => m.GetProperty("chosen").GetBoolean())
                .GetProperty("model")
                .GetString()
        );
        // nine digits in the table, all of them in the file
        var spend = content.GetProperty("spend").GetProperty("parameters");
        Assert.Equal(
            CsvRows
                .File(Path.Combine(folder["out"], "lifetime.csv"))
                .Rows.Single(r => r["model"] == "gamma-gamma")["parameters"],
            string.Create(
                CultureInfo.InvariantCulture,
                $"p={spend.GetProperty("p").GetDouble():G9};q={spend.GetProperty("q").GetDouble():G9};v={spend.GetProperty("v").GetDouble():G9}"
            )
        );
    }

    [Fact]
    public void Returns_lower_the_value_by_their_share_of_the_whole_base()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in.csv"], DegenerateSets.All["returns and all"]);
        double Total(string policy) =>
            CsvRows
                .Of(CrmRun.Of("clv", folder["in.csv"], "--returns", policy).Output)
                .Sum("clv_365d");
        var rows = CsvRows.Of(DegenerateSets.All["returns and all"]).Rows;
        var gross = rows.Sum(r => Math.Max(0, CsvRows.Number(r["amount"])));
        var refunds = -rows.Sum(r => Math.Min(0, CsvRows.Number(r["amount"])));
        Assert.True(refunds > 0);
        Assert.Equal(Total("ignore") * (1 - (refunds / gross)), Total("net"), 1e-6 * Total("net"));
        Assert.Equal(Total("ignore"), Total("gross"), 1e-9 * Total("gross"));
    }

    [Fact]
    public void A_season_is_used_where_the_weeks_are_foretold_better_and_refused_where_nothing_proves_it()
    {
        using var folder = new TemporaryFolder();
        string[] simulate = ["simulate", "purchases", "--customers", "1500", "--quiet"];
        CrmRun.Of([
            .. simulate,
            "--from",
            "2020-01-01",
            "--to",
            "2023-06-30",
            "--season",
            "0.5",
            "--out",
            folder["swing"],
        ]);
        string[] call = ["--model", "bg-nbd", "--season", "--fit-only"];
        var swing = CrmRun.Of(["clv", folder["swing"] + "/orders.csv", .. call]);
        var fits = CsvRows.Of(swing.Output).Rows.Where(r => r["model"] == "bg-nbd").ToList();
        Assert.Equal(["false", "true"], fits.Select(r => r["chosen"]));
        Assert.Contains("season_cos1=", fits[1]["parameters"], StringComparison.Ordinal);
        Assert.True(
            CsvRows.Number(fits[1]["aic"]) < CsvRows.Number(fits[0]["aic"]),
            "in calendar time the seasonal likelihood is the better one"
        );

        CrmRun.Of([.. simulate, "--out", folder["short"]]);
        var brief = CrmRun.Of([
            "clv",
            folder["short"] + "/orders.csv",
            "--model",
            "bg-nbd",
            "--season",
        ]);
        Assert.Contains("Season is not used", brief.Error, StringComparison.Ordinal);
        Assert.Equal(0, brief.ExitCode);
    }

    private static string Rows(int count)
    {
        var random = new Random(5);
        return string.Concat(
            Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    var age = 10 + random.Next(40);
                    var x = random.Next(3) == 0 ? 1 + random.Next(6) : 0;
                    var recency = x == 0 ? 0 : 1 + random.Next(age);
                    return FormattableString.Invariant(
                        $"c{i},{x},{recency},{age},{(x == 0 ? 0 : 5 + random.Next(20))}\n"
                    );
                })
        );
    }
}
