using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Simulation.Receivables;

namespace Analytics.Core.Tests.Simulation.Receivables;

public class TreatmentTrialTests
{
    private static readonly DebtorTruth[] Debtors =
    [
        .. Enumerable
            .Range(0, 400)
            .Select(i => new DebtorTruth(
                i,
                i % 8,
                0,
                6000,
                0,
                (DelinquencyState)(i % 5),
                Math.Max(0, (i % 5) - 1),
                0,
                0
            )),
    ];

    [Fact]
    public void An_action_that_changes_nothing_costs_exactly_what_it_costs()
    {
        var terms = new TreatmentSettings
        {
            Actions = [TreatmentAction.None, new("letter", 2, 1, .001)],
            FatigueGrowth = 0,
        };
        var trial = new TreatmentTrial(Debtors, terms, 7);
        var nobody = trial.Run(0, 6, (_, _, _) => { });
        var once = trial.Run(1, 6, (_, _, actions) => actions.AsSpan().Fill(1));
        var cost = 2 + (.001 * trial.LifetimeValue(60));
        for (var i = 0; i < Debtors.Length; i++)
        {
            var isClosed = Debtors[i].State == DelinquencyState.Paid;
            Assert.Equal(isClosed ? 0 : cost, nobody[i] - once[i], 1e-9);
        }
    }

    [Fact]
    public void Every_bill_is_paid_owed_or_lost_when_nothing_is_discounted()
    {
        var terms = new TreatmentSettings { Discount = 1 };
        var trial = new TreatmentTrial(Debtors, terms, 7);
        var accounts = Array.Empty<TrialAccount>();
        var paid = trial.Run(5, 4, (_, seen, _) => accounts = [.. seen]);
        for (var i = 0; i < Debtors.Length; i++)
        {
            // bills that came, less those paid, are open unless the account died in the last month
            Assert.InRange(paid[i] / 60, 0, Debtors[i].OpenBills + 4);
            Assert.InRange(accounts[i].OpenBills, 0, TreatmentTrial.MostOpen);
        }
    }

    [Fact]
    public void A_stronger_action_never_leaves_an_account_worse_under_the_same_luck()
    {
        var weak = States(1.1);
        var strong = States(3);
        Assert.All(weak.Zip(strong), pair => Assert.True(pair.Second <= pair.First));
        Assert.True(weak.Sum() > strong.Sum());
    }

    private static int[] States(double odds)
    {
        var terms = new TreatmentSettings
        {
            Actions = [TreatmentAction.None, new("letter", 0, odds, 0)],
        };
        var after = Array.Empty<int>();
        new TreatmentTrial(Debtors, terms, 7).Run(
            2,
            2,
            (month, accounts, actions) =>
            {
                actions.AsSpan().Fill(month == 0 ? 1 : 0);
                after = accounts.Select(a => a.State).ToArray();
            }
        );
        return after;
    }
}
