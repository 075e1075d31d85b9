using Analytics.Core.Cohorts;
using Analytics.Reports.Charts;
using Analytics.Reports.Document;
using Analytics.Reports.Frames;

namespace Analytics.Reports.Pages;

/// <summary>Whether customers come back: the year, the cohorts, the bucket.</summary>
internal static class BackSection
{
    private const int Cohorts = 13;
    private const int Months = 12;

    /// <summary>The blocks of the section.</summary>
    public static IReadOnlyList<Block> Blocks(PageDraft draft)
    {
        var report = draft.Report;
        var blocks = new List<Block>();
        blocks.AddRange(Year(draft));
        blocks.AddRange(draft.Chart(CohortHeatMap.Name));
        if (report.Retention is { Count: > 0 } rows && rows.Max(r => r.MonthsSince) > 0)
        {
            blocks.Add(
                new TableBlock(
                    CohortTriangle.Of(rows, Cohorts).ToTable(),
                    draft.Text("table.cohorts"),
                    "cohorts.csv"
                )
            );
        }

        blocks.AddRange(draft.Chart(LeakyBucketBars.Name));
        if (report.Bucket is { Count: > 0 } bucket)
        {
            blocks.Add(
                new TableBlock(BucketTable(bucket), draft.Text("table.bucket"), "leaky_bucket.csv")
            );
        }

        return PageDraft.OrNote(blocks);
    }

    private static IEnumerable<Block> Year(PageDraft draft)
    {
        if (draft.Report.Yearly is not { } year)
        {
            yield break;
        }

        if (year is not { Retention: { } kept, Churn: { } lost })
        {
            draft.Notes.Add(
                "Nobody bought in the year before last, so yearly retention cannot be said."
            );
            yield break;
        }

        yield return new Paragraph(
            $"Of {Wording.Count(year.Base, "customer")} who bought in the year before last, {Wording.Count(year.Retained)} bought again in the last year: {Wording.Percent(kept)} stayed and {Wording.Percent(lost)} left."
        );
        if (!year.WholeYears)
        {
            draft.Notes.Add(
                "The data begin within the year before last, so yearly retention is that of the customers of its end only."
            );
        }
    }

    private static Table BucketTable(IReadOnlyList<LeakyBucketRow> bucket) =>
        new(
            ["month", "opening", "new", "reactivated", "lapsed", "closing", "closing_amount"],
            [
                .. bucket
                    .Skip(bucket.Count - Months)
                    .Select(r =>
                        new[]
                        {
                            r.Month.ToString(),
                            Wording.Count(r.Opening),
                            Wording.Count(r.New),
                            Wording.Count(r.Reactivated),
                            Wording.Count(r.Lapsed),
                            Wording.Count(r.Closing),
                            Wording.Money(r.ClosingAmount, ""),
                        }
                    ),
            ]
        );
}
