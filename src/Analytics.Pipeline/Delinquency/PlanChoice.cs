using Analytics.Core.Delinquency.Treatment;

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

    private PlanChoice(PlanCases cases, PlanRequest request)
    {
        (_cases, _request) = (cases, request);
        _actions = request.Treatment.Actions.Count;
        var n = cases.Accounts.Length;
        (Chosen, Best, IsRobust, IsHeldOut) = (new int[n], new int[n], new bool[n], new bool[n]);
        Values = new double[n * _actions];
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
        choice.Evaluate();
        choice.Sensitivity(stop);
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
        var bills = Knots(_cases.Accounts.Select(a => a.Bill));
        var clvs = Knots(_cases.Accounts.Select(a => a.Clv));
        return _cases
            .Matrices.AsParallel()
            .AsOrdered()
            .Select(matrix => new TypePlan(planner, matrix, _cases.Unit, bills, clvs))
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
                return PlanSurface.Knots(values.Max(), 6);
            }
        }

        return [.. different];
    }

    private void Evaluate()
    {
        Parallel.For(
            0,
            _cases.Accounts.Length,
            i =>
            {
                var values = Values.AsSpan(i * _actions, _actions);
                Plans[_cases.Accounts[i].Type].Values(_cases.Accounts[i], values);
                Best[i] = ArgMax(values);
                IsRobust[i] = true;
            }
        );
    }

    private void Sensitivity(CancellationToken stop)
    {
        foreach (var theta in ThetaFactors)
        {
            foreach (var kappa in KappaFactors)
            {
                stop.ThrowIfCancellationRequested();
                var settings = _request.Treatment with
                {
                    Actions = _request
                        .Treatment.Actions.Select(a => Scaled(a, theta, kappa))
                        .ToList(),
                };
                var plans = theta == 1 && kappa == 1 ? Plans : Solve(settings);
                var chosen = new int[_cases.Accounts.Length];
                var gains = new double[chosen.Length];
                Parallel.For(
                    0,
                    chosen.Length,
                    i =>
                    {
                        Span<double> values = stackalloc double[_actions];
                        plans[_cases.Accounts[i].Type].Values(_cases.Accounts[i], values);
                        chosen[i] = ArgMax(values);
                        gains[i] = values[chosen[i]] - values[0];
                        IsRobust[i] &= chosen[i] == Best[i];
                    }
                );
                Grid.Add(
                    new SensitivityPoint(
                        theta,
                        kappa,
                        Enumerable
                            .Range(0, _actions)
                            .Select(a => chosen.Count(c => c == a))
                            .ToArray(),
                        gains.Sum()
                    )
                );
            }
        }
    }

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
        for (var i = 0; i < n; i++)
        {
            ties[i] = Hash(i, TieSalt);
            var values = Values.AsSpan(i * _actions, _actions);
            var quiet = double.NegativeInfinity;
            var call = double.NegativeInfinity;
            for (var a = 0; a < _actions; a++)
            {
                if (_cases.Blocked[i] is null || a == 0)
                {
                    over[(i * _actions) + a] = values[a] - values[0];
                    (quiet, call) = isCall[a]
                        ? (quiet, Math.Max(call, values[a]))
                        : (Math.Max(quiet, values[a]), call);
                }
                else
                {
                    over[(i * _actions) + a] = -1;
                }
            }

            increments[i] = double.IsNegativeInfinity(call) ? 0 : call - quiet;
        }

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

        var called = new HashSet<int>(
            order.Take((int)Math.Min(int.MaxValue, _request.Calls ?? int.MaxValue))
        );
        for (var i = 0; i < n; i++)
        {
            var (best, most) = (0, 0.0);
            for (var a = 1; a < _actions; a++)
            {
                var value = over[(i * _actions) + a];
                (best, most) =
                    value > most && (!isCall[a] || called.Contains(i)) ? (a, value) : (best, most);
            }

            Chosen[i] = best;
        }
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
