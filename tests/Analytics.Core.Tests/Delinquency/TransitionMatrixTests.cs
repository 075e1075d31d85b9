using Analytics.Core.Delinquency.Losses;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Faults;

namespace Analytics.Core.Tests.Delinquency;

public class TransitionMatrixTests
{
    [Theory]
    [InlineData(1, new[] { .79, .21, 0, 0, 0 }, 1e-12)]
    [InlineData(2, new[] { .64, .32, .04, 0, 0 }, .005)]
    [InlineData(4, new[] { .468, .431, .070, .023, .008 }, .0005)]
    public void The_published_chain_moves_as_published(int cycles, double[] expected, double digits)
    {
        // the book prints two and three decimals
        var matrix = TransitionMatrix.Of(Fixtures.ChainStates, Fixtures.Chain);
        var after = matrix.After([1, 0, 0, 0, 0], cycles);
        for (var s = 0; s < after.Length; s++)
        {
            Assert.Equal(expected[s], after[s], digits);
        }
    }

    [Fact]
    public void A_row_that_sums_to_more_than_one_is_refused_by_name()
    {
        var cells = (double[])Fixtures.Chain.Clone();
        cells[19] = .55;
        var fault = Assert.Throws<DataFault>(() =>
            TransitionMatrix.Of(Fixtures.ChainStates, cells)
        );
        Assert.Contains("state 3 sums to 1.02", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_cell_that_is_no_probability_is_refused(double cell) =>
        Assert.Throws<DataFault>(() => TransitionMatrix.Of(["0"], [cell]));

    [Fact]
    public void The_chance_of_bad_debt_within_twelve_cycles_is_that_of_the_absorbing_chain_taken_step_by_step()
    {
        var matrix = Fixtures.PlanMatrix;
        var chain = matrix.Absorbing(s => s is "B" or "D" or "P");
        var loss = new ExpectedLoss(matrix);
        for (var s = 0; s < 4; s++)
        {
            double[] start = new double[7];
            start[s] = 1;
            var after = chain.After(start, 12);
            Assert.Equal(after[4] + after[5], loss.Pd12(matrix.Row(s)), 1e-14);
        }
    }

    [Fact]
    public void A_type_without_observations_has_the_pooled_rows()
    {
        var counter = new RollCounter(2);
        counter.Add(0, 0, 0);
        counter.Add(0, 1, 0);
        counter.Add(1, 1, 0);
        counter.EndAccount();
        var pooled = ChainEstimate.Pooled(counter, ["0", "1"]);
        var own = ChainEstimate.Shrunk(new RollCounter(2), pooled);
        Assert.Equal(.5, own[0, 1], 1e-15);
        var shrunk = ChainEstimate.Shrunk(counter, pooled);
        Assert.Equal((1 + (50 * .5)) / 52, shrunk[0, 1], 1e-15);
    }
}
