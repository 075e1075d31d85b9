using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Turns a profile with roles and formats into what the scanner and the parser need.</summary>
internal static class LayoutPlanner
{
    /// <summary>Plans one file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="profile">What was found about it.</param>
    /// <param name="settings">How it is read.</param>
    /// <param name="details">Roles read beside those that every reading needs.</param>
    public static FilePlan Plan(
        InputFile file,
        FileProfile profile,
        ImportSettings settings,
        IReadOnlyList<ColumnRole> details
    )
    {
        var columns = new List<int>();
        int Slot(ColumnRole role)
        {
            if (profile.Column(role) is not { } column)
            {
                return -1;
            }

            columns.Add(column.Index);
            return columns.Count - 1;
        }

        var (customer, date, order) = (
            Slot(ColumnRole.Customer),
            Slot(ColumnRole.Date),
            Slot(ColumnRole.Order)
        );
        var amount = Slot(ColumnRole.Amount);
        var quantity = Slot(ColumnRole.Quantity);
        var price = amount < 0 ? Slot(ColumnRole.UnitPrice) : -1;
        var (kind, currency) = (Slot(ColumnRole.Kind), Slot(ColumnRole.Currency));
        var (key, version) = (Slot(ColumnRole.Key), Slot(ColumnRole.Version));
        int[] more = [.. DetailRoles.All.Select(role => details.Contains(role) ? Slot(role) : -1)];
        var mark = profile.DecimalMark ?? '.';
        var layout = new PurchaseLayout
        {
            Customer = customer,
            Date = date,
            Order = order,
            Amount = amount,
            Quantity = quantity,
            UnitPrice = price,
            Kind = kind,
            Currency = currency,
            Key = key,
            Version = version,
            Details = more,
            Columns = [.. columns],
            DateFormat = profile.DateFormat!.Value,
            AmountMark = mark,
            QuantityMark = mark,
        };
        return new FilePlan(
            file,
            new TableShape(
                profile.Dialect,
                profile.Columns.Count,
                layout.Columns,
                settings.Tuning.MaxRecordBytes
            ),
            layout,
            settings.Progress
        );
    }
}
