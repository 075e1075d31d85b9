using System.Diagnostics;
using System.Globalization;
using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Numerics;
using Analytics.Core.Simulation.Receivables;
using Analytics.Pipeline.Delinquency;

namespace Analytics.Benchmarks.Plans;

/// <summary>How long a plan takes for many accounts: eight chains, bills and lifetime values of their own, calls for one in a hundred.</summary>
internal static class PlanSpeed
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "plan-speed";

    /// <summary><c>plan-speed ACCOUNTS [BUDGET]</c>: prints accounts, seconds, CPU seconds, peak MB, peak MB before the plan, accounts treated. Accounts
    /// are drawn whenever they are read, as those of a ledger are replayed; none of them is kept.</summary>
    public static int Run(string[] args)
    {
        var n = int.Parse(args[0], CultureInfo.InvariantCulture);
        var (bills, clvs) = (new KnotCounter(), new KnotCounter());
        for (var i = 0; i < n; i++)
        {
            var account = Draw(i);
            bills.Add(account.Bill);
            clvs.Add(account.Clv);
        }

        var cases = new PlanCases
        {
            Name = i => i.ToString(CultureInfo.InvariantCulture),
            Count = n,
            Read = (from, count, accounts, blocked) =>
            {
                blocked.AsSpan(0, count).Clear();
                for (var i = 0; i < count; i++)
                {
                    accounts[i] = Draw(from + i);
                }
            },
            Knots = new PlanKnots(bills.Knots(), clvs.Knots()),
            TypeNames = DebtorTypes.All.Select(t => t.Name).ToList(),
            Matrices = DebtorTypes.All.Select(t => t.Rows).ToList(),
            Unit = Economy.Standard(DelinquencyStates.Names, 1),
            AsOf = 739_000,
        };
        var plan = new PlanRequest
        {
            Treatment = new TreatmentSettings(),
            Calls = n / 100,
            Budget = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : null,
            Bill = 60,
            Holdout = .05,
            Threads = 2,
        };
        using var process = Process.GetCurrentProcess();
        var (before, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var idle = process.PeakWorkingSet64;
        var choice = PlanChoice.Of(cases, plan, default);
        foreach (var _ in choice.Decide(default)) { }

        process.Refresh();
        Console.WriteLine(
            FormattableString.Invariant(
                $"| {n:N0} | {clock.Elapsed.TotalSeconds:0.00} | {(process.TotalProcessorTime - before).TotalSeconds:0.00} | {process.PeakWorkingSet64 / 1e6:N0} | {idle / 1e6:N0} | {choice.Totals.Count - choice.Totals.Accounts[0]:N0} |"
            )
        );
        return 0;
    }

    private static PlanAccount Draw(int i)
    {
        var chance = new Chance(1, i);
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
