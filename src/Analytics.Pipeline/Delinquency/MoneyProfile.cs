using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Pipeline.Delinquency;

/// <summary>What accounts in each state owe and are billed, as multiples of their usual bill: the money behind a plan.</summary>
public sealed class MoneyProfile
{
    private readonly double[] _balance;
    private readonly double[] _billed;
    private readonly double[] _bills;
    private readonly double[] _billsBefore;

    /// <summary>An empty profile.</summary>
    public MoneyProfile(int states) =>
        (_balance, _billed, _bills, _billsBefore) = (
            new double[states],
            new double[states],
            new double[states],
            new double[states]
        );

    /// <summary>The usual bill of an account: the mean of its invoiced cycles; 0 where it has none.</summary>
    public static double BillOf(AccountView view, double power)
    {
        var (sum, cycles) = (0.0, 0);
        for (var t = 0; t < view.Closes; t++)
        {
            sum += view.Looks[t].Billed / power;
            cycles += view.Looks[t].Billed > 0 ? 1 : 0;
        }

        return cycles == 0 ? 0 : sum / cycles;
    }

    /// <summary>Adds an account.</summary>
    public void Add(AccountView view, double bill, double power)
    {
        for (var t = 0; t < view.Cycles && bill > 0; t++)
        {
            var state = view.State[t];
            _balance[state] += view.Units[t] / power;
            _bills[state] += bill;
            if (t + 1 < view.Cycles)
            {
                _billed[state] += view.Looks[t + 1].Billed / power;
                _billsBefore[state] += bill;
            }
        }
    }

    /// <summary>The economy for a bill of 1; states never seen have the standard one.</summary>
    public Economy Unit(IReadOnlyList<string> states)
    {
        var standard = Economy.Standard(states, 1);
        return standard with
        {
            Balance = standard
                .Balance.Select((b, s) => _bills[s] > 0 ? _balance[s] / _bills[s] : b)
                .ToList(),
            Bill = standard
                .Bill.Select((b, s) => _billsBefore[s] > 0 ? _billed[s] / _billsBefore[s] : b)
                .ToList(),
        };
    }
}
