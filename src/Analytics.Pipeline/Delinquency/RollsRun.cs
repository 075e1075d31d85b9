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
        var data = Receivables.Read(request, stop);
        var types = AccountTypes.Of(data, request.Types, int.MaxValue, request.Shared.Seed, stop);
        if (types.Remark.Length > 0)
        {
            request.Say(types.Remark);
        }

        var table = RollTable.Count(data, types, int.MaxValue, stop);
        foreach (var remark in table.Remarks())
        {
            request.Say(remark);
        }

        output.Main("rolls.csv", RollTable.Columns, table.Rows());
        output.Beside("rates.csv", ["measure", "n", "rate"], table.Beside());
        output.Publish(data);
    }
}
