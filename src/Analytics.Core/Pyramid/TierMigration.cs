using Analytics.Core.Summaries;

namespace Analytics.Core.Pyramid;

/// <summary>Moves between tiers of net amount between two days of one ledger; each day with cuts of its own.</summary>
public static class TierMigration
{
    /// <summary>The kind in <c>migration.csv</c>.</summary>
    public const string Kind = "tier";

    /// <summary>The moves.</summary>
    /// <param name="before">The customers at the earlier as-of day.</param>
    /// <param name="after">The customers at the later as-of day.</param>
    /// <param name="settings">The tiers.</param>
    public static MigrationRow[] Between(
        SummaryColumns before,
        SummaryColumns after,
        TierSettings settings
    )
    {
        LabelColumn Labels(SummaryColumns summary) =>
            LabelColumn.Of(
                ValuePyramid.Of(ValueRanking.Of(summary, summary.Net), settings),
                summary
            );

        return Migration.Between(Kind, Labels(before), Labels(after));
    }
}
