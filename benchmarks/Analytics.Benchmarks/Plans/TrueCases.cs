using System.Globalization;
using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Simulation.Receivables;
using Analytics.Pipeline.Delinquency;

namespace Analytics.Benchmarks.Plans;

/// <summary>A simulated company as one who knows the truth would plan it: what any other plan is measured against.</summary>
internal static class TrueCases
{
    // open bills of a bad account in the long run: four when it becomes bad, six at most
    private static readonly double[] Open = [0, 0, 1, 2, 3, 5.4, 0];

    /// <summary>The true type, chain, bill and balance of each account.</summary>
    public static PlanCases Of(
        IReadOnlyList<DebtorTruth> debtors,
        TreatmentTrial trial,
        int asOf
    ) =>
        new()
        {
            Name = i => "T" + debtors[i].Number.ToString(CultureInfo.InvariantCulture),
            Accounts = debtors
                .Select(d => new PlanAccount(
                    (int)d.State,
                    d.Type,
                    d.BillCents / 100,
                    d.OpenBills * d.BillCents / 100,
                    trial.LifetimeValue(d.BillCents / 100),
                    d.Contacts
                ))
                .ToArray(),
            Blocked = new string?[debtors.Count],
            TypeNames = DebtorTypes.All.Select(t => t.Name).ToList(),
            Matrices = DebtorTypes.All.Select(t => t.Rows).ToList(),
            Unit = Economy.Standard(DelinquencyStates.Names, 1) with
            {
                Balance = Open,
                Bill = [0, 1, 1, 1, 1, 1, 0],
            },
            AsOf = asOf,
        };

    /// <summary>The same accounts of a plan, in the order of the debtors and with nobody blocked: what is compared is who is chosen, not who may be.</summary>
    public static PlanCases InOrder(PlanCases cases, IReadOnlyList<DebtorTruth> debtors)
    {
        var place = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < cases.Accounts.Length; i++)
        {
            place[cases.Name(i)] = i;
        }

        var at = debtors
            .Select(d => place["T" + d.Number.ToString(CultureInfo.InvariantCulture)])
            .ToArray();
        return cases with
        {
            Accounts = at.Select(i => cases.Accounts[i]).ToArray(),
            Blocked = new string?[at.Length],
            Name = i => cases.Name(at[i]),
        };
    }

    /// <summary>What first decisions truly add over doing nothing, when all later ones are right.</summary>
    public static double Gain(PlanChoice truth, ReadOnlySpan<int> actions)
    {
        var (gain, count) = (0.0, truth.Values.Length / actions.Length);
        for (var i = 0; i < actions.Length; i++)
        {
            gain += truth.Values[(i * count) + actions[i]] - truth.Values[i * count];
        }

        return gain;
    }
}
