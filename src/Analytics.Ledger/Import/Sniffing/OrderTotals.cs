namespace Analytics.Ledger.Import.Sniffing;

/// <summary>
/// Finds the column that looks like a row's amount but is the total of its order, written on each line of the order or on the first one only: added up
/// line by line it would count orders several times. Lines of an order that differ in quantity or price cannot have one amount.
/// </summary>
internal static class OrderTotals
{
    private const double NearlyAll = 0.95;

    /// <summary>Takes the role of the amount from such a column where the lines have quantity and price.</summary>
    public static void PassBy(FileProfile profile)
    {
        if (
            profile.Column(ColumnRole.Amount) is { } amount
            && profile.Column(ColumnRole.Order) is { } order
            && profile.Column(ColumnRole.Quantity) is { } quantity
            && profile.Column(ColumnRole.UnitPrice) is { } price
            && IsTotal(profile.Sample, amount.Index, order.Index, quantity.Index, price.Index)
        )
        {
            amount.Role = null;
            amount.Evidence =
                "not the amount of a row: lines of one order that differ in quantity or price share it, so it is the order's total";
            price.Evidence +=
                $"; amount = quantity x price, because '{amount.Name}' is the order's total";
        }
    }

    private static bool IsTotal(
        IEnumerable<string[]> sample,
        int amount,
        int order,
        int quantity,
        int price
    )
    {
        var (telling, totals) = (0, 0);
        foreach (
            var lines in sample
                .Where(r => r[order].Length > 0)
                .GroupBy(r => r[order], StringComparer.Ordinal)
        )
        {
            // an amount of its own on each of such lines, or one for all of them
            if (lines.Select(r => (r[quantity], r[price])).Distinct().Count() > 1)
            {
                telling++;
                totals +=
                    lines
                        .Select(r => r[amount])
                        .Where(a => a.Length > 0)
                        .Distinct(StringComparer.Ordinal)
                        .Count() == 1
                        ? 1
                        : 0;
            }
        }

        return telling > 0 && totals >= NearlyAll * telling;
    }
}
