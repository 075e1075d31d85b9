using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Numerics;

namespace Analytics.Pipeline.Delinquency;

/// <summary>The action of every account: best without limits, then under calls and budget, guardrails and holdout.</summary>
public sealed class PlanChoice
{
    private const ulong HoldoutSalt = 0x401D0;
    private const ulong TieSalt = 0x71E5;
    private static readonly double[] ThetaFactors = [0.5, 1, 1.5];
    private static readonly double[] KappaFactors = [0.5, 1, 2];
    private readonly PlanCases _cases;
    private readonly PlanRequest _request;
    private readonly int _actions;
    private readonly PlanKnots _knots;

    private PlanChoice(PlanCases cases, PlanRequest request)
    {
        (_cases, _request) = (cases, request);
        _actions = request.Treatment.Actions.Count;
        var n = cases.Accounts.Length;
        (Chosen, Best, IsRobust, IsHeldOut) = (new int[n], new int[n], new bool[n], new bool[n]);
        Values = new double[n * _actions];
        _knots = new PlanKnots(
            Knots(cases.Accounts.Select(a => a.Bill)),
            Knots(cases.Accounts.Select(a => a.Clv))
        );
        Plans = Solve(request.Treatment);
    }

    /// <summary>The solved plan of each type.</summary>
    public IReadOnlyList<TypePlan> Plans { get; }

    /// <summary>Action to be taken, account by account.</summary>
    public int[] Chosen { get; }

    /// <summary>Action that would be best without limits, guardrails and holdout.</summary>
    public int[] Best { get; }

    /// <summary>True where the best action is the same at every point of the sensitivity grid.</summary>
    public bool[] IsRobust { get; }

    /// <summary>True where an account is held out at random.</summary>
    public bool[] IsHeldOut { get; }

    /// <summary>Value of every action, account by account.</summary>
    public double[] Values { get; }

    /// <summary>The capacity curve.</summary>
    public IReadOnlyList<CapacityPoint> Curve { get; private set; } = [];

    /// <summary>Value of one more call; 0 where calls are not scarce.</summary>
    public double CallPrice { get; private set; }

    /// <summary>Value of one more unit of money; 0 where money is not scarce.</summary>
    public double MoneyPrice { get; private set; }

    /// <summary>What the plan looks like at each point of the grid: factors on theta - 1 and kappa, accounts per action, value over nothing.</summary>
    public List<SensitivityPoint> Grid { get; } = [];

    /// <summary>Makes the choice.</summary>
    public static PlanChoice Of(PlanCases cases, PlanRequest request, CancellationToken stop)
    {
        var choice = new PlanChoice(cases, request);
        choice.Evaluate(stop);
        choice.Limit();
        choice.HoldOut();
        return choice;
    }

    /// <summary>What the chosen action adds over doing nothing.</summary>
    public double Gain(int account) =>
        Values[(account * _actions) + Chosen[account]] - Values[account * _actions];

    private List<TypePlan> Solve(TreatmentSettings settings)
    {
        var planner = new TreatmentPlanner(settings);
        return _cases
            .Matrices.AsParallel()
            .AsOrdered()
            .Select(matrix => new TypePlan(planner, matrix, _cases.Unit, _knots))
            .ToList();
    }

    // few different values are knots themselves: nothing is interpolated
    private static double[] Knots(IEnumerable<double> values)
    {
        var different = new SortedSet<double>();
        foreach (var value in values)
        {
            different.Add(value);
            if (different.Count > 8)
            {
                return PlanKnots.Of(values.Max(), 6);
            }
        }

        return [.. different];
    }

    // every account once: its values, and its best action at every point of the grid
    private void Evaluate(CancellationToken stop)
    {
        var points = ThetaFactors
            .SelectMany(theta => KappaFactors.Select(kappa => (theta, kappa)))
            .ToList();
        var plans = new List<IReadOnlyList<TypePlan>>();
        foreach (var (theta, kappa) in points)
        {
            stop.ThrowIfCancellationRequested();
            plans.Add(theta == 1 && kappa == 1 ? Plans : Solve(Scaled(theta, kappa)));
        }

        // per point: the gain, and how many accounts have each action
        var sums = new double[points.Count * (_actions + 1)];
        FixedBlocks.Sum(
            _cases.Accounts.Length,
            Environment.ProcessorCount,
            sums,
            (from, to, own) =>
            {
                stop.ThrowIfCancellationRequested();
                for (var i = from; i < to; i++)
                {
                    Evaluate(i, plans, own.Span);
                }
            }
        );
        for (var p = 0; p < points.Count; p++)
        {
            var own = sums.AsSpan(p * (_actions + 1), _actions + 1).ToArray();
            Grid.Add(
                new SensitivityPoint(
                    points[p].theta,
                    points[p].kappa,
                    [.. own[1..].Select(n => (int)n)],
                    own[0]
                )
            );
        }
    }

    private void Evaluate(int i, List<IReadOnlyList<TypePlan>> plans, Span<double> sums)
    {
        ref readonly var account = ref _cases.Accounts[i];
        var view = Plans[account.Type].View(account);
        var values = Values.AsSpan(i * _actions, _actions);
        Plans[account.Type].Values(account, view, values);
        Best[i] = ArgMax(values);
        IsRobust[i] = true;
        Span<double> other = stackalloc double[_actions];
        for (var p = 0; p < plans.Count; p++)
        {
            plans[p][account.Type].Values(account, view, other);
            var best = ArgMax(other);
            var at = p * (_actions + 1);
            sums[at] += other[best] - other[0];
            sums[at + 1 + best]++;
            IsRobust[i] &= best == Best[i];
        }
    }

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

    private void Limit()
    {
        var n = Chosen.Length;
        var ties = new ulong[n];
        var isCall = _request.Treatment.Actions.Select(a => a.Name == "call").ToArray();
        var costs = _request.Treatment.Actions.Select(a => a.Cost).ToArray();
        var increments = new double[n];
        var over = new double[n * _actions];
        FixedBlocks.Each(
            n,
            Environment.ProcessorCount,
            (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    ties[i] = Hash(i, TieSalt);
                    increments[i] = Over(i, isCall, over.AsSpan(i * _actions, _actions));
                }
            }
        );
        var order = CallCapacity.Order(increments, ties);
        var sorted = order.Select(i => increments[i]).ToArray();
        Curve = CallCapacity.Curve(sorted, 200, _request.Calls);
        if (_request.Calls is { } calls && calls < sorted.Length)
        {
            CallPrice = sorted[(int)calls];
        }

        if (_request.Budget is { } budget)
        {
            MoneyPrice = BudgetChoice.Choose(
                over,
                costs,
                budget,
                _request.Calls,
                isCall,
                ties,
                Chosen
            );
            return;
        }

        var called = new bool[n];
        foreach (var i in order.Take((int)Math.Min(int.MaxValue, _request.Calls ?? int.MaxValue)))
        {
            called[i] = true;
        }

        for (var i = 0; i < n; i++)
        {
            var (best, most) = (0, 0.0);
            for (var a = 1; a < _actions; a++)
            {
                var value = over[(i * _actions) + a];
                (best, most) =
                    value > most && (!isCall[a] || called[i]) ? (a, value) : (best, most);
            }

            Chosen[i] = best;
        }
    }

    // what each action adds over nothing, and what a call adds over the best that can be done without one
    private double Over(int i, bool[] isCall, Span<double> over)
    {
        var values = Values.AsSpan(i * _actions, _actions);
        var (quiet, call) = (double.NegativeInfinity, double.NegativeInfinity);
        for (var a = 0; a < _actions; a++)
        {
            if (_cases.Blocked[i] is not null && a > 0)
            {
                over[a] = -1;
                continue;
            }

            over[a] = values[a] - values[0];
            (quiet, call) = isCall[a]
                ? (quiet, Math.Max(call, values[a]))
                : (Math.Max(quiet, values[a]), call);
        }

        return double.IsNegativeInfinity(call) ? 0 : call - quiet;
    }

    private void HoldOut()
    {
        for (var i = 0; i < Chosen.Length && _cases.AsOf > 0; i++)
        {
            if (Chosen[i] > 0 && AccountHash.Uniform(Hash(i, HoldoutSalt)) < _request.Holdout)
            {
                (IsHeldOut[i], Chosen[i]) = (true, 0);
            }
        }
    }

    private ulong Hash(int account, ulong salt) =>
        AccountHash.Of(System.Text.Encoding.UTF8.GetBytes(_cases.Name(account)), _cases.AsOf, salt);

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

/// <summary>A plan at one point of the sensitivity grid.</summary>
/// <param name="Theta">Factor on theta - 1.</param>
/// <param name="Kappa">Factor on kappa.</param>
/// <param name="Accounts">Accounts per action.</param>
/// <param name="Gain">Value over doing nothing, without limits.</param>
public sealed record SensitivityPoint(double Theta, double Kappa, int[] Accounts, double Gain);
