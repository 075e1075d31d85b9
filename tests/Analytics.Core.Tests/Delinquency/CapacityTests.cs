using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Numerics;

namespace Analytics.Core.Tests.Delinquency;

public class CapacityTests
{
    [Fact]
    public void The_best_calls_are_the_exact_optimum()
    {
        var chance = new Chance(3, 2);
        for (var trial = 0; trial < 50; trial++)
        {
            var gains = Enumerable.Range(0, 12).Select(_ => chance.Normal()).ToArray();
            var order = CallCapacity.Order(gains, new ulong[12]);
            for (var calls = 0; calls <= 12; calls++)
            {
                var best = Enumerable
                    .Range(0, 1 << 12)
                    .Where(set => int.PopCount(set) <= calls)
                    .Max(set => Enumerable.Range(0, 12).Sum(i => (set >> i & 1) * gains[i]));
                Assert.Equal(best, order.Take(calls).Sum(i => gains[i]), 1e-12);
            }
        }
    }

    [Fact]
    public void Equal_increments_are_decided_by_hash_and_not_by_place()
    {
        Assert.Equal([2, 0, 1], CallCapacity.Order([1, 1, 1], [5, 9, 2]));
        Assert.Empty(CallCapacity.Order([0, -1], [5, 9]));
    }

    [Fact]
    public void The_price_of_a_call_is_what_one_more_adds()
    {
        var curve = CallCapacity.Curve([5, 3, 2], 10, null);
        Assert.Equal(
            [(0, 0.0, 5.0), (1, 5, 3), (2, 8, 2), (3, 10, 0)],
            curve.Select(p => (p.Calls, p.Value, p.ShadowPrice))
        );
    }

    [Fact]
    public void Under_a_budget_no_more_than_one_increment_is_lost()
    {
        var chance = new Chance(4, 7);
        for (var trial = 0; trial < 200; trial++)
        {
            const int rows = 6;
            double[] costs = [0, 1, 1 + (4 * chance.Uniform())];
            var values = new double[rows * 3];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = i % 3 == 0 ? 0 : 3 * chance.Normal();
            }

            var budget = 10 * chance.Uniform();
            var chosen = new int[rows];
            BudgetChoice.Choose(
                values,
                costs,
                budget,
                null,
                [false, false, true],
                new ulong[rows],
                chosen
            );
            Assert.True(chosen.Sum(a => costs[a]) <= budget);
            var (best, own) = (Best(values, costs, budget, 0), 0.0);
            for (var row = 0; row < rows; row++)
            {
                own += values[(row * 3) + chosen[row]];
            }

            var largest = Enumerable
                .Range(0, rows)
                .Max(r => Math.Max(0, Math.Max(values[(r * 3) + 1], values[(r * 3) + 2])));
            Assert.InRange(own, best - largest - 1e-12, best + 1e-12);
        }
    }

    [Fact]
    public void No_money_and_no_calls_choose_nothing_paid()
    {
        var chosen = new int[2];
        BudgetChoice.Choose(
            [0, 5, 9, 0, 4, 8],
            [0, 1, 30],
            0,
            null,
            [false, false, true],
            [1, 2],
            chosen
        );
        Assert.Equal([0, 0], chosen);
        BudgetChoice.Choose(
            [0, 5, 9, 0, 4, 8],
            [0, 1, 30],
            100,
            0,
            [false, false, true],
            [1, 2],
            chosen
        );
        Assert.Equal([1, 1], chosen);
    }

    [Fact]
    public void Where_costs_are_nothing_everybody_gets_the_best_action()
    {
        var chosen = new int[1];
        BudgetChoice.Choose([0, 5, 9], [0, 0, 0], 0, null, [false, false, true], [1], chosen);
        Assert.Equal([2], chosen);
    }

    private static double Best(double[] values, double[] costs, double budget, int row)
    {
        if (row * 3 == values.Length)
        {
            return 0;
        }

        var best = double.NegativeInfinity;
        for (var a = 0; a < 3; a++)
        {
            if (costs[a] <= budget)
            {
                best = Math.Max(
                    best,
                    values[(row * 3) + a] + Best(values, costs, budget - costs[a], row + 1)
                );
            }
        }

        return best;
    }
}
