using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Receivables;

namespace Analytics.Ledger.Store;

/// <summary>
/// Tells from the columns of an export which table it belongs to. Whatever can be read as purchases is taken for purchases; only what
/// cannot is looked at further.
/// </summary>
internal static class TableTeller
{
    /// <summary>The table.</summary>
    public static string Of(string path, ImportSettings settings, CancellationToken cancel)
    {
        var isMapped = settings.Map.Count > 0;
        if (path == "-" || (isMapped && settings.Map.Keys.All(k => ColumnRoles.Of(k) is not null)))
        {
            // a mapped role is a promise about the table; standard input can be read only once
            return StoreTables.Purchases;
        }

        using var input = InputFile.Open(path);
        cancel.ThrowIfCancellationRequested();
        var file = ReceivablesFile.Open(input, settings);
        bool Is(ColumnRole role) =>
            file.Profile.Columns.Any(c => RoleNames.Find(c.Name) is { } f && f.Role == role);
        var hasMoney =
            Is(ColumnRole.Amount) || (Is(ColumnRole.Quantity) && Is(ColumnRole.UnitPrice));
        var hasDate = Is(ColumnRole.Date);
        bool Has(params ReceivablesRole[] roles) => Array.TrueForAll(roles, file.Has);
        if (hasMoney && hasDate && !isMapped && !IsLedger(file))
        {
            return StoreTables.Purchases;
        }

        return Has(ReceivablesRole.Account, ReceivablesRole.Month, ReceivablesRole.Status)
            || Has(ReceivablesRole.Account, ReceivablesRole.DueDate, ReceivablesRole.Amount)
            || IsLedger(file)
                ? StoreTables.Receivables
            : Is(ColumnRole.Campaign) && Is(ColumnRole.Customer) && hasDate ? StoreTables.Campaigns
            : Is(ColumnRole.Customer)
            && file.Profile.Dialect.HeaderRows > 0
            && !hasDate
            && !hasMoney
                ? StoreTables.Customers
            : StoreTables.Purchases;
    }

    // a posting that is due some day is no purchase
    private static bool IsLedger(ReceivablesFile file) =>
        file.Has(ReceivablesRole.Account)
        && file.Has(ReceivablesRole.Type)
        && file.Has(ReceivablesRole.PostingDate)
        && file.Has(ReceivablesRole.DueDate)
        && file.Has(ReceivablesRole.Amount);
}
