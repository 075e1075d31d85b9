using Analytics.Core.Value;

namespace Analytics.Core.Tests.Value;

public class RetentionListTests
{
    private static readonly double[] Probability = [0.5, 0.9, double.NaN, 0.1, 0.5];
    private static readonly double[] Value = [100, 1000, 1000, 100, 100];
    private static readonly ContactTerms Terms = new() { SaveRate = 0.1, Cost = 2 };

    [Fact]
    public void Customers_whose_expected_gain_exceeds_the_cost_are_listed_best_first_ties_by_row()
    {
        var list = RetentionList.Of(Probability, Value, Terms, 0);
        // gains 5, 90, -, 1, 5 against a cost of 2
        Assert.Equal([1, 0, 4], list.Items.Select(i => i.Row));
        Assert.Equal(100, list.Saved, 9);
        Assert.Equal(900, list.Items[0].AtStake, 9);
        Assert.Equal(88, list.Items[0].Net, 9);
    }

    [Fact]
    public void The_budget_cuts_the_list()
    {
        Assert.Equal(
            2,
            RetentionList.Of(Probability, Value, Terms with { Budget = 5 }, 0).Items.Count
        );
        Assert.Empty(RetentionList.Of(Probability, Value, Terms with { Budget = 1 }, 0).Items);
    }

    [Fact]
    public void The_interval_holds_the_chance_of_each_customer_and_the_error_of_the_level()
    {
        var list = RetentionList.Of([0.5], [100], Terms, 0);
        // one customer saves 0 or 10 with even chances: mean 5, standard deviation 5
        Assert.Equal(5, list.Saved, 9);
        Assert.Equal(0, list.Low);
        Assert.Equal(5 + (1.959964 * 5), list.High, 4);
        var sure = RetentionList.Of([1.0], [100], Terms, 0.2);
        Assert.Equal(10 - (1.959964 * 2), sure.Low, 4);
        Assert.Equal(10 + (1.959964 * 2), sure.High, 4);
    }
}
