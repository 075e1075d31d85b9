using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Numerics;
using Analytics.Core.Simulation.Receivables;
using Analytics.Pipeline.Delinquency;

namespace Analytics.Pipeline.Tests.Delinquency;

/// <summary>A plan whose accounts pass by in blocks is the plan of all of them at once.</summary>
public class PlanStreamTests
{
    private const int Accounts = 30_000;

    [Theory]
    [InlineData(null, null)]
    [InlineData(150L, null)]
    [InlineData(0L, null)]
    [InlineData(null, 2000.5)]
    [InlineData(40L, 5000.0)]
    public void Neither_blocks_nor_threads_change_a_bit(long? calls, double? budget)
    {
        var cases = Cases();
        var whole = Shown(cases, Plan(calls, budget, 1), 1 + (Accounts / FixedBlocks.Size));
        foreach (var (cells, threads) in new[] { (1, 1), (1, 3), (2, 2), (3, 4), (7, 2) })
        {
            Assert.Equal(whole, Shown(cases, Plan(calls, budget, threads), cells));
        }
    }

    [Fact]
    public void Calls_are_never_more_than_there_are_and_none_is_left_while_one_would_pay()
    {
        var (cases, plan) = (Cases(), Plan(150, null, 2) with { Holdout = 0 });
        var (called, least, best) = (0, double.PositiveInfinity, 0.0);
        foreach (var block in PlanChoice.Of(cases, plan, default).Decide(default))
        {
            for (var i = 0; i < block.Count; i++)
            {
                var values = block.Values.AsSpan(3 * i, 3);
                var increment = values[2] - Math.Max(values[0], values[1]);
                if (block.Blocked[i] is not null)
                {
                    Assert.Equal(0, block.Chosen[i]);
                }
                else if (block.Chosen[i] == 2)
                {
                    (called, least) = (called + 1, Math.Min(least, increment));
                }
                else
                {
                    best = Math.Max(best, increment);
                }
            }
        }

        Assert.Equal(150, called);
        Assert.True(best <= least);
    }

    [Fact]
    public void Money_is_kept_to_the_cent()
    {
        var (cases, plan) = (Cases(), Plan(40, 2000.5, 2) with { Holdout = 0 });
        var choice = PlanChoice.Of(cases, plan, default);
        var cost = 0m;
        foreach (var block in choice.Decide(default))
        {
            cost += block
                .Chosen.Take(block.Count)
                .Sum(a => (decimal)plan.Treatment.Actions[a].Cost);
        }

        // a letter costs 1: where money ended, less than one is left
        Assert.InRange(cost, 1999.5m, 2000.5m);
        Assert.True(choice.MoneyPrice > 0);
    }

    private static string Shown(PlanCases cases, PlanRequest plan, int cells)
    {
        var choice = PlanChoice.Of(cases, plan, default, cells);
        using var tables = new PlanTables(cases, plan, choice, hasLists: true);
        IEnumerable<IReadOnlyList<string?>> all =
        [
            .. tables.Rows(default),
            .. tables.Capacity(),
            .. tables.List("letter"),
            .. tables.List("call"),
            .. tables.Grid(),
            tables.Remarks(null).ToList(),
        ];
        return string.Join('\n', all.Select(row => string.Join(',', row)));
    }

    private static PlanRequest Plan(long? calls, double? budget, int threads) =>
        new()
        {
            Treatment = new TreatmentSettings(),
            Calls = calls,
            Budget = budget,
            Threads = threads,
        };

    // every tenth account is blocked; one in four is like others, so that increments are equal
    private static PlanCases Cases()
    {
        var accounts = Enumerable.Range(0, Accounts).Select(Draw).ToArray();
        var held = PlanCases.Of(
            i => FormattableString.Invariant($"K{i}"),
            accounts,
            DebtorTypes.All.Select(t => (t.Name, t.Rows)).ToList(),
            Economy.Standard(DelinquencyStates.Names, 1),
            739_000
        );
        return held with
        {
            Read = (from, count, into, blocked) =>
            {
                held.Read(from, count, into, blocked);
                for (var i = 0; i < count; i++)
                {
                    blocked[i] = (from + i) % 10 == 3 ? "promise" : null;
                }
            },
        };
    }

    private static PlanAccount Draw(int i)
    {
        var chance = new Chance(7, i % 4 == 0 ? i % 97 : i);
        var bill = 60 * Math.Exp(.7 * chance.Normal());
        return new PlanAccount(
            (int)(chance.Uniform() * 7),
            (int)(chance.Uniform() * 8),
            bill,
            double.NaN,
            20 * bill * chance.Uniform(),
            (int)(chance.Uniform() * 8)
        );
    }
}
