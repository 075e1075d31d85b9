using Analytics.Core.Work;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>How one file is to be read: its bytes, its table and its roles.</summary>
/// <param name="File">The bytes.</param>
/// <param name="Shape">The table.</param>
/// <param name="Layout">The roles.</param>
/// <param name="Progress">Told how far the reading has come.</param>
internal sealed record FilePlan(
    InputFile File,
    TableShape Shape,
    PurchaseLayout Layout,
    ImportProgress Progress
);
