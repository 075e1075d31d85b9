using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Core.Simulation.Receivables;

/// <summary>
/// A simulated company lived on under different policies: the same accounts, the same luck (one number per account and month, whatever is done), so
/// that what differs is what the policy is worth.
/// </summary>
/// <param name="debtors">The accounts as they stand.</param>
/// <param name="terms">Actions with their true effects, discount, and what contacts cost in goodwill.</param>
/// <param name="seed">Seed of the luck.</param>
public sealed class TreatmentTrial(
    IReadOnlyList<DebtorTruth> debtors,
    TreatmentSettings terms,
    long seed
)
{
    /// <summary>Most bills that a bad account leaves open: it pays those older than that.</summary>
    public const int MostOpen = 6;

    private static readonly int[] Rank = Enumerable
        .Range(0, DelinquencyStates.Names.Count)
        .ToArray();

    /// <summary>What is lost in goodwill when an account is contacted is counted in its bills of 24 months at the margin.</summary>
    /// <param name="bill">The account's bill.</param>
    public double LifetimeValue(double bill) =>
        terms.Margin
        * bill
        * Enumerable.Range(0, terms.Horizon).Sum(t => Math.Pow(terms.Discount, t));

    /// <summary>Lives on.</summary>
    /// <param name="treated">Months with treatments.</param>
    /// <param name="months">Months in all; after the treated ones nothing is done, so that what was done can bear fruit.</param>
    /// <param name="policy">Decides, month by month.</param>
    /// <returns>Discounted money received less the costs of treatments in money and goodwill, account by account, in currency units.</returns>
    public double[] Run(int treated, int months, TreatmentPolicy policy)
    {
        var accounts = debtors
            .Select(d => new TrialAccount((int)d.State, d.OpenBills, d.BillCents / 100, d.Contacts))
            .ToArray();
        var value = new double[accounts.Length];
        var actions = new int[accounts.Length];
        for (var month = 0; month < months; month++)
        {
            actions.AsSpan().Clear();
            if (month < treated)
            {
                policy(month, accounts, actions);
            }

            var weight = Math.Pow(terms.Discount, month);
            for (var i = 0; i < accounts.Length; i++)
            {
                value[i] += weight * Step(ref accounts[i], debtors[i], actions[i], month);
            }
        }

        return value;
    }

    private double Step(ref TrialAccount account, in DebtorTruth debtor, int action, int month)
    {
        var state = (DelinquencyState)account.State;
        if (state is DelinquencyState.Paid or DelinquencyState.Dead)
        {
            return 0;
        }

        var what = terms.Actions[action];
        var contacts = System.Numerics.BitOperations.PopCount((uint)account.Contacts);
        var worth =
            -what.Cost
            - (action == 0 ? 0 : terms.FatigueOf(what, contacts, LifetimeValue(account.Bill)));
        Span<double> row = stackalloc double[Rank.Length];
        TreatmentPlanner.Tilt(
            what.In(account.State),
            DebtorTypes.All[debtor.Type].Rows.Row(account.State),
            Rank,
            account.State,
            row
        );
        var luck = RandomStream.Of(seed, StreamPurpose.Trial, debtor.Number, month).Uniform();
        var next = 0;
        while (next < row.Length - 1 && luck >= row[next])
        {
            luck -= row[next++];
        }

        var owed = account.OpenBills + 1;
        var open = (DelinquencyState)next switch
        {
            DelinquencyState.Late1 => 1,
            DelinquencyState.Late2 => 2,
            DelinquencyState.Late3 => 3,
            DelinquencyState.Bad => Math.Min(owed, MostOpen),
            _ => 0,
        };
        // what dies is written off, not paid
        var paid = (DelinquencyState)next == DelinquencyState.Dead ? 0 : owed - open;
        account = account with
        {
            State = next,
            OpenBills = open,
            Contacts = TreatmentPlanner.After(account.Contacts, action),
        };
        return worth + (terms.Margin * account.Bill) * paid;
    }
}

/// <summary>An account in a trial, as a company sees it.</summary>
/// <param name="State">Its state.</param>
/// <param name="OpenBills">Number of its open bills.</param>
/// <param name="Bill">Its bill, in currency units.</param>
/// <param name="Contacts">Contacts of the last three months as bits, the latest lowest.</param>
public readonly record struct TrialAccount(int State, int OpenBills, double Bill, int Contacts);

/// <summary>Decides what is done in a month.</summary>
/// <param name="month">The month, 0-based.</param>
/// <param name="accounts">The accounts.</param>
/// <param name="actions">Receives the action of each; 0 = nothing.</param>
public delegate void TreatmentPolicy(int month, TrialAccount[] accounts, int[] actions);
