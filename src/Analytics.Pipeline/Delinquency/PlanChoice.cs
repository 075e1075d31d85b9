using System.Runtime.InteropServices;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Numerics;
using Analytics.Ledger.Disk;

namespace Analytics.Pipeline.Delinquency;

/// <summary>
/// The action of every account: best without limits, then under calls and budget, guardrails and holdout. Accounts pass by twice in blocks: first to find
/// where calls and money end, then to decide. What is kept does not grow with them.
/// </summary>
public sealed class PlanChoice
{
    private const ulong HoldoutSalt = 0x401D0;
    private const ulong TieSalt = 0x71E5;
    private const int CurvePoints = 200;
    private static readonly (double Theta, double Kappa)[] Points =
    [
        .. new[] { 0.5, 1, 1.5 }.SelectMany(theta =>
            new[] { 0.5, 1, 2 }.Select(kappa => (theta, kappa))
        ),
    ];

    private readonly PlanCases _cases;
    private readonly PlanRequest _request;
    private readonly int _cells;
    private readonly int _actions;
    private readonly bool[] _isCall;
    private readonly double[] _costs;
    private CallCapacity _calls = null!;
    private BudgetChoice? _money;

    private PlanChoice(PlanCases cases, PlanRequest request, int cells)
    {
        (_cases, _request, _cells) = (cases, request, cells);
        _actions = request.Treatment.Actions.Count;
        _isCall = request.Treatment.Actions.Select(a => a.Name == "call").ToArray();
        _costs = request.Treatment.Actions.Select(a => a.Cost).ToArray();
        Plans = Solve(request.Treatment);
        Totals = new PlanTotals(request.Treatment.Actions, Points.Length);
    }

    /// <summary>The solved plan of each type.</summary>
    public IReadOnlyList<TypePlan> Plans { get; }

    /// <summary>The capacity curve.</summary>
    public IReadOnlyList<CapacityPoint> Curve => _calls.Curve;

    /// <summary>Value of one more call; 0 where calls are not scarce.</summary>
    public double CallPrice => _calls.Price;

    /// <summary>Value of one more unit of money; 0 where money is not scarce.</summary>
    public double MoneyPrice => _money?.Price ?? 0;

    /// <summary>What the accounts come to that <see cref="Decide(CancellationToken)"/> went by last.</summary>
    public PlanTotals Totals { get; private set; }

    /// <summary>What the plan looks like at each point of the grid: factors on theta - 1 and kappa, accounts per action, value over nothing.</summary>
    public IEnumerable<SensitivityPoint> Grid => Totals.Grid(Points);

    /// <summary>Solves the plan and finds where calls and money end.</summary>
    /// <param name="cases">What is planned for.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="stop">Ends the work.</param>
    /// <param name="cells">Size of a block in cells of <see cref="FixedBlocks.Size"/> accounts; changes no bit.</param>
    public static PlanChoice Of(
        PlanCases cases,
        PlanRequest request,
        CancellationToken stop,
        int cells = 8
    )
    {
        var choice = new PlanChoice(cases, request, cells);
        choice.Limit(stop);
        return choice;
    }

    /// <summary>Every account with its action, block by block; a block is good until the next one is asked for.</summary>
    public IEnumerable<PlanBlock> Decide(CancellationToken stop)
    {
        Totals = new PlanTotals(_request.Treatment.Actions, Points.Length);
        var plans = Points
            .Select(p => p == (1, 1) ? Plans : Solve(Scaled(p.Theta, p.Kappa)))
            .ToList();
        foreach (var block in Blocks(block => Decide(block, plans), stop))
        {
            Totals.Add(block);
            yield return block;
        }
    }

    private List<TypePlan> Solve(TreatmentSettings settings)
    {
        var planner = new TreatmentPlanner(settings);
        return _cases
            .Matrices.AsParallel()
            .AsOrdered()
            .Select(matrix => new TypePlan(planner, matrix, _cases.Unit, _cases.Knots))
            .ToList();
    }

    // one block per thread at a time, handed over in their order
    private IEnumerable<PlanBlock> Blocks(Action<PlanBlock> work, CancellationToken stop)
    {
        var size = (int)Math.Min(_cases.Count, (long)_cells * FixedBlocks.Size);
        var pool = new PlanBlock[Math.Max(1, _request.Threads)];
        for (long first = 0; first < _cases.Count; first += (long)size * pool.Length)
        {
            var begun = (int)Math.Min(pool.Length, (_cases.Count - first + size - 1) / size);
            Parallel.For(
                0,
                begun,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = pool.Length,
                    CancellationToken = stop,
                },
                b =>
                {
                    var block = pool[b] ??= new PlanBlock(size, _actions);
                    block.From = (int)(first + ((long)b * size));
                    block.Count = Math.Min(size, _cases.Count - block.From);
                    _cases.Read(block.From, block.Count, block.Accounts, block.Blocked);
                    work(block);
                }
            );
            for (var b = 0; b < begun; b++)
            {
                yield return pool[b];
            }
        }
    }

    private void Limit(CancellationToken stop)
    {
        using var increments = new SortedSpill<PlanStep>(Comparer<PlanStep>.Default);
        using var hulls = new SortedSpill<PlanStep>(Comparer<PlanStep>.Default);
        foreach (var block in Blocks(Measure, stop))
        {
            increments.Add(CollectionsMarshal.AsSpan(block.Increments));
            hulls.Add(CollectionsMarshal.AsSpan(block.Hulls));
        }

        _calls = CallCapacity.Of(increments.Read(), increments.Count, CurvePoints, _request.Calls);
        if (_request.Budget is { } budget)
        {
            _money = BudgetChoice.Of(hulls.Read(), _costs, budget, _request.Calls, _isCall, HullOf);
        }
    }

    // what competes for calls and for money, each in its order
    private void Measure(PlanBlock block)
    {
        block.Increments.Clear();
        block.Hulls.Clear();
        Span<double> over = stackalloc double[_actions];
        Span<PlanStep> steps = stackalloc PlanStep[_actions];
        for (var i = 0; i < block.Count; i++)
        {
            Look(block, i);
            var increment = Over(block, i, over);
            if (increment > 0)
            {
                block.Increments.Add(Step(block.From + i, increment));
            }

            if (_request.Budget is not null)
            {
                block.Hulls.AddRange(steps[..Hull(block.From + i, over, steps)]);
            }
        }

        block.Increments.Sort();
        block.Hulls.Sort();
    }

    private PlanStep[] HullOf(int row)
    {
        var block = new PlanBlock(1, _actions) { From = row, Count = 1 };
        _cases.Read(row, 1, block.Accounts, block.Blocked);
        Look(block, 0);
        Span<double> over = stackalloc double[_actions];
        Span<PlanStep> steps = stackalloc PlanStep[_actions];
        _ = Over(block, 0, over);
        return steps[..Hull(row, over, steps)].ToArray();
    }

    private int Hull(int row, ReadOnlySpan<double> over, Span<PlanStep> steps) =>
        BudgetChoice.Hull(row, over, _costs, Hash(row, TieSalt), steps);

    private PlanView Look(PlanBlock block, int i)
    {
        ref readonly var account = ref block.Accounts[i];
        var view = Plans[account.Type].View(account);
        Plans[account.Type].Values(account, view, block.ValuesOf(i));
        return view;
    }

    private void Decide(PlanBlock block, List<IReadOnlyList<TypePlan>> plans)
    {
        var width = plans.Count * (_actions + 1);
        var cells = (block.Count + FixedBlocks.Size - 1) / FixedBlocks.Size;
        block.Sums = new double[cells * width];
        Span<double> other = stackalloc double[_actions];
        for (var i = 0; i < block.Count; i++)
        {
            var view = Look(block, i);
            block.Best[i] = ArgMax(block.ValuesOf(i));
            block.IsRobust[i] = true;
            var sums = block.Sums.AsSpan(i / FixedBlocks.Size * width, width);
            for (var p = 0; p < plans.Count; p++)
            {
                plans[p][block.Accounts[i].Type].Values(block.Accounts[i], view, other);
                var best = ArgMax(other);
                var at = p * (_actions + 1);
                sums[at] += other[best] - other[0];
                sums[at + 1 + best]++;
                block.IsRobust[i] &= best == block.Best[i];
            }

            var chosen = Choose(block, i);
            block.IsHeldOut[i] =
                chosen > 0
                && _cases.AsOf > 0
                && AccountHash.Uniform(Hash(block.From + i, HoldoutSalt)) < _request.Holdout;
            block.Chosen[i] = block.IsHeldOut[i] ? 0 : chosen;
        }
    }

    private int Choose(PlanBlock block, int i)
    {
        Span<double> over = stackalloc double[_actions];
        var increment = Over(block, i, over);
        if (_money is not null)
        {
            Span<PlanStep> steps = stackalloc PlanStep[_actions];
            return _money.Walk(steps[..Hull(block.From + i, over, steps)]);
        }

        var isCalled =
            increment > 0
            && (_calls.Reaches(increment) ?? _calls.Reaches(Step(block.From + i, increment)));
        var (best, most) = (0, 0.0);
        for (var a = 1; a < _actions; a++)
        {
            (best, most) =
                over[a] > most && (!_isCall[a] || isCalled) ? (a, over[a]) : (best, most);
        }

        return best;
    }

    // what each action adds over nothing, and what a call adds over the best that can be done without one
    private double Over(PlanBlock block, int i, Span<double> over)
    {
        var values = block.ValuesOf(i);
        var (quiet, call) = (double.NegativeInfinity, double.NegativeInfinity);
        for (var a = 0; a < _actions; a++)
        {
            if (block.Blocked[i] is not null && a > 0)
            {
                over[a] = -1;
                continue;
            }

            over[a] = values[a] - values[0];
            (quiet, call) = _isCall[a]
                ? (quiet, Math.Max(call, values[a]))
                : (Math.Max(quiet, values[a]), call);
        }

        return call - quiet;
    }

    private PlanStep Step(int row, double increment) =>
        new(increment, Hash(row, TieSalt), row, 0, 0, 0, increment);

    private TreatmentSettings Scaled(double theta, double kappa) =>
        _request.Treatment with
        {
            Actions = _request.Treatment.Actions.Select(a => Scaled(a, theta, kappa)).ToList(),
        };

    private static TreatmentAction Scaled(TreatmentAction action, double theta, double kappa) =>
        action with
        {
            Odds = Math.Max(1e-6, 1 + (theta * (action.Odds - 1))),
            Fatigue = kappa * action.Fatigue,
            OddsByState = action
                .OddsByState?.Select(o => Math.Max(1e-6, 1 + (theta * (o - 1))))
                .ToList(),
        };

    private ulong Hash(int row, ulong salt) => PlanBlock.Hash(_cases.Name(row), _cases.AsOf, salt);

    private static int ArgMax(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var a = 1; a < values.Length; a++)
        {
            best = values[a] > values[best] ? a : best;
        }

        return best;
    }
}
