using Analytics.Core.Summaries;
using Analytics.Core.Value;
using Analytics.Reports.Document;

namespace Analytics.Pipeline.Steps;

/// <summary>The customers worth acting on, as a table.</summary>
internal static class WorkTable
{
    /// <summary>Its file name.</summary>
    public const string Name = "worklist.csv";

    /// <summary>One row per customer, best first.</summary>
    public static Table Of(IEnumerable<WorkItem> items, CustomerIds ids) =>
        new(
            ["customer_id", "reason", "value_at_stake", "expected_gain", "cost", "rank"],
            items
                .Order(Comparer<WorkItem>.Create(Worklist.BestFirst))
                .Select(
                    (item, i) =>
                        (IReadOnlyList<string?>)
                            [
                                ids.Text(item.Row),
                                item.Reason.Name(),
                                double.IsNaN(item.ValueAtStake)
                                    ? null
                                    : Cells.Of(item.ValueAtStake),
                                Cells.Of(item.ExpectedGain),
                                Cells.Of(item.Cost),
                                Cells.Of(i + 1),
                            ]
                )
                .ToList()
        );
}
