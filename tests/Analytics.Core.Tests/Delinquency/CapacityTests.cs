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
            for (var calls = 0; calls <= 12; calls++)
            {
                var best = Enumerable
                    .Range(0, 1 << 12)
                    .Where(set => int.PopCount(set) <= calls)
                    .Max(set => Enumerable.Range(0, 12).Sum(i => (set >> i & 1) * gains[i]));
                Assert.Equal(best, Called(gains, new ulong[12], calls).Sum(i => gains[i]), 1e-12);
            }
        }
    }

    [Fact]
    public void Equal_increments_are_decided_by_hash_and_not_by_place()
    {
        Assert.Equal([2], Called([1, 1, 1], [5, 9, 2], 1));
        Assert.Equal([0, 2], Called([1, 1, 1], [5, 9, 2], 2));
        Assert.Empty(Called([0, -1], [5, 9], 2));
    }

    [Fact]
    public void The_price_of_a_call_is_what_one_more_adds()
    {
        var capacity = Capacity([2, 5, 3], new ulong[3], 1);
        Assert.Equal(3, capacity.Price);
        Assert.Equal(
            [(0L, 0.0, 5.0), (1, 5, 3), (2, 8, 2), (3, 10, 0)],
            capacity.Curve.Select(p => (p.Calls, p.Value, p.ShadowPrice))
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
            var chosen = Chosen(values, costs, budget, null, [false, false, true]);
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
        double[] values = [0, 5, 9, 0, 4, 8];
        bool[] isCall = [false, false, true];
        Assert.Equal([0, 0], Chosen(values, [0, 1, 30], 0, null, isCall));
        Assert.Equal([1, 1], Chosen(values, [0, 1, 30], 100, 0, isCall));
    }

    [Fact]
    public void Where_costs_are_nothing_everybody_gets_the_best_action() =>
        Assert.Equal([2], Chosen([0, 5, 9], [0, 0, 0], 0, null, [false, false, true]));

    [Fact]
    public void Ten_dimes_make_a_unit_of_money() =>
        Assert.Equal(
            10,
            Chosen(
                    new double[22]
                        .Select((_, i) => i % 2.0)
                        .ToArray(),
                    [0, .1],
                    1,
                    null,
                    [false, false]
                )
                .Sum()
        );

    [Fact]
    public void A_budget_found_in_passing_gives_what_a_table_of_all_accounts_gives()
    {
        var chance = new Chance(9, 1);
        bool[] isCall = [false, false, true, false, true];
        for (var trial = 0; trial < 2000; trial++)
        {
            // small whole costs and values: many ties, many increments that fit behind the first that does not
            var rows = 1 + (int)(9 * chance.Uniform());
            double[] costs =
            [
                0,
                .. Enumerable.Range(0, 4).Select(_ => Math.Floor(8 * chance.Uniform())),
            ];
            var values = new double[rows * 5];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = i % 5 == 0 ? 0 : Math.Floor(12 * chance.Uniform()) - 2;
            }

            var budget = Math.Floor(20 * chance.Uniform());
            long? calls = chance.Uniform() < .3 ? null : (long)(5 * chance.Uniform());
            var (chosen, price) = ByTable(values, costs, budget, calls, isCall);
            Assert.Equal(chosen, Chosen(values, costs, budget, calls, isCall));
            Assert.Equal(price, Money(values, costs, budget, calls, isCall).Price);
        }
    }

    // increments in order over a table that knows how far every account has come
    private static (int[] Chosen, double Price) ByTable(
        double[] values,
        double[] costs,
        double budget,
        long? calls,
        bool[] isCall
    )
    {
        var chosen = new int[values.Length / costs.Length];
        var (left, callsLeft, price) = (budget, calls ?? long.MaxValue, 0.0);
        foreach (var step in Hulls(values, costs))
        {
            var cost = costs[step.To] - costs[step.From];
            var needsCall = isCall[step.To] && !isCall[step.From];
            if (chosen[step.Row] != step.From || cost > left || (needsCall && callsLeft == 0))
            {
                price =
                    price == 0 && chosen[step.Row] == step.From && cost > left
                        ? step.Value / cost
                        : price;
                continue;
            }

            chosen[step.Row] = step.To;
            left -= cost;
            callsLeft -= needsCall ? 1 : 0;
        }

        return (chosen, price);
    }

    private static int[] Called(double[] gains, ulong[] ties, long calls)
    {
        var capacity = Capacity(gains, ties, calls);
        return Increments(gains, ties)
            .Where(s => capacity.Reaches(s))
            .Select(s => s.Row)
            .Order()
            .ToArray();
    }

    private static CallCapacity Capacity(double[] gains, ulong[] ties, long? calls)
    {
        var steps = Increments(gains, ties);
        return CallCapacity.Of(steps, steps.Count, 10, calls);
    }

    private static List<PlanStep> Increments(double[] gains, ulong[] ties) =>
        gains
            .Select((gain, i) => new PlanStep(gain, ties[i], i, 0, 0, 0, gain))
            .Where(s => s.Value > 0)
            .Order()
            .ToList();

    private static int[] Chosen(
        double[] values,
        double[] costs,
        double budget,
        long? calls,
        bool[] isCall
    )
    {
        var money = Money(values, costs, budget, calls, isCall);
        return Enumerable
            .Range(0, values.Length / costs.Length)
            .Select(row => money.Walk(Hull(row, values, costs)))
            .ToArray();
    }

    private static BudgetChoice Money(
        double[] values,
        double[] costs,
        double budget,
        long? calls,
        bool[] isCall
    ) =>
        BudgetChoice.Of(
            Hulls(values, costs),
            costs,
            budget,
            calls,
            isCall,
            row => Hull(row, values, costs)
        );

    private static IEnumerable<PlanStep> Hulls(double[] values, double[] costs) =>
        Enumerable
            .Range(0, values.Length / costs.Length)
            .SelectMany(row => Hull(row, values, costs))
            .Order();

    private static PlanStep[] Hull(int row, double[] values, double[] costs)
    {
        var steps = new PlanStep[costs.Length];
        var own = values.AsSpan(row * costs.Length, costs.Length);
        return steps[..BudgetChoice.Hull(row, own, costs, (ulong)(row * 7 % 5), steps)];
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
