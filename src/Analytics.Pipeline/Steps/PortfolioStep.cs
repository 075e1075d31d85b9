using Analytics.Core.Cohorts;
using Analytics.Core.Money;
using Analytics.Core.Pyramid;
using Analytics.Core.Summaries;
using Analytics.Pipeline.Runs;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps;

/// <summary>Looks at the customers as a portfolio.</summary>
public static class PortfolioStep
{
    /// <summary>Runs the parts that are asked for.</summary>
    /// <param name="days">The customer-days.</param>
    /// <param name="customers">Scores and segments at the as-of day.</param>
    /// <param name="value">What customers are ranked by.</param>
    /// <param name="scores">How they were made; moves make them again at the earlier day.</param>
    /// <param name="settings">Tiers, lapse, horizon, parts.</param>
    /// <param name="previous">An earlier run whose tiers are kept where values hardly changed, or null.</param>
    /// <param name="isNet">True where returns lower the value.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="threads">Threads.</param>
    public static Portfolio Run(
        CustomerDays days,
        ScoredCustomers customers,
        MoneyColumn value,
        ScoreSettings scores,
        PortfolioSettings settings,
        RunCustomers? previous,
        bool isNet,
        long seed,
        int threads
    )
    {
        var summary = customers.Summary;
        var asOf = summary.AsOfDay;
        var portfolio = new Portfolio();
        if (settings.Has("pyramid"))
        {
            var pyramid = PyramidOf(summary, value, settings.Tiers);
            var bootstrap =
                settings.Bootstrap == 0
                    ? null
                    : TierBootstrap.Run(
                        days,
                        summary,
                        isNet,
                        settings.Tiers,
                        settings.Bootstrap,
                        seed,
                        threads
                    );
            if (previous is not null)
            {
                pyramid = pyramid.With(
                    Hysteresis.Apply(
                        pyramid,
                        PreviousTiers.Of(previous, pyramid, summary),
                        bootstrap?.OfTiers(pyramid.TierOf)
                    )
                );
            }

            portfolio = portfolio with
            {
                Pyramid = pyramid,
                TierProbability = bootstrap?.OfTiers(pyramid.TierOf),
            };
        }

        if (settings.Has("cohorts"))
        {
            var lapse = settings.LapseDays is { } given
                ? LapseRule.Given(given)
                : LapseRule.Of(days, asOf);
            portfolio = portfolio with
            {
                Retention = RetentionTable.Of(days, asOf, threads),
                Lapse = lapse,
                Bucket = LeakyBucket.Of(days, asOf, lapse, threads),
                Yearly = YearlyRetention.Of(days, asOf),
            };
        }

        return settings.Has("migration")
            ? portfolio with
            {
                Moves = Moves(days, summary, scores, settings, isNet, threads),
            }
            : portfolio;
    }

    /// <summary>The value pyramid.</summary>
    public static ValuePyramid PyramidOf(
        SummaryColumns summary,
        MoneyColumn value,
        TierSettings tiers
    ) => ValuePyramid.Of(ValueRanking.Of(summary, value), tiers);

    private static MigrationRow[] Moves(
        CustomerDays days,
        SummaryColumns now,
        ScoreSettings scores,
        PortfolioSettings settings,
        bool isNet,
        int threads
    )
    {
        var before = CustomerDaysFold.Summarise(
            days,
            now.AsOfDay - settings.Horizon.WholeDays,
            isNet,
            threads
        );
        return
        [
            .. SegmentMigration.Between(days, before, now, scores.Rfm, scores.Map, threads),
            .. TierMigration.Between(before, now, settings.Tiers),
        ];
    }
}
