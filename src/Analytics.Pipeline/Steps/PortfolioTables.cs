using Analytics.Core.Cohorts;
using Analytics.Core.Pyramid;
using Analytics.Reports.Document;

namespace Analytics.Pipeline.Steps;

/// <summary>The tables of a portfolio, columns as in the contract.</summary>
public static class PortfolioTables
{
    /// <summary>All tables of the parts that were run, with their file names.</summary>
    public static IEnumerable<(string File, Table Table)> All(Portfolio portfolio)
    {
        if (portfolio.Pyramid is { } pyramid)
        {
            yield return ("pyramid.csv", Pyramid(pyramid));
            yield return ("deciles.csv", DecilesOf(pyramid.Ranking));
            yield return ("concentration.csv", ConcentrationOf(pyramid.Ranking));
            yield return ("lorenz.csv", LorenzOf(pyramid.Ranking));
        }

        if (portfolio.Retention is { } retention)
        {
            yield return ("cohorts.csv", Cohorts(retention));
        }

        if (portfolio.Bucket is { } bucket)
        {
            yield return ("leaky_bucket.csv", Bucket(bucket));
        }

        if (portfolio.Moves is { } moves)
        {
            yield return ("migration.csv", Moves(moves));
        }
    }

    /// <summary>The rows of <c>pyramid.csv</c>.</summary>
    public static Table Pyramid(ValuePyramid pyramid) =>
        Of(
            [
                "tier",
                "customers",
                "share_customers",
                "value",
                "share_value",
                "min_value",
                "mean_value",
            ],
            pyramid.Rows(),
            row =>
                [
                    row.Tier.Name,
                    Cells.Of(row.Customers),
                    Cells.Of(row.ShareCustomers),
                    row.Value.ToString(),
                    Cells.Of(row.ShareValue),
                    row.MinValue?.ToString(),
                    Cells.Of(row.MeanValue),
                ]
        );

    /// <summary>The rows of <c>cohorts.csv</c>.</summary>
    public static Table Cohorts(IEnumerable<RetentionRow> rows) =>
        Of(
            ["cohort", "month", "months_since", "customers", "share", "complete"],
            rows,
            row =>
                [
                    row.Cohort.ToString(),
                    row.Month.ToString(),
                    Cells.Of(row.MonthsSince),
                    Cells.Of(row.Customers),
                    Cells.Of(row.Share),
                    row.Complete ? "true" : "false",
                ]
        );

    private static Table DecilesOf(ValueRanking ranking) =>
        Of(
            ["decile", "customers", "value", "share_value", "cumulative_share"],
            Deciles.Of(ranking),
            row =>
                [
                    Cells.Of(row.Decile),
                    Cells.Of(row.Customers),
                    row.Value.ToString(),
                    Cells.Of(row.ShareValue),
                    Cells.Of(row.CumulativeShare),
                ]
        );

    private static Table ConcentrationOf(ValueRanking ranking) =>
        Of(
            ["measure", "value"],
            Concentration
                .Of(ranking)
                .Rows()
                .Select(row => (row.Measure, Value: Cells.Of(row.Value)))
                .Append((Measure: "customers", Value: Cells.Of(ranking.Count)))
                .Append((Measure: "negative_customers", Value: Cells.Of(ranking.Negatives)))
                .Append(
                    (
                        Measure: "negative_value",
                        Value: ranking.Amount(ranking.NegativeSum).ToString()
                    )
                ),
            row => [row.Measure, row.Value]
        );

    private static Table LorenzOf(ValueRanking ranking) =>
        Of(
            ["share_customers", "share_value"],
            Lorenz.Of(ranking),
            point => [Cells.Of(point.ShareCustomers), Cells.Of(point.ShareValue)]
        );

    private static Table Bucket(LeakyBucketRow[] rows) =>
        Of(
            [
                "month",
                "opening",
                "new",
                "reactivated",
                "lapsed",
                "closing",
                "new_amount",
                "reactivated_amount",
                "expansion",
                "contraction",
                "lapsed_amount",
                "opening_amount",
                "closing_amount",
            ],
            rows,
            row =>
                [
                    row.Month.ToString(),
                    Cells.Of(row.Opening),
                    Cells.Of(row.New),
                    Cells.Of(row.Reactivated),
                    Cells.Of(row.Lapsed),
                    Cells.Of(row.Closing),
                    row.NewAmount.ToString(),
                    row.ReactivatedAmount.ToString(),
                    row.Expansion.ToString(),
                    row.Contraction.ToString(),
                    row.LapsedAmount.ToString(),
                    row.OpeningAmount.ToString(),
                    row.ClosingAmount.ToString(),
                ]
        );

    /// <summary>The rows of <c>migration.csv</c>.</summary>
    public static Table Moves(IEnumerable<MigrationRow> rows) =>
        Of(
            ["kind", "from", "to", "customers", "net_amount"],
            rows,
            row => [row.Kind, row.From, row.To, Cells.Of(row.Customers), row.NetAmount.ToString()]
        );

    private static Table Of<T>(
        IReadOnlyList<string> columns,
        IEnumerable<T> rows,
        Func<T, string?[]> cells
    ) => new(columns, rows.Select(row => (IReadOnlyList<string?>)cells(row)).ToList());
}
