using Analytics.Core.Faults;
using Analytics.Core.Money;
using Analytics.Core.Summaries;
using Analytics.Core.Time;
using CsCheck;

namespace Analytics.Core.Tests.Summaries;

public class CellGroupingTests
{
    private static readonly Gen<(int X, int Tx, int T)[]> Rows = Gen.Select(
        Gen.Int[0, 5],
        Gen.Int[0, 9],
        Gen.Int[0, 9],
        (x, tx, extra) => (x, x == 0 ? 0 : tx, tx + extra)
    ).Array[1, 3000];

    [Fact]
    public void Row_order_changes_no_cell_and_every_customer_finds_its_own() =>
        Rows.Sample(
            rows =>
            {
                var cells = Cells(rows);
                var shuffled = rows.ToArray();
                new Random(5).Shuffle(shuffled);
                var other = Cells(shuffled);
                Assert.Equal(cells.GridAge, other.GridAge);
                Assert.Equal(cells.GridRecency, other.GridRecency);
                Assert.Equal(cells.Weight, other.Weight);
                Assert.Equal(rows.Length, cells.TotalWeight);
                Assert.Equal(rows.Distinct().Count(), cells.Count);
                for (var i = 0; i < rows.Length; i++)
                {
                    var c = cells.CellOf[i];
                    Assert.Equal(
                        rows[i],
                        (cells.Frequency[c], cells.GridRecency[c], cells.GridAge[c])
                    );
                }
            },
            iter: 30
        );

    [Fact]
    public void Times_on_no_grid_are_grouped_by_their_exact_value()
    {
        var cells = CellGrouping.FromTimes(
            [2, 1, 2, 2],
            [30.43, 1.71, 30.43, 30.44],
            [38.86, 38.86, 38.86, 38.86],
            [],
            null
        );
        Assert.False(cells.HasGrid);
        Assert.Equal([1, 2, 2], cells.Frequency);
        Assert.Equal([1.0, 2.0, 1.0], cells.Weight);
        Assert.Equal([1, 0, 1, 2], cells.CellOf);
    }

    [Fact]
    public void Weights_stand_for_copies()
    {
        var weighted = CellGrouping.FromSteps([0, 1], [0, 3], [5, 5], 1, [2, 3], null);
        var copied = CellGrouping.FromSteps(
            [0, 0, 1, 1, 1],
            [0, 0, 3, 3, 3],
            [5, 5, 5, 5, 5],
            1,
            [],
            null
        );
        Assert.Equal(weighted.Weight, copied.Weight);
        Assert.Equal(3, weighted.RepeatBuyers);
        Assert.Equal(3, weighted.TotalFrequency);
    }

    [Theory]
    [InlineData(-1, 0, 5, 1)]
    [InlineData(1, 6, 5, 1)]
    [InlineData(0, 2, 5, 1)]
    [InlineData(1, double.NaN, 5, 1)]
    [InlineData(1, 2, double.PositiveInfinity, 1)]
    [InlineData(1, 2, 5, -1)]
    public void Rows_that_are_no_history_are_refused(int x, double tx, double t, double weight)
    {
        var fault = Assert.Throws<DataFault>(() =>
            CellGrouping.FromTimes([x], [tx], [t], [weight], null)
        );
        Assert.Contains("row 1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_gives_cells_in_weeks_and_none_to_customers_with_returns_only()
    {
        var money = new MoneyColumn(new long[3], 2);
        var summary = new SummaryColumns
        {
            AsOfDay = 100,
            Ids = CustomerIds.FromTexts(["a", "b", "c"]),
            FirstDay = [30, SummaryColumns.NoDay, 30],
            LastDay = [65, SummaryColumns.NoDay, 65],
            Orders = [4, 0, 3],
            PurchaseDays = [3, 0, 3],
            Gross = money,
            Refunds = money,
            Net = money,
            FirstDayGross = money,
            SumLogGaps = [Math.Log(14) + Math.Log(21), 0, Math.Log(14) + Math.Log(21)],
        };
        var cells = CellGrouping.FromSummary(summary, TimeUnit.Week);
        Assert.Equal([0, SummaryCells.NoCell, 0], cells.CellOf);
        Assert.Equal(2, Assert.Single(cells.Weight));
        Assert.Equal((2, 5.0, 10.0), (cells.Frequency[0], cells.Recency[0], cells.Age[0]));
        // gaps of two and three weeks, twice; only rounding is left
        Assert.Equal(2 * Math.Log(6), cells.SumLogGaps!.Value, 1e-12);
        var spread = new double[3];
        cells.Spread([0.5], spread, -1);
        Assert.Equal([0.5, -1, 0.5], spread);
    }

    private static SummaryCells Cells((int X, int Tx, int T)[] rows) =>
        CellGrouping.FromSteps(
            Array.ConvertAll(rows, r => r.X),
            Array.ConvertAll(rows, r => r.Tx),
            Array.ConvertAll(rows, r => r.T),
            1,
            [],
            null
        );
}
