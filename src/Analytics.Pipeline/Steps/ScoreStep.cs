using Analytics.Core.Segments;
using Analytics.Core.Summaries;
using Analytics.Pipeline.Settings;
using Analytics.Reports.Document;

namespace Analytics.Pipeline.Steps;

/// <summary>Scores customers and gives them segments.</summary>
public static class ScoreStep
{
    /// <summary>Scores a summary alone; a map of stages needs the other one.</summary>
    public static ScoredCustomers Run(
        SummaryColumns summary,
        ScoreSettings settings,
        int threads
    ) => Run(null, summary, settings, [], threads);

    /// <summary>
    /// Scores a summary and gives status and stage from the customer-days it was folded from and, where a model is fit, the probability to be
    /// alive of each row.
    /// </summary>
    public static ScoredCustomers Run(
        CustomerDays? days,
        SummaryColumns summary,
        ScoreSettings settings,
        double[] pAlive,
        int threads
    )
    {
        var scores = RfmScorer.Score(summary, settings.Rfm, threads);
        var lifecycle = days is null ? null : Lifecycle.Of(days, summary, pAlive, threads);
        return new ScoredCustomers(
            summary,
            scores,
            settings.Map,
            settings.Map.Assign(new SegmentInput(summary, scores, lifecycle)),
            lifecycle
        );
    }

    /// <summary>The rows of <c>segments.csv</c>.</summary>
    public static Table SegmentsTable(ScoredCustomers customers) =>
        new(
            [
                "segment",
                "customers",
                "share_customers",
                "net_amount",
                "share_amount",
                "mean_r_days",
                "mean_orders",
                "mean_amount",
                "advice",
            ],
            SegmentTable
                .Of(customers.Map, customers.Segments, customers.Summary)
                .Select(row =>
                    (IReadOnlyList<string?>)
                        [
                            row.Segment.Name,
                            Cells.Of(row.Customers),
                            Cells.Of(row.ShareCustomers),
                            row.NetAmount.ToString(),
                            Cells.Of(row.ShareAmount),
                            Cells.Of(row.MeanDays),
                            Cells.Of(row.MeanOrders),
                            Cells.Of(row.MeanAmount),
                            row.Segment.Advice,
                        ]
                )
                .ToList()
        );

    /// <summary>The rows of <c>rfm_cuts.csv</c>.</summary>
    public static Table CutsTable(ScoredCustomers customers) =>
        new(
            ["measure", "score", "lower", "upper"],
            customers
                .Scores.Cuts.Rows(customers.Summary.MoneyScale)
                .Select(row =>
                    (IReadOnlyList<string?>)[row.Measure, Cells.Of(row.Score), row.Lower, row.Upper]
                )
                .ToList()
        );
}
