using Analytics.Benchmarks.Plans;
using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Simulation.Receivables;
using Analytics.Core.Work;
using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Tests.Delinquency;

/// <summary>The plan against the truth of a simulated company, valued without luck; benchmarks/plan-value.sh is the large form.</summary>
public class PlanValueTests
{
    private const int Calls = 8;
    private static readonly ReceivablesSimulation Company = new() { Accounts = 8000, Seed = 3 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_plan_is_worth_nine_tenths_of_the_oracle_and_more_than_simple_rules(bool hasLog)
    {
        using var folder = new TemporaryFolder();
        var debtors = Simulate(folder["sim"]);
        var setup = PlanSetup.Read(
            Request(Path.Combine(folder["sim"], "ledger.csv")),
            Plan(hasLog ? Path.Combine(folder["sim"], "treatments.csv") : null),
            default
        );
        var trial = new TreatmentTrial(debtors, Plan(null).Treatment, 1);
        var cases = TrueCases.Of(debtors, trial, setup.Cases.AsOf);
        var truth = TrueCases.Values(cases, Plan(null));
        var oracle = TrueCases.Gain(truth, TrueCases.Chosen(cases, Plan(null)));
        var plan = TrueCases.Gain(
            truth,
            TrueCases.Chosen(TrueCases.InOrder(setup.Cases, debtors), setup.Plan)
        );
        Assert.True(plan >= .9 * oracle, FormattableString.Invariant($"{plan} of {oracle}"));
        var overdue = debtors.Select(d =>
            d.State is >= DelinquencyState.Late1 and <= DelinquencyState.Bad
        );
        var letters = overdue.Select(o => o ? 1 : 0).ToArray();
        Assert.True(plan > TrueCases.Gain(truth, letters));
        Assert.True(plan > TrueCases.Gain(truth, Called(debtors, _ => 0)));
        Assert.True(plan > TrueCases.Gain(truth, Called(debtors, d => -(int)d.State)));
    }

    // the first accounts of an order are called, as many as there are calls
    private static int[] Called(List<DebtorTruth> debtors, Func<DebtorTruth, int> order)
    {
        var actions = new int[debtors.Count];
        foreach (
            var i in Enumerable
                .Range(0, debtors.Count)
                .Where(i =>
                    debtors[i].State is >= DelinquencyState.Late1 and <= DelinquencyState.Bad
                )
                .OrderBy(i => order(debtors[i]))
                .Take(Calls)
        )
        {
            actions[i] = 2;
        }

        return actions;
    }

    private static List<DebtorTruth> Simulate(string path)
    {
        using (var directory = RunDirectory.Open(path, overwrite: false))
        {
            SimulateReceivablesStep.Run(Company, directory, default);
            directory.Publish();
        }

        var debtors = new List<DebtorTruth>();
        ReceivablesSimulator.Write(
            Company,
            new ReceivablesFiles(_ => { }, _ => { }, _ => { }, _ => { }) { Ends = debtors.Add },
            default
        );
        return debtors;
    }

    private static PlanRequest Plan(string? log) =>
        new()
        {
            Treatment = new TreatmentSettings(),
            Treatments = log,
            Calls = Calls,
            Bill = 60,
            Holdout = 0,
        };

    private static DelinquencyRequest Request(string path)
    {
        var resolved = ResolvedSettings.From([
            .. GlobalOptions.All,
            .. ImportOptions.All,
            .. DelinquencyOptions.All,
        ]);
        return DelinquencyRequest.Of(
            [path],
            resolved,
            PipelineSettings.From(resolved),
            hasTypes: true,
            new ImportProgress(),
            _ => { }
        );
    }
}
