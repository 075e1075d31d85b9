using Analytics.Core.Delinquency.Ledger;
using Analytics.Core.Money;

namespace Analytics.Pipeline.Delinquency;

/// <summary><c>delinquency states</c>: where every account stands at every cycle close.</summary>
public static class StatesRun
{
    /// <summary>Reads, replays and writes.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="stdout">Takes the table where no file is named.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it.</param>
    /// <param name="stop">Ends the work.</param>
    public static void Run(
        DelinquencyRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        using var output = DelinquencyOutput.Open(request, stdout, stdoutIsTerminal);
        using (var panel = PanelPass.Open(request, stop))
        {
            if (panel is { Rolls.IsByBytes: true })
            {
                panel.Check(request);
                output.Main(
                    "states.csv",
                    StatesStep.Columns,
                    panel.Import.StreamStates(panel.Rolls).Select(s => StatesStep.Row(s))
                );
                output.Publish(panel.Rolls.Report);
                return;
            }
        }

        var data = Receivables.Read(request, stop);
        var totals = default(AllocationTotals);
        output.Main("states.csv", StatesStep.Columns, Rows(data, t => totals = t, stop));
        if (data.Ledger is not null)
        {
            request.Say(Matched(totals, data.MoneyScale));
        }

        output.Publish(data.Report);
    }

    /// <summary>How money met debt, in a line.</summary>
    public static string Matched(in AllocationTotals totals, int scale) =>
        $"payments and credits: {MoneyText.Format(totals.Named, scale)} to the invoice they name, {MoneyText.Format(totals.Exact, scale)} by exact amount, {MoneyText.Format(totals.Oldest, scale)} to the oldest due, {MoneyText.Format(totals.Unapplied, scale)} unapplied";

    private static IEnumerable<IReadOnlyList<string?>> Rows(
        Receivables data,
        Action<AllocationTotals> done,
        CancellationToken stop
    )
    {
        // a thousand accounts at a time: rows are written while memory stays flat
        const int batch = 1024;
        var totals = default(AllocationTotals);
        var rows = new List<IReadOnlyList<string?>>();
        for (var from = 0; from < data.Ids.Count; from += batch)
        {
            rows.Clear();
            totals.Add(
                data.Visit(
                    from,
                    Math.Min(data.Ids.Count, from + batch),
                    view => rows.AddRange(StatesStep.Rows(data, view)),
                    stop
                )
            );
            foreach (var row in rows)
            {
                yield return row;
            }
        }

        done(totals);
    }
}
