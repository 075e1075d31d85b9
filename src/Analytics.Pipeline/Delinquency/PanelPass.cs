using Analytics.Ledger.Receivables;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>A panel that streams by: accounts stand together, so nothing is kept of its rows.</summary>
internal sealed class PanelPass : IDisposable
{
    private PanelPass(ReceivablesImport import, PanelRolls rolls) =>
        (Import, Rolls) = (import, rolls);

    /// <summary>The open panel.</summary>
    public ReceivablesImport Import { get; }

    /// <summary>What was counted on the way.</summary>
    public PanelRolls Rolls { get; }

    /// <summary>Counts a panel in passing; null where the inputs must be read whole.</summary>
    public static PanelPass? Open(DelinquencyRequest request, CancellationToken stop)
    {
        var import = ReceivablesImport.Open(request.Reading, stop);
        try
        {
            if (import.StreamRolls() is { } rolls)
            {
                return new PanelPass(import, rolls);
            }

            import.Dispose();
            return null;
        }
        catch
        {
            import.Dispose();
            throw;
        }
    }

    /// <summary>Says what was found, and stops where too much was refused.</summary>
    public void Check(DelinquencyRequest request)
    {
        RejectionGate.Pass(
            Rolls.Report,
            Rolls.All.Rows > 0,
            request.Shared,
            request.RejectsFile,
            request.RawText,
            request.Say,
            "posting or status"
        );
        foreach (var remark in Rolls.Remarks)
        {
            request.Say(remark);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Import.Dispose();
}
