using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Faults;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary><c>delinquency plan</c>: whom to write to, whom to call, whom to leave alone.</summary>
public static class PlanRun
{
    /// <summary>Reads, solves and writes; parameters as for <see cref="StatesRun.Run"/>.</summary>
    /// <param name="request">What is read.</param>
    /// <param name="plan">What is planned.</param>
    /// <param name="stdout">Takes the table where no file is named.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it.</param>
    /// <param name="stop">Ends the work.</param>
    public static void Run(
        DelinquencyRequest request,
        PlanRequest plan,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        using var output = DelinquencyOutput.Open(request, stdout, stdoutIsTerminal);
        var given = plan.Matrix is null ? null : MatrixFile.Read(plan.Matrix);
        Receivables? data = null;
        PlanCases cases;
        if (request.Reading.Import.Inputs.Count == 0)
        {
            cases = PlanCases.OfMatrix(
                given
                    ?? throw new UsageFault(
                        "name the receivables, or a transition matrix with --matrix FILE"
                    ),
                plan
            );
        }
        else
        {
            data = Receivables.Read(request, stop);
            var types = AccountTypes.Of(
                data,
                request.Types,
                int.MaxValue,
                request.Shared.Seed,
                stop
            );
            Say(request, types.Remark);
            var rolls = RollTable.Count(data, types, int.MaxValue, stop);
            cases = PlanCases.OfData(data, rolls, plan, given, stop);
        }

        TreatmentLog? log = null;
        if (plan.Treatments is { } path)
        {
            (log, cases, plan) = Estimate(path, cases, plan);
        }

        var choice = PlanChoice.Of(cases, plan, stop);
        foreach (var remark in PlanTables.Remarks(cases, plan, choice, log))
        {
            request.Say(remark);
        }

        var tables = new PlanTables(cases, plan, choice);
        output.Main("plan.csv", PlanTables.Columns(plan), tables.Rows());
        output.Beside("capacity.csv", ["calls", "value", "shadow_price"], tables.Capacity());
        output.Beside("letters.csv", PlanTables.ListColumns, tables.List("letter"));
        output.Beside("calls.csv", PlanTables.ListColumns, tables.List("call"));
        output.Beside(
            "assumptions.csv",
            ["name", "value", "source"],
            tables.Assumptions(log, given is not null)
        );
        output.Beside("sensitivity.csv", PlanTables.GridColumns(plan), tables.Grid());
        if (log is not null)
        {
            output.Beside("effects.csv", TreatmentLog.Columns, log.Rows());
        }

        output.Publish(data?.Report);
    }

    private static (TreatmentLog, PlanCases, PlanRequest) Estimate(
        string path,
        PlanCases cases,
        PlanRequest plan
    )
    {
        var types = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < cases.Accounts.Length; i++)
        {
            types[cases.Name(i)] = cases.Accounts[i].Type;
        }

        var states = cases.Matrices[0].States;
        var log = TreatmentLog.Read(
            path,
            plan.Treatment,
            states,
            name => types.GetValueOrDefault(name),
            cases.TypeNames.Count
        );
        var pooled = Mean(cases);
        return (
            log,
            cases with
            {
                Matrices = cases
                    .Matrices.Select(m => log.Untreated(m, pooled, cases.Unit.Rank))
                    .ToList(),
            },
            plan with
            {
                Treatment = log.Estimated(),
            }
        );
    }

    // the mean chain of the accounts at hand, type by type
    private static TransitionMatrix Mean(PlanCases cases)
    {
        var n = cases.Matrices[0].Count;
        var cells = new double[n * n];
        foreach (var account in cases.Accounts)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] += cases.Matrices[account.Type][i / n, i % n] / cases.Accounts.Length;
            }
        }

        return TransitionMatrix.Of(cases.Matrices[0].States, cells);
    }

    private static void Say(DelinquencyRequest request, string remark)
    {
        if (remark.Length > 0)
        {
            request.Say(remark);
        }
    }
}
