using Analytics.Core.Cohorts;
using Analytics.Reports.Document;
using Deedle;
using static System.FormattableString;

namespace Analytics.Reports.Frames;

/// <summary>The newest cohorts and their first months as a triangle: one row per cohort, one column per month since.</summary>
internal sealed class CohortTriangle
{
    private readonly Frame<string, int> _frame;

    private CohortTriangle(Frame<string, int> frame, bool isCut)
    {
        (_frame, IsCut) = (frame, isCut);
        Cohorts = [.. frame.RowKeys];
        Months = frame.ColumnCount;
        Cells = [.. Read(frame)];
    }

    /// <summary>The cohorts, oldest first, as <c>yyyy-MM</c>.</summary>
    public IReadOnlyList<string> Cohorts { get; }

    /// <summary>Number of columns: months since 0, 1, ...</summary>
    public int Months { get; }

    /// <summary>The cells that are there.</summary>
    public IReadOnlyList<CohortCell> Cells { get; }

    /// <summary>True where older cohorts or later months were left out.</summary>
    public bool IsCut { get; }

    /// <summary>Shapes the rows of <c>cohorts.csv</c>.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="most">Most cohorts and most months to keep.</param>
    public static CohortTriangle Of(IReadOnlyList<RetentionRow> rows, int most)
    {
        var cohorts = rows.Select(r => r.Cohort.Number).Distinct().Order().ToList();
        var from = cohorts[Math.Max(0, cohorts.Count - most)];
        var kept = rows.Where(r => r.Cohort.Number >= from && r.MonthsSince < most).ToList();
        var frame = Frame
            .FromValues(kept, row => row.MonthsSince, row => row.Cohort.ToString(), row => row)
            .SortRowsByKey()
            .SortColumnsByKey();
        return new CohortTriangle(frame, kept.Count < rows.Count);
    }

    /// <summary>The triangle as a table: size of the cohort, then percent of it in each month.</summary>
    public Table ToTable()
    {
        var cells = Cells.ToLookup(c => c.Row);
        return new Table(
            [
                "cohort",
                "customers",
                .. Enumerable.Range(1, Months - 1).Select(m => Invariant($"m{m}")),
            ],
            [
                .. Cohorts.Select(
                    (cohort, place) =>
                    {
                        var row = new string?[Months + 1];
                        row[0] = cohort;
                        foreach (var cell in cells[place])
                        {
                            row[cell.Column + 1] =
                                cell.Column == 0
                                    ? Invariant($"{cell.Customers:N0}")
                                    : Invariant(
                                        $"{cell.Share * 100:0.0}{(cell.Complete ? "" : "*")}"
                                    );
                        }

                        return row;
                    }
                ),
            ]
        );
    }

    private static IEnumerable<CohortCell> Read(Frame<string, int> frame)
    {
        var column = 0;
        foreach (var month in frame.ColumnKeys)
        {
            var series = frame.GetColumn<RetentionRow>(month);
            var place = 0;
            foreach (var cohort in frame.RowKeys)
            {
                if (series.TryGet(cohort) is { HasValue: true, Value: var row })
                {
                    yield return new CohortCell(
                        place,
                        column,
                        row.Customers,
                        row.Share,
                        row.Complete
                    );
                }

                place++;
            }

            column++;
        }
    }
}

/// <summary>One cell of the triangle.</summary>
/// <param name="Row">Place of the cohort.</param>
/// <param name="Column">Months since the first purchase.</param>
/// <param name="Customers">Customers who bought.</param>
/// <param name="Share">Share of the cohort.</param>
/// <param name="Complete">False where the month is not over.</param>
internal readonly record struct CohortCell(
    int Row,
    int Column,
    int Customers,
    double Share,
    bool Complete
);
