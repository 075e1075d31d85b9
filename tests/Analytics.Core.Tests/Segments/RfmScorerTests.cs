using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Segments;
using Analytics.Core.Summaries;
using Analytics.Core.Tests.Data;
using CsCheck;

namespace Analytics.Core.Tests.Segments;

public class RfmScorerTests
{
    private static readonly RfmSettings Default = new();

    [Fact]
    public void Cuts_are_type_7_quantiles()
    {
        var builder = new DaysBuilder();
        for (var i = 0; i < 11; i++)
        {
            builder.Buy("c" + (char)('a' + i), 100 - i, 100 * i);
        }

        var scores = RfmScorer.Score(Summary(builder.Build(), 100), Default, 1);

        // values 0..10 in both measures: the quintiles stand at 2, 4, 6, 8
        Assert.Equal("2 4 6 8", Text(scores.Cuts.R, 0));
        Assert.Equal("2 4 6 8", Text(scores.Cuts.M, 2));
        Assert.Equal([1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5], scores.M);
        Assert.Equal([5, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1], scores.R);
        Assert.All(scores.F, f => Assert.Equal(1, f));
    }

    [Fact]
    public void A_value_on_a_cut_takes_the_lower_score_whatever_the_unit()
    {
        // 3 customers and 10 bins: cuts of thirds and tenths that no floating number holds
        var days = new DaysBuilder().Buy("a", 1, 1).Buy("b", 1, 2).Buy("c", 1, 4).Build();
        var scores = RfmScorer.Score(Summary(days, 1), Default with { Bins = 10 }, 1);
        Assert.Equal(
            "0.012 0.014 0.016 0.018 0.02 0.024 0.028 0.032 0.036",
            Text(scores.Cuts.M, 2)
        );
        Assert.Equal([1, 5, 10], scores.M);
    }

    [Fact]
    public void Equal_values_get_equal_scores() =>
        Generated.DaysWithPurchases.Sample(
            days =>
            {
                var summary = Summary(days, Generated.AsOf);
                var scores = RfmScorer.Score(summary, Default, 1);
                for (var a = 0; a < summary.Count; a++)
                {
                    for (var b = 0; b < a; b++)
                    {
                        if (!summary.IsScored(a) || !summary.IsScored(b))
                        {
                            continue;
                        }

                        AssertOrdered(summary.Net[a], summary.Net[b], scores.M[a], scores.M[b]);
                        AssertOrdered(
                            summary.LastDay[a],
                            summary.LastDay[b],
                            scores.R[a],
                            scores.R[b]
                        );
                        AssertOrdered(
                            summary.Orders[a],
                            summary.Orders[b],
                            scores.F[a],
                            scores.F[b]
                        );
                    }
                }
            },
            iter: 200
        );

    [Fact]
    public void Scores_lie_between_one_and_bins_and_returns_only_customers_have_none() =>
        Gen.Select(Generated.DaysWithPurchases, Gen.Int[3, 10], Gen.Bool)
            .Sample(
                (days, bins, ntile) =>
                {
                    var summary = Summary(days, Generated.AsOf);
                    var settings = new RfmSettings
                    {
                        Bins = bins,
                        Scoring = ntile ? RfmScoring.Ntile : RfmScoring.Quantile,
                    };
                    var scores = RfmScorer.Score(summary, settings, 1);
                    for (var row = 0; row < summary.Count; row++)
                    {
                        var (low, high) = summary.IsScored(row) ? (1, bins) : (0, 0);
                        Assert.InRange(scores.R[row], low, high);
                        Assert.InRange(scores.F[row], low, high);
                        Assert.InRange(scores.M[row], low, high);
                    }
                },
                iter: 200
            );

    [Fact]
    public void Printed_cuts_read_back_give_the_same_scores() =>
        Gen.Select(Generated.DaysWithPurchases, Gen.Int[3, 10])
            .Sample(
                (days, bins) =>
                {
                    var summary = Summary(days, Generated.AsOf);
                    var scores = RfmScorer.Score(summary, new RfmSettings { Bins = bins }, 1);
                    var cuts = RfmCutsReader.Read(Table(scores.Cuts, 2));
                    var again = RfmScorer.Score(summary, new RfmSettings { Cuts = cuts }, 1);
                    Assert.Equal(scores.R, again.R);
                    Assert.Equal(scores.F, again.F);
                    Assert.Equal(scores.M, again.M);
                },
                iter: 200
            );

    [Fact]
    public void Ntile_makes_groups_of_equal_size_in_order_of_value_and_id()
    {
        var builder = new DaysBuilder();
        foreach (var id in "abcdefg")
        {
            builder.Buy(id.ToString(), 5, id == 'a' ? 900 : 100);
        }

        var settings = new RfmSettings { Bins = 3, Scoring = RfmScoring.Ntile };
        var scores = RfmScorer.Score(Summary(builder.Build(), 9), settings, 1);
        Assert.Equal([3, 1, 1, 1, 2, 2, 3], scores.M);
        Assert.Equal([3, 3, 3, 2, 2, 1, 1], scores.R);
        Assert.Equal("1 1", Text(scores.Cuts.M, 2));
    }

    [Fact]
    public void Amounts_beyond_64_bits_score_like_others()
    {
        var builder = new DaysBuilder();
        for (var i = 1; i <= 5; i++)
        {
            builder.Buy("c" + (char)('0' + i), 5, (Int128)long.MaxValue * i);
        }

        var summary = Summary(builder.Build(), 9);
        Assert.Equal([1, 2, 3, 4, 5], RfmScorer.Score(summary, Default, 1).M);
        var ntile = Default with { Scoring = RfmScoring.Ntile };
        Assert.Equal([1, 2, 3, 4, 5], RfmScorer.Score(summary, ntile, 1).M);
    }

    [Fact]
    public void Settings_that_do_not_hold_together_are_refused()
    {
        var summary = Summary(new DaysBuilder().Buy("a", 1, 1).Build(), 1);
        var cuts = RfmScorer.Score(summary, Default, 1).Cuts;
        RfmSettings[] wrong =
        [
            new() { Bins = 2 },
            new() { Bins = 11 },
            new() { Cuts = cuts, Scoring = RfmScoring.Ntile },
        ];
        Assert.All(
            wrong,
            settings => Assert.Throws<UsageFault>(() => RfmScorer.Score(summary, settings, 1))
        );
    }

    [Fact]
    public void Nobody_to_score_is_a_fault_of_the_data()
    {
        var summary = Summary(new DaysBuilder().Return("a", 1, 1).Build(), 1);
        Assert.Throws<DataFault>(() => RfmScorer.Score(summary, Default, 1));
    }

    [Fact]
    public void The_published_orders_give_the_published_cuts_and_scores()
    {
        if (RealData.RfmOrders() is not { } days)
        {
            return;
        }

        var summary = Summary(days, RealData.Day(2006, 12, 31));
        Assert.Equal((995, 4906), (summary.Count, summary.Orders.Sum()));
        Assert.Equal(464_158, summary.Net.Sum());

        var scores = RfmScorer.Score(summary, Default, 2);
        Assert.Equal("114 180 296.4 481", Text(scores.Cuts.R, 0));
        Assert.Equal("3 4 5 7", Text(scores.Cuts.F, 0));
        Assert.Equal("254.8 381 505.4 665", Text(scores.Cuts.M, 0));
        foreach (
            var (name, values, expected) in new[]
            {
                ("Abbey O'Reilly", (205, 6, 472), 343),
                ("Add Senger", (140, 3, 340), 412),
                ("Aden Lesch", (194, 4, 405), 323),
                ("Aden Murphy", (98, 7, 596), 544),
                ("Admiral Senger", (132, 5, 448), 433),
                ("Jerold Sporer", (135, 6, 506), 444),
                ("Katlyn Mann", (297, 7, 698), 245),
                ("Skylar Hoeger", (282, 4, 255), 322),
            }
        )
        {
            var row = Enumerable.Range(0, 995).Single(i => summary.Ids.Text(i) == name);
            Assert.Equal(
                values,
                (summary.DaysSinceLast(row), summary.Orders[row], (int)summary.Net[row])
            );
            Assert.Equal(expected, (100 * scores.R[row]) + (10 * scores.F[row]) + scores.M[row]);
        }
    }

    internal static SummaryColumns Summary(CustomerDays days, int asOf) =>
        CustomerDaysFold.Summarise(days, asOf, netOfReturns: true, threads: 1);

    internal static IEnumerable<string[]> Table(RfmCuts cuts, int scale) =>
        cuts.Rows(scale)
            .Select(row =>
                new[]
                {
                    row.Measure,
                    row.Score.ToString(CultureInfo.InvariantCulture),
                    row.Lower,
                    row.Upper,
                }
            )
            .Prepend(["measure", "score", "lower", "upper"]);

    private static string Text(IEnumerable<Cut> cuts, int scale) =>
        string.Join(' ', cuts.Select(cut => cut.ToText(scale)));

    private static void AssertOrdered<T>(T a, T b, byte scoreOfA, byte scoreOfB)
        where T : IComparable<T>
    {
        var order = a.CompareTo(b);
        Assert.True(
            order == 0 ? scoreOfA == scoreOfB
            : order < 0 ? scoreOfA <= scoreOfB
            : scoreOfA >= scoreOfB
        );
    }
}
