using Analytics.Core.Summaries;

namespace Analytics.Core.Pyramid;

/// <summary>Moves between tiers of net amount between two days of one ledger; each day with cuts of its own.</summary>
public static class TierMigration
{
    /// <summary>The kind in <c>migration.csv</c>.</summary>
    public const string Kind = "tier";

    /// <summary>The moves.</summary>
    /// <param name="days">The customer-days.</param>
    /// <param name="beforeDay">Earlier as-of day.</param>
    /// <param name="afterDay">Later as-of day.</param>
    /// <param name="netOfReturns">The returns policy of the summaries.</param>
    /// <param name="settings">The tiers.</param>
    /// <param name="threads">Most threads to use.</param>
    public static MigrationRow[] Between(
        CustomerDays days,
        int beforeDay,
        int afterDay,
        bool netOfReturns,
        TierSettings settings,
        int threads
    )
    {
        LabelColumn At(int day)
        {
            var summary = CustomerDaysFold.Summarise(days, day, netOfReturns, threads);
            var pyramid = ValuePyramid.Of(ValueRanking.Of(summary, summary.Net), settings);
            return LabelColumn.Of(pyramid, summary);
        }

        return Migration.Between(Kind, At(beforeDay), At(afterDay));
    }
}
