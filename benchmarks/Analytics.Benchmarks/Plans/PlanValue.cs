using System.Globalization;
using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Simulation.Receivables;
using Analytics.Pipeline.Delinquency;

namespace Analytics.Benchmarks.Plans;

/// <summary>What a plan is worth on a company whose truth is known: its policy lived on month by month, beside simple rules and the oracle.</summary>
internal static class PlanValue
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "plan-value";

    private const int After = 24;

    /// <summary><c>plan-value FOLDER ACCOUNTS SEED CALLS MONTHS [SETTING=VALUE...]</c>: FOLDER is what crm simulate receivables wrote for these
    /// accounts and seed; settings are those of crm delinquency plan.</summary>
    public static int Run(string[] args)
    {
        var (folder, accounts, seed) = (args[0], Number(args[1]), Number(args[2]));
        var calls = Number(args[3]);
        var months = Number(args[4]);
        var pairs = args[5..];
        var settings = new ReceivablesSimulation { Accounts = accounts, Seed = seed };
        var debtors = new List<DebtorTruth>();
        ReceivablesSimulator.Write(
            settings,
            new ReceivablesFiles(_ => { }, _ => { }, _ => { }, _ => { }) { Ends = debtors.Add },
            default
        );
        var setup = PlanSetup.Read(
            StudyRequest.Of(Path.Combine(folder, "ledger.csv"), pairs),
            PlanRequest.Of(StudyRequest.Resolve(pairs)),
            default
        );
        var truth = new TreatmentSettings { Actions = settings.Actions };
        var trial = new TreatmentTrial(debtors, truth, seed);
        var plan = setup.Plan with { Calls = calls, Holdout = 0 };
        var cases = TrueCases.InOrder(setup.Cases, debtors);
        var oracle = TrueCases.Of(debtors, trial, setup.Cases.AsOf);
        var policies = new (string Name, TreatmentPolicy Policy)[]
        {
            ("oracle", (m, a, to) => Planned(oracle, plan with { Treatment = truth }, m, a, to)),
            ("plan", (m, a, to) => Planned(cases, plan, m, a, to)),
            ("letter everyone", (m, a, to) => Fill(a, to, _ => 1)),
            (
                "call everyone",
                (m, a, to) => Call(debtors, a, to, calls, (i, _) => Hash(debtors[i], m))
            ),
            (
                "oldest debt first",
                (m, a, to) =>
                    Call(
                        debtors,
                        a,
                        to,
                        calls,
                        (i, x) => -((100.0 * x.State) + x.OpenBills) + Hash(debtors[i], m)
                    )
            ),
        };
        var nobody = trial.Run(0, months + After, (_, _, _) => { });
        var gains = policies.ToDictionary(
            p => p.Name,
            p => Gains(trial, months, p.Policy, nobody),
            StringComparer.Ordinal
        );
        var (best, first) = (
            gains["oracle"].Sum(),
            FirstDecision(oracle, plan with { Treatment = truth }, policies)
        );
        Console.WriteLine(
            "| policy | first decision, share of the oracle | lived on: value over nobody | standard error | share of the oracle | behind the oracle by (standard error) |"
        );
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, gain) in gains)
        {
            var behind = gains["oracle"].Zip(gain, (o, g) => o - g).ToArray();
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {name} | {first[name]:0.000} | {gain.Sum():N0} | {Error(gain):N0} | {gain.Sum() / best:0.000} | {behind.Sum():N0} ({Error(behind):N0}) |"
                )
            );
        }

        return 0;
    }

    // the true value of each first decision when all later ones are right: no luck in it
    private static Dictionary<string, double> FirstDecision(
        PlanCases oracle,
        PlanRequest plan,
        (string Name, TreatmentPolicy Policy)[] policies
    )
    {
        var start = TrueCases
            .Accounts(oracle)
            .Select(a => new TrialAccount(
                a.State,
                a.Bill > 0 ? (int)Math.Round(a.Balance / a.Bill) : 0,
                a.Bill,
                a.History
            ))
            .ToArray();
        var truth = TrueCases.Values(oracle, plan);
        var values = policies.ToDictionary(
            p => p.Name,
            p =>
            {
                var actions = new int[start.Length];
                p.Policy(0, start, actions);
                return TrueCases.Gain(truth, actions);
            },
            StringComparer.Ordinal
        );
        return values.ToDictionary(
            v => v.Key,
            v => v.Value / values["oracle"],
            StringComparer.Ordinal
        );
    }

    private static double Error(double[] gains)
    {
        var mean = gains.Average();
        return Math.Sqrt(gains.Sum(g => (g - mean) * (g - mean)));
    }

    private static double[] Gains(
        TreatmentTrial trial,
        int months,
        TreatmentPolicy policy,
        double[] nobody
    )
    {
        var value = trial.Run(months, months + After, policy);
        return value.Zip(nobody, (v, n) => v - n).ToArray();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Planned(
        PlanCases cases,
        PlanRequest plan,
        int month,
        TrialAccount[] accounts,
        int[] actions
    )
    {
        var now = TrueCases.Accounts(cases);
        for (var i = 0; i < accounts.Length; i++)
        {
            var x = accounts[i];
            now[i] = now[i] with
            {
                State = x.State,
                Balance = x.OpenBills * x.Bill,
                History = x.Contacts,
                // a model's word holds for the month it was given in
                NoRoll = month == 0 ? now[i].NoRoll : double.NaN,
            };
        }

        TrueCases.Chosen(TrueCases.With(cases, now), plan).CopyTo(actions, 0);
    }

    private static void Fill(TrialAccount[] accounts, int[] actions, Func<int, int> action)
    {
        for (var i = 0; i < accounts.Length; i++)
        {
            actions[i] = IsOverdue(accounts[i]) ? action(i) : 0;
        }
    }

    private static void Call(
        List<DebtorTruth> debtors,
        TrialAccount[] accounts,
        int[] actions,
        int calls,
        Func<int, TrialAccount, double> order
    )
    {
        foreach (
            var i in Enumerable
                .Range(0, debtors.Count)
                .Where(i => IsOverdue(accounts[i]))
                .OrderBy(i => order(i, accounts[i]))
                .Take(calls)
        )
        {
            actions[i] = 2;
        }
    }

    private static bool IsOverdue(TrialAccount account) =>
        account.State is >= (int)DelinquencyState.Late1 and <= (int)DelinquencyState.Bad;

    private static double Hash(in DebtorTruth debtor, int month) =>
        AccountHash.Uniform(AccountHash.Of(BitConverter.GetBytes(debtor.Number), month, 0x0DDE));
}
