using System.Globalization;
using Xunit.Abstractions;

namespace Analytics.Cli.Tests.Commands;

/// <summary>Published fits and predictions through the command line.</summary>
public class ClvReferenceTests(ITestOutputHelper output)
{
    // likelihoods are published to four decimals by optimisers that stop a little early
    private const double LikelihoodBand = 5e-4;

    private static readonly string[] Cdnow =
    [
        "--map",
        "customer=masterid",
        "--map",
        "amount=sales",
        "--calibration-end",
        "1997-09-30",
        "--quiet",
    ];

    [Fact]
    public void Cdnow_is_fitted_as_published_by_all_models()
    {
        if (SharedFiles.Find("data/cdnow/cdnowElog.csv") is not { } path)
        {
            return;
        }

        var run = CrmRun.Of(["clv", path, "--fit-only", .. Cdnow]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var fits = CsvRows.Of(run.Output).Rows.ToDictionary(r => r["model"]);
        (
            string Model,
            double LogLikelihood,
            (string Name, double Value)[] Parameters
        )[] published =
        [
            ("nbd", -9763.6576, [("r", .384766), ("alpha", 12.072024)]),
            (
                "bg-nbd",
                -9582.4292,
                [("r", .242595), ("alpha", 4.413601), ("a", .792922), ("b", 2.425907)]
            ),
            (
                "mbg-nbd",
                -9582.1357,
                [("r", .524843), ("alpha", 6.183084), ("a", .891359), ("b", 1.614002)]
            ),
            // a flat ridge: the likelihood is the test
            ("pareto-nbd", -9594.9762, []),
            ("gamma-gamma", -4055.9177, [("p", 6.249573), ("q", 3.744224), ("v", 15.443517)]),
        ];
        foreach (var (model, logLikelihood, parameters) in published)
        {
            var fit = fits[model];
            output.WriteLine(
                $"{model} {fit["parameters"]} {fit["log_likelihood"]} |g| {fit["gradient_norm"]}"
            );
            Assert.Equal(logLikelihood, CsvRows.Number(fit["log_likelihood"]), LikelihoodBand);
            foreach (var (name, value) in parameters)
            {
                // six printed digits
                Assert.Equal(
                    value,
                    CsvRows.Parameter(fit["parameters"], name),
                    1e-6 * (1 + (3 * value))
                );
            }

            Assert.Equal("gradient-small", fit["exit_reason"]);
        }

        Assert.Equal(".7545", Rounded(fits["pareto-nbd"]["holdout_mae"]));
        Assert.Equal(".7855", Rounded(fits["bg-nbd"]["holdout_mae"]));
        Assert.Equal(".7648", Rounded(fits["mbg-nbd"]["holdout_mae"]));
        Assert.Single(fits.Values, f => f["chosen"] == "true");
    }

    [Theory]
    [InlineData("pareto-nbd", 1665.5, 25.456, .997874)]
    [InlineData("bg-nbd", 1653.4, 25.757, .968854)]
    [InlineData("mbg-nbd", 1576.7, 23.998, .965485)]
    public void Cdnow_customers_are_foretold_as_published(
        string model,
        double total,
        double loyal,
        double alive
    )
    {
        if (SharedFiles.Find("data/cdnow/cdnowElog.csv") is not { } path)
        {
            return;
        }

        var short39 = CrmRun.Of(["clv", path, "--model", model, "--horizon", "39w", .. Cdnow]);
        var rows = CsvRows.Of(short39.Output);
        Assert.Equal(2357, rows.Rows.Count);
        Assert.Equal(total, rows.Sum("expected_purchases_39w"), .06);
        var year = CsvRows.Of(
            CrmRun.Of(["clv", path, "--model", model, "--horizon", "52w", .. Cdnow]).Output
        );
        var customer = year.Rows.Single(r =>
            (r["frequency"], r["recency_days"], r["T_days"]) == ("26", "216", "217")
        );
        // three printed digits; the flat valley of Pareto/NBD moves the last by one
        Assert.Equal(loyal, CsvRows.Number(customer["expected_purchases_52w"]), 1.5e-3);
        Assert.Equal(alive, CsvRows.Number(customer["p_alive"]), 2e-6);
        Assert.Equal(model == "pareto-nbd", customer["residual_value"].Length > 0);
    }

    [Fact]
    public void Online_retail_runs_to_the_boundary_and_mbg_cnbd_2_is_chosen_in_words()
    {
        if (SharedFiles.Find("data/online-retail/online_retail.csv.gz") is not { } path)
        {
            return;
        }

        string[] call =
        [
            "clv",
            path,
            "--returns",
            "ignore",
            "--zero-amount",
            "ignore",
            "--calibration-end",
            "2011-08-31",
            "--fit-only",
        ];
        var run = CrmRun.Of(call);
        Assert.Equal(0, run.ExitCode);
        var fits = CsvRows.Of(run.Output).Rows.ToDictionary(r => r["model"]);
        foreach (var model in new[] { "bg-nbd", "mbg-nbd" })
        {
            Assert.StartsWith("boundary", fits[model]["diagnosis"], StringComparison.Ordinal);
            Assert.Equal(-21755.35, CsvRows.Number(fits[model]["log_likelihood"]), .01);
            Assert.Equal("false", fits[model]["chosen"]);
        }

        Assert.Equal("true", fits["mbg-cnbd"]["chosen"]);
        Assert.EndsWith(";k=2", fits["mbg-cnbd"]["parameters"], StringComparison.Ordinal);
        Assert.Equal(-21217.31, CsvRows.Number(fits["mbg-cnbd"]["log_likelihood"]), .01);
        Assert.Contains("no sign of leaving", run.Error, StringComparison.Ordinal);

        // by name the same fit is an error, with its row and what to do
        var named = CrmRun.Of([.. call, "--model", "bgnbd"]);
        Assert.Equal(6, named.ExitCode);
        Assert.Contains("NOT_FIT (boundary)", named.Error, StringComparison.Ordinal);
        Assert.Single(CsvRows.Of(named.Output).Rows);
    }

    [Fact]
    public void Donations_are_fitted_and_foretold_as_published_from_a_ready_summary()
    {
        if (SharedFiles.Find("data/donations/donations.csv") is not { } path)
        {
            return;
        }

        string[] call = ["clv", "--summary", path, "--model", "bg-bb", "--unit", "year", "--quiet"];
        var fit = CsvRows.Of(CrmRun.Of([.. call, "--fit-only"]).Output).Rows.Single();
        Assert.Equal(-33225.5813, CsvRows.Number(fit["log_likelihood"]), LikelihoodBand);
        Assert.Equal(1.203522, CsvRows.Parameter(fit["parameters"], "alpha"), 5e-5);
        var five = CsvRows.Of(CrmRun.Of([.. call, "--horizon", "5y"]).Output).Rows;
        var sum = five.Sum(r =>
            CsvRows.Number(r["weight"]) * CsvRows.Number(r["expected_purchases_5y"])
        );
        Assert.Equal(12884.157, sum, .05);
        var ten = CsvRows.Of(CrmRun.Of([.. call, "--horizon", "10y"]).Output).Rows;
        double At(string x, string recency) =>
            CsvRows.Number(
                ten.Single(r => (r["frequency"], r["recency"]) == (x, recency))[
                    "expected_purchases_10y"
                ]
            );
        Assert.Equal(.1302, At("0", "0"), 1e-4);
        Assert.Equal(3.6279, At("4", "5"), 1e-4);
    }

    [Theory]
    [InlineData("1000 631 468 382 326 289 262 241", .7041, 1.1820, -1680.2652)]
    [InlineData("1000 869 743 653 593 551 517 491", .6681, 3.8061, -1611.1581)]
    public void Contract_cohorts_are_fitted_as_published(
        string survivors,
        double alpha,
        double beta,
        double logLikelihood
    )
    {
        using var folder = new TemporaryFolder();
        var rows = survivors.Split(' ').Select((s, i) => FormattableString.Invariant($"{i},{s}\n"));
        File.WriteAllText(folder["left.csv"], "period,survivors\n" + string.Concat(rows));
        var run = CrmRun.Of("clv", "--survivors", folder["left.csv"], "--fit-only");
        var fit = CsvRows.Of(run.Output).Rows.Single();
        Assert.Equal(alpha, CsvRows.Parameter(fit["parameters"], "alpha"), 6e-5);
        Assert.Equal(beta, CsvRows.Parameter(fit["parameters"], "beta"), 6e-5);
        Assert.Equal(logLikelihood, CsvRows.Number(fit["log_likelihood"]), LikelihoodBand);
        var curve = CsvRows.Of(
            CrmRun.Of("clv", "--survivors", folder["left.csv"], "--horizon", "5w").Output
        );
        Assert.Equal(13, curve.Rows.Count);
        Assert.Equal(
            CsvRows.Number(curve.Rows[8]["retention"]),
            CsvRows.Number(curve.Rows[8]["expected_survivors"])
                / CsvRows.Number(curve.Rows[7]["expected_survivors"]),
            1e-12
        );
    }

    [Fact]
    public void Check_holds_the_bounds_at_all_reference_points_and_keeps_the_columns_given()
    {
        if (SharedFiles.Find("corpora/btyd-reference/reference.csv") is not { } path)
        {
            return;
        }

        var run = CrmRun.Of("clv", "check", path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var (found, expected) = (CsvRows.Of(run.Output), CsvRows.File(path));
        Assert.Equal(expected.Columns, found.Columns);
        Assert.Equal(1500, found.Rows.Count);
        foreach (var column in new[] { "loglik", "p_alive", "expected" })
        {
            var errors = found
                .Rows.Zip(expected.Rows)
                .Where(p => p.Second[column].Length > 0)
                .Select(p =>
                    Error(column, CsvRows.Number(p.First[column]), CsvRows.Number(p.Second[column]))
                )
                .OrderDescending()
                .ToArray();
            output.WriteLine(
                FormattableString.Invariant(
                    $"{column}: {errors.Length} points, worst {errors[0]:E2}, 99.9 % {errors[errors.Length / 1000]:E2}"
                )
            );
            Assert.True(errors[0] <= 1e-10);
            Assert.True(column != "loglik" || errors[errors.Length / 1000] <= 1e-12);
        }

        Assert.All(
            found.Rows.Zip(expected.Rows),
            p =>
                Assert.All(
                    expected.Columns.Take(9),
                    column => Assert.Equal(p.Second[column], p.First[column])
                )
        );
    }

    private static double Error(string column, double found, double expected) =>
        column == "loglik" ? Math.Abs(found - expected) / Math.Max(1, Math.Abs(expected))
        : Math.Abs(expected) < 1e-290 ? (Math.Abs(found) <= 2e-290 ? 0 : 1)
        : Math.Abs((found / expected) - 1);

    private static string Rounded(string number) =>
        CsvRows.Number(number).ToString(".0000", CultureInfo.InvariantCulture);
}
