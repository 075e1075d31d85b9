using Analytics.Core.Faults;
using Analytics.Core.Summaries;
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
