using System.Text;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Judges from the first rows whether the purchases of each customer come in date order. A wrong guess costs time, never a number.</summary>
internal static class OrderProbe
{
    private const int LeastPairs = 20;

    /// <summary>True where the first rows of all files are in date order, or in date order per customer.</summary>
    public static bool LooksOrdered(IReadOnlyList<FileProfile> profiles)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        var latest = -1;
        var isOrdered = true;
        var pairs = 0;
        foreach (var profile in profiles)
        {
            var (customer, date) = (
                profile.Column(ColumnRole.Customer)!.Index,
                profile.Column(ColumnRole.Date)!.Index
            );
            foreach (var row in profile.Sample)
            {
                if (
                    row.Length != profile.Columns.Count
                    || !DateLiteral.TryParse(
                        Encoding.UTF8.GetBytes(row[date]),
                        profile.DateFormat!.Value,
                        out var day
                    )
                )
                {
                    continue;
                }

                isOrdered &= day >= latest;
                latest = Math.Max(latest, day);
                if (last.TryGetValue(row[customer], out var before))
                {
                    pairs++;
                    if (day < before)
                    {
                        return false;
                    }
                }

                last[row[customer]] = day;
            }
        }

        return isOrdered || pairs >= LeastPairs;
    }
}
