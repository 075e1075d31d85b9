using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Tables;

/// <summary>What a scan read and refused.</summary>
/// <param name="Profile">What was found about the file.</param>
/// <param name="Read">Rows read, refused ones included.</param>
/// <param name="Rejects">Refused rows.</param>
public sealed record TableScanResult(
    FileProfile Profile,
    long Read,
    IReadOnlyList<RejectedRow> Rejects
);
