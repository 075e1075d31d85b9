using Analytics.Ledger.Import;

namespace Analytics.Pipeline.Delinquency;

/// <summary><c>delinquency rolls</c>: which share of a state gets better or worse within a cycle.</summary>
public static class RollsRun
{
    /// <summary>Reads, counts and writes; parameters as for <see cref="StatesRun.Run"/>.</summary>
    public static void Run(
        DelinquencyRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        using var output = DelinquencyOutput.Open(request, stdout, stdoutIsTerminal);
        if (Streamed(request, output, stop))
        {
            return;
        }

        var data = Receivables.Read(request, stop);
        var types = AccountTypes.Of(data, request.Types, int.MaxValue, request.Shared.Seed, stop);
        if (types.Remark.Length > 0)
        {
            request.Say(types.Remark);
        }

        Write(request, output, RollTable.Count(data, types, int.MaxValue, stop), data.Report);
    }

    // a panel whose accounts stand together needs no memory for its rows
    private static bool Streamed(
        DelinquencyRequest request,
        DelinquencyOutput output,
        CancellationToken stop
    )
    {
        if (request.Types is "auto" or "value-8")
        {
            return false;
        }

        using var panel = PanelPass.Open(request, stop);
        if (panel is null)
        {
            return false;
        }

        panel.Check(request);
        Write(request, output, RollTable.Of(panel.Rolls), panel.Rolls.Report);
        return true;
    }

    private static void Write(
        DelinquencyRequest request,
        DelinquencyOutput output,
        RollTable table,
        ImportReport report
    )
    {
        foreach (var remark in table.Remarks())
        {
            request.Say(remark);
        }

        output.Main("rolls.csv", RollTable.Columns, table.Rows());
        output.Beside("rates.csv", ["measure", "n", "rate"], table.Beside());
        output.Publish(report);
    }
}
