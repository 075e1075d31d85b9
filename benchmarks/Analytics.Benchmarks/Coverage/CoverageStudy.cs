using System.Globalization;
using Analytics.Core.Backtest;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using Analytics.Core.Time;
using Analytics.Core.Value;

namespace Analytics.Benchmarks.Coverage;

/// <summary>Simulates data sets of known truth, fits them and asks whether the intervals hold it. One line per data set; a study goes on where it stopped.</summary>
internal static class CoverageStudy
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "coverage";

    private const double WeeksAhead = 52;
    private const int PosteriorDraws = 250;

    // an expected total costs more than a draw: every third will do, spread over the whole chain
    private const int DrawsPerTotal = 3;

    private const int Futures = 200;
    private const int Groups = 4;

    /// <summary>Published fits of the CDNOW sample.</summary>
    private static readonly Dictionary<string, double[]> Truths = new(StringComparer.Ordinal)
    {
        ["bg-nbd"] = [.242595, 4.413601, .792922, 2.425907],
        ["mbg-nbd"] = [.524843, 6.183084, .891359, 1.614002],
        ["pareto-nbd"] = [.553277, 10.577689, .606241, 11.668752],
    };

    /// <summary><c>coverage MODEL CUSTOMERS SETS FILE [profile]</c>: appends to FILE until it holds that many data sets; with <c>profile</c> only what needs no draws.</summary>
    public static int Run(string[] args)
    {
        var (name, file) = (args[0], args[3]);
        var customers = int.Parse(args[1], CultureInfo.InvariantCulture);
        var sets = int.Parse(args[2], CultureInfo.InvariantCulture);
        var profileAlone = args.Length > 4;
        if (!File.Exists(file))
        {
            File.WriteAllText(file, CoverageLine.Header + "\n");
        }

        for (var set = File.ReadLines(file).Count(); set <= sets; set++)
        {
            File.AppendAllText(
                file,
                One(name, Truths[name], customers, set, profileAlone).ToString() + "\n"
            );
        }

        return 0;
    }

    private static CoverageLine One(
        string name,
        double[] truth,
        int customers,
        int set,
        bool profileAlone
    )
    {
        var cohort = TrueCohort.Draw(name, truth, customers, WeeksAhead, 1_000_000L + set);
        var model = LifetimeModels.Candidates(name)[0];
        // starts from moments, from ones and one at random: a fit must not depend on a lucky start
        var fit = ModelFitter.Fit(
            model,
            cohort.Cells,
            new FitOptions { RandomStarts = 1, Seed = set }
        );
        var line = new CoverageLine
        {
            Set = set,
            Exit = fit.Exit,
            Diagnosis = fit.Diagnosis.Label,
            Estimates = fit.Parameters,
        };
        if (!fit.IsFit)
        {
            return line;
        }

        var profile = ProfileInterval.Of(fit, cohort.Cells, 1);
        var atFirst = ProfileInterval.OfNewCustomer(fit, cohort.Cells, WeeksAhead, "", 1);
        var expected = model.At(truth).ExpectedNew(WeeksAhead);
        line = line with
        {
            Profile = [.. truth.Select((t, i) => t >= profile[i].Low && !(t > profile[i].High))],
            Wald = [.. truth.Select((t, i) => t >= profile[i].WaldLow && t <= profile[i].WaldHigh)],
            New = expected >= atFirst.Low && !(expected > atFirst.High),
        };
        if (profileAlone)
        {
            return line;
        }

        var posterior = ParameterPosterior.Sample(fit, cohort.Cells, PosteriorDraws, set, 1);
        var draws = posterior.Draws.Select(d => model.At(d)).ToArray();
        return line with
        {
            Posterior = [.. truth.Select((t, i) => Within(t, posterior.Draws.Select(d => d[i])))],
            Total = Within(
                Expected(model.At(truth), cohort.Cells),
                draws.Where((_, i) => i % DrawsPerTotal == 0).Select(d => Expected(d, cohort.Cells))
            ),
            Pit = Pit(fit.Lifetime(), cohort, set).Share,
            Groups = GroupsHeld(draws, cohort, set),
        };
    }

    private static double Expected(ILifetime lifetime, SummaryCells cells) =>
        ExpectedTotals.At(lifetime, cells, [WeeksAhead], 1)[0];

    /// <summary>True where the middle 95 % of the draws hold the truth.</summary>
    private static bool Within(double truth, IEnumerable<double> draws)
    {
        var below = 0.0;
        var count = 0;
        foreach (var draw in draws)
        {
            below += draw < truth ? 1 : 0;
            count++;
        }

        // the place of the truth among the draws; (below + .5) / (count + 1) is uniform if the posterior is right
        var place = (below + 0.5) / (count + 1);
        return place is > 0.025 and < 0.975;
    }

    private static RandomisedPit Pit(ILifetime lifetime, TrueCohort cohort, long seed)
    {
        var (fewer, atMost) = (new double[cohort.Actual.Length], new double[cohort.Actual.Length]);
        for (var i = 0; i < fewer.Length; i++)
        {
            var cell = cohort.Cells.CellOf[i];
            var history = At(cohort.Cells, cell);
            var chance = new Chance(seed, 7_000_000L + i);
            var alive = lifetime.PAlive(history);
            for (var k = 0; k < Futures; k++)
            {
                var count =
                    chance.Uniform() < alive
                        ? lifetime.SimulateGivenAlive(history, WeeksAhead, 0, ref chance).Purchases
                        : 0;
                fewer[i] += count < cohort.Actual[i] ? 1.0 / Futures : 0;
                atMost[i] += count <= cohort.Actual[i] ? 1.0 / Futures : 0;
            }
        }

        return RandomisedPit.Of(fewer, atMost, seed);
    }

    /// <summary>Groups with at least 100 expected purchases, and how many of them bought as much as their 80 % interval says.</summary>
    private static (int Held, int All) GroupsHeld(ILifetime[] draws, TrueCohort cohort, long seed)
    {
        var n = cohort.Actual.Length;
        var group = Enumerable.Range(0, n).Select(i => i % Groups).ToArray();
        var totals = ValueSimulation
            .Run(
                draws,
                null,
                new SimulatedCustomers
                {
                    Cells = cohort.Cells,
                    MeanSpend = [.. Enumerable.Repeat(1.0, n)],
                    Group = group,
                    Groups = Groups,
                },
                new ClvTerms
                {
                    Unit = TimeUnit.Week,
                    Horizon = new Horizon((int)WeeksAhead, TimeUnit.Week),
                    Discount = new DiscountRate(0, TimeUnit.Year),
                },
                draws.Length,
                seed,
                1,
                new double[n],
                new double[n]
            )
            .Intervals();
        var (held, all) = (0, 0);
        for (var g = 0; g < Groups; g++)
        {
            var actual = 0;
            for (var i = g; i < n; i += Groups)
            {
                actual += cohort.Actual[i];
            }

            var interval = totals[g].Purchases;
            if ((interval.Low + interval.High) / 2 < 100)
            {
                continue;
            }

            all++;
            held += actual >= interval.Low && actual <= interval.High ? 1 : 0;
        }

        return (held, all);
    }

    private static History At(SummaryCells cells, int cell) =>
        new(cells.Frequency[cell], cells.Recency[cell], cells.Age[cell]);
}
