using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Models.Features;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>Transactions read for churn: customer-days, the day they end, and more columns of the customers where a table brings them.</summary>
/// <param name="Days">The customer-days.</param>
/// <param name="AsOfDay">The last day.</param>
/// <param name="Attributes">One entry per customer.</param>
internal sealed record TransactionInput(
    CustomerDays Days,
    int AsOfDay,
    IReadOnlyList<TextColumn> Attributes
)
{
    /// <summary>Reads the inputs.</summary>
    public static TransactionInput Read(ChurnRequest request, CancellationToken stop)
    {
        using var import = PurchaseSource.Open(request.Import, stop);
        var imported = import.ReadDays();
        RejectionGate.Pass(
            imported.Report,
            imported.Data is not null,
            request.Shared,
            request.RejectsFile,
            request.RawText,
            request.Say
        );
        var days = imported.Data!;
        var features = FeatureJoin.Read(request, stop);
        var attributes = features?.To(days.CustomerCount, days.Ids.Text) ?? [];
        features?.Require(request.Say);
        return new TransactionInput(days, imported.Report.AsOf!.Value.DayNumber, attributes);
    }
}
