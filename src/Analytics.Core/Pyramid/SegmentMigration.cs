using Analytics.Core.Segments;
using Analytics.Core.Summaries;

namespace Analytics.Core.Pyramid;

/// <summary>
/// Moves between segments between two days of one ledger; each day with cuts of its own unless own cuts are set. Stages are judged by
/// rhythm on both days, never by a model fit on one of them.
/// </summary>
public static class SegmentMigration
{
    /// <summary>The kind in <c>migration.csv</c>.</summary>
    public const string Kind = "segment";

    /// <summary>The moves.</summary>
    /// <param name="days">The customer-days.</param>
    /// <param name="before">The customers at the earlier as-of day; where nobody has a purchase yet, everybody is new.</param>
    /// <param name="after">The customers at the later as-of day.</param>
    /// <param name="settings">The scores.</param>
    /// <param name="map">The segment map.</param>
    /// <param name="threads">Most threads to use.</param>
    public static MigrationRow[] Between(
        CustomerDays days,
        SummaryColumns before,
        SummaryColumns after,
        RfmSettings settings,
        SegmentMap map,
        int threads
    )
    {
        LabelColumn Labels(SummaryColumns summary)
        {
            if (ScoredRows.Of(summary).Length == 0)
            {
                var none = new short[summary.Count];
                Array.Fill(none, SegmentMap.NoSegment);
                return LabelColumn.Of(map, none, summary);
            }

            var scores = RfmScorer.Score(summary, settings, threads);
            var lifecycle = map.NeedsLifecycle ? Lifecycle.Of(days, summary, [], threads) : null;
            var labels = map.Assign(new SegmentInput(summary, scores, lifecycle));
            return LabelColumn.Of(map, labels, summary);
        }

        return Migration.Between(Kind, Labels(before), Labels(after));
    }
}
