namespace Analytics.Cli.Tests.Commands;

/// <summary>Whatever the data: no silent fit, no number that is none, and everything that needs no model is still made.</summary>
public class DegenerateSetsTests
{
    private static readonly string[] NoNumbers = ["NaN", "Infinity", "-Infinity", "∞", "-∞"];

    public static TheoryData<string> Names => [.. DegenerateSets.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_is_made_whole_and_says_what_no_model_could(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in.csv"], DegenerateSets.All[name]);
        var run = CrmRun.Of([
            "run",
            folder["in.csv"],
            "--out",
            folder["out"],
            "--max-rejects",
            "50%",
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
        var fits = CsvRows.File(Path.Combine(folder["out"], "lifetime.csv")).Rows;
        var customers = CsvRows.File(Path.Combine(folder["out"], "customers.csv")).Rows;

        // one model is used, and what is used is fit, or else it is said aloud
        var used = Assert.Single(fits, f => f["chosen"] == "true");
        Assert.All(fits, f => Assert.NotEqual("", f["diagnosis"]));
        var isEmpirical = used["model"] == "empirical-rates";
        Assert.Equal(isEmpirical, run.Error.Contains("NOT_FIT", StringComparison.Ordinal));
        Assert.Equal(isEmpirical, customers.All(c => c["p_alive"].Length == 0));
        Assert.All(
            fits.Where(f =>
                f["model"] != "empirical-rates" && f["exit_reason"] == "gradient-small"
            ),
            f =>
                Assert.True(
                    CsvRows.Number(f["gradient_norm"])
                        <= 1e-5 * (1 + Math.Abs(CsvRows.Number(f["log_likelihood"])))
                )
        );
        Assert.All(
            fits.Where(f => f["chosen"] == "true" && !isEmpirical),
            f => Assert.Equal("gradient-small", f["exit_reason"])
        );

        // the verdicts do not hang on where a search began
        var elsewhere = CsvRows
            .Of(
                CrmRun
                    .Of(
                        "clv",
                        folder["in.csv"],
                        "--fit-only",
                        "--seed",
                        "2",
                        "--max-rejects",
                        "50%"
                    )
                    .Output
            )
            .Rows;
        Assert.Equal(fits.Select(Verdict), elsewhere.Select(Verdict));

        // no cell of any table is a number that is none
        foreach (var path in Directory.GetFiles(folder["out"], "*.csv"))
        {
            Assert.DoesNotContain(
                File.ReadAllText(path).Split(',', ';', '=', '\n'),
                cell => NoNumbers.Contains(cell, StringComparer.Ordinal)
            );
        }

        Assert.All(customers.Where(c => c["clv_365d"].Length > 0), Holds);
        Assert.NotEmpty(CsvRows.File(Path.Combine(folder["out"], "pyramid.csv")).Rows);
    }

    [Theory]
    [InlineData("one customer, one day")]
    [InlineData("nobody came back")]
    [InlineData("all amounts zero")]
    [InlineData("buyers who never leave")]
    public void The_page_is_made_and_says_so_first_where_no_model_is_fit(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in.csv"], DegenerateSets.All[name]);
        var run = CrmRun.Of("run", folder["in.csv"], "--out", folder["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        var page = File.ReadAllText(Path.Combine(folder["out"], "index.html"));
        Assert.Equal(
            run.Error.Contains("NOT_FIT", StringComparison.Ordinal),
            page.Contains("NOT_FIT", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_forty_of_them() => Assert.True(DegenerateSets.All.Count >= 40);

    [Theory]
    [InlineData("one customer, one day")]
    [InlineData("nobody came back")]
    [InlineData("nineteen repeat buyers")]
    [InlineData("all on one day")]
    public void A_model_asked_for_by_name_that_is_not_fit_ends_with_code_6_and_leaves_nothing(
        string name
    )
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in.csv"], DegenerateSets.All[name]);
        var run = CrmRun.Of(
            "run",
            folder["in.csv"],
            "--out",
            folder["out"],
            "--model",
            "pareto-nbd"
        );
        Assert.Equal((6, ""), (run.ExitCode, run.Output));
        Assert.Contains("NOT_FIT", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    private static (string Model, string Chosen, string Diagnosis) Verdict(
        Dictionary<string, string> fit
    ) => (fit["model"], fit["chosen"], fit["diagnosis"].Split(':')[0]);

    private static void Holds(Dictionary<string, string> c)
    {
        double Of(string column) => CsvRows.Number(c[column]);
        Assert.InRange(Of("p_purchase_365d"), 0, 1);
        Assert.True(Of("expected_purchases_365d") >= 0);
        Assert.True(Of("clv_365d_lo80") <= Of("clv_365d_hi80"));
        Assert.True(Of("value_at_risk") >= 0);
        if (c["p_alive"].Length > 0)
        {
            Assert.InRange(Of("p_alive"), 0, 1);
        }
    }
}
