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
        PlanCases.Of(
            i => Name(debtors[i]),
            debtors
                .Select(d => new PlanAccount(
                    (int)d.State,
                    d.Type,
                    d.BillCents / 100,
                    d.OpenBills * d.BillCents / 100,
                    trial.LifetimeValue(d.BillCents / 100),
                    d.Contacts
                ))
                .ToArray(),
            DebtorTypes.All.Select(t => (t.Name, t.Rows)).ToList(),
            Economy.Standard(DelinquencyStates.Names, 1) with
            {
                Balance = Open,
                Bill = [0, 1, 1, 1, 1, 1, 0],
            },
            asOf
        );

    /// <summary>All accounts of a plan.</summary>
    public static PlanAccount[] Accounts(PlanCases cases)
    {
        var accounts = new PlanAccount[cases.Count];
        cases.Read(0, cases.Count, accounts, new string?[cases.Count]);
        return accounts;
    }

    /// <summary>Other accounts under the same plan, with nobody blocked.</summary>
    public static PlanCases With(PlanCases cases, PlanAccount[] accounts) =>
        PlanCases.Of(
            cases.Name,
            accounts,
            cases.TypeNames.Zip(cases.Matrices).ToList(),
            cases.Unit,
            cases.AsOf
        );

    /// <summary>The action of every account.</summary>
    public static int[] Chosen(PlanCases cases, PlanRequest plan) =>
        Gather(PlanChoice.Of(cases, plan, default), cases.Count, 1, b => b.Chosen);

    /// <summary>The value of every action, account by account.</summary>
    public static double[] Values(PlanCases cases, PlanRequest plan) =>
        Gather(
            PlanChoice.Of(cases, plan, default),
            cases.Count,
            plan.Treatment.Actions.Count,
            b => b.Values
        );

    /// <summary>The same accounts of a plan, in the order of the debtors and with nobody blocked: what is compared is who is chosen, not who may be.</summary>
    public static PlanCases InOrder(PlanCases cases, IReadOnlyList<DebtorTruth> debtors)
    {
        var place = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < cases.Count; i++)
        {
            place[cases.Name(i)] = i;
        }

        var at = debtors.Select(d => place[Name(d)]).ToArray();
        var accounts = Accounts(cases);
        return With(
            cases with
            {
                Name = i => cases.Name(at[i]),
            },
            Array.ConvertAll(at, i => accounts[i])
        );
    }

    /// <summary>What first decisions truly add over doing nothing, when all later ones are right.</summary>
    /// <param name="values">What <see cref="Values"/> gives for the truth.</param>
    /// <param name="actions">The decisions.</param>
    public static double Gain(double[] values, ReadOnlySpan<int> actions)
    {
        var (gain, count) = (0.0, values.Length / actions.Length);
        for (var i = 0; i < actions.Length; i++)
        {
            gain += values[(i * count) + actions[i]] - values[i * count];
        }

        return gain;
    }

    private static string Name(in DebtorTruth debtor) =>
        "T" + debtor.Number.ToString(CultureInfo.InvariantCulture);

    private static T[] Gather<T>(PlanChoice choice, int count, int width, Func<PlanBlock, T[]> of)
    {
        var all = new T[count * width];
        foreach (var block in choice.Decide(default))
        {
            Array.Copy(of(block), 0, all, block.From * width, block.Count * width);
        }

        return all;
    }
}
