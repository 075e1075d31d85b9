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
        var (cases, settled, log, data) = PlanSetup.Read(request, plan, stop);
        plan = settled;
        var choice = PlanChoice.Of(cases, plan, stop);
        using var tables = new PlanTables(cases, plan, choice, output.IsDirectory);
        output.Main("plan.csv", PlanTables.Columns(plan), tables.Rows(stop));
        foreach (var remark in tables.Remarks(log))
        {
            request.Say(remark);
        }

        output.Beside("capacity.csv", ["calls", "value", "shadow_price"], tables.Capacity());
        output.Beside("letters.csv", PlanTables.ListColumns, tables.List("letter"));
        output.Beside("calls.csv", PlanTables.ListColumns, tables.List("call"));
        output.Beside(
            "assumptions.csv",
            ["name", "value", "source"],
            tables.Assumptions(log, plan.Matrix is not null)
        );
        output.Beside("sensitivity.csv", PlanTables.GridColumns(plan), tables.Grid());
        if (log is not null)
        {
            output.Beside("effects.csv", TreatmentLog.Columns, log.Rows());
        }

        output.Publish(data?.Report);
    }
}
