using System.Globalization;
using System.IO.Compression;
using System.Text;
using Analytics.Core.Summaries;

namespace Analytics.Core.Tests;

/// <summary>
/// Reference data that lies beside the checkout and is never part of it. A test that does not find it says so and returns.
/// </summary>
internal static class SharedData
{
    /// <summary>Rows of a comma separated file with quotes, header included; .gz is unpacked.</summary>
    public static IEnumerable<string[]> Csv(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return Fields(line);
        }
    }

    /// <summary>CDNOW 1/10 sample: purchase days of 2,357 customers.</summary>
    public static PurchaseLog? CdnowSample() =>
        SharedFiles.Find("data/cdnow/cdnowElog.csv") is { } path
            ? PurchaseLog.From(
                Csv(path)
                    .Skip(1)
                    .Select(f =>
                        (
                            f[0],
                            Day(f[2], "yyyyMMdd"),
                            decimal.Parse(f[4], CultureInfo.InvariantCulture)
                        )
                    )
            )
            : null;

    /// <summary>CDNOW master: purchase days of 23,570 customers.</summary>
    public static PurchaseLog? CdnowMaster() =>
        SharedFiles.Find("data/cdnow/CDNOW_master.txt") is { } path
            ? PurchaseLog.From(
                File.ReadLines(path)
                    .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Where(f => f.Length == 4 && char.IsDigit(f[0][0]))
                    .Select(f =>
                        (
                            f[0],
                            Day(f[1], "yyyyMMdd"),
                            decimal.Parse(f[3], CultureInfo.InvariantCulture)
                        )
                    )
            )
            : null;

    /// <summary>Online Retail: known customers, positive quantity, positive price.</summary>
    public static PurchaseLog? OnlineRetail()
    {
        if (SharedFiles.Find("data/online-retail/online_retail.csv.gz") is not { } path)
        {
            return null;
        }

        var rows = Csv(path);
        var header = rows.First();
        int Column(string name) => Array.IndexOf(header, name);
        var (quantity, price, customer, date) = (
            Column("Quantity"),
            Column("UnitPrice"),
            Column("CustomerID"),
            Column("InvoiceDate")
        );
        return PurchaseLog.From(
            rows.Skip(1)
                .Where(f =>
                    f[customer].Length > 0
                    && decimal.Parse(f[quantity], CultureInfo.InvariantCulture) > 0
                    && decimal.Parse(f[price], CultureInfo.InvariantCulture) > 0
                )
                .Select(f =>
                    (
                        f[customer],
                        Day(f[date][..10], "yyyy-MM-dd"),
                        decimal.Parse(f[quantity], CultureInfo.InvariantCulture)
                            * decimal.Parse(f[price], CultureInfo.InvariantCulture)
                    )
                )
        );
    }

    /// <summary>BG/BB donations as cells.</summary>
    public static SummaryCells? Donations()
    {
        if (SharedFiles.Find("data/donations/donations.csv") is not { } path)
        {
            return null;
        }

        var rows = Csv(path).Skip(1).Where(f => f.Length == 4).ToArray();
        int[] Whole(int column) =>
            Array.ConvertAll(rows, f => int.Parse(f[column], CultureInfo.InvariantCulture));
        return CellGrouping.FromSteps(
            Whole(0),
            Whole(1),
            Whole(2),
            1,
            Array.ConvertAll(Whole(3), w => (double)w),
            null
        );
    }

    public static int Day(string text, string format) =>
        DateOnly.ParseExact(text, format, CultureInfo.InvariantCulture).DayNumber;

    private static string[] Fields(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
        {
            return line.Split(',');
        }

        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return [.. fields];
    }
}
