using System.Globalization;
using System.IO.Compression;
using System.Text;
using Analytics.Core.Summaries;

namespace Analytics.Core.Tests.Data;

/// <summary>
/// Published data sets beside the checkout (<c>../shared/data</c>), never part of it. A test that needs one and does not find it says so
/// on the console and returns.
/// </summary>
internal static class RealData
{
    private static CustomerDays? _rfmOrders;
    private static CustomerDays? _retail;
    private static CustomerDays? _retailPositive;
    private static CustomerDays? _cdnow;

    /// <summary>The 4,906 made-up orders of the R package rfm; null where the data is not there.</summary>
    public static CustomerDays? RfmOrders() =>
        _rfmOrders ??= Load("rfm-orders/rfm_data_orders.csv", ReadRfmOrders);

    /// <summary>Online Retail under the default policies (returns net, zero amounts counted).</summary>
    public static CustomerDays? OnlineRetail() =>
        _retail ??= Load(
            "online-retail/online_retail.csv.gz",
            path => ReadOnlineRetail(path, false)
        );

    /// <summary>Online Retail with return and zero-amount rows left out.</summary>
    public static CustomerDays? OnlineRetailPositive() =>
        _retailPositive ??= Load(
            "online-retail/online_retail.csv.gz",
            path => ReadOnlineRetail(path, true)
        );

    /// <summary>The CDNOW master file, 23,570 customers.</summary>
    public static CustomerDays? CdnowMaster() =>
        _cdnow ??= Load("cdnow/CDNOW_master.txt", ReadCdnow);

    /// <summary>A day number from year, month and day.</summary>
    public static int Day(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;

    private static CustomerDays? Load(string name, Func<string, CustomerDays> read)
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            if (File.Exists(Path.Combine(folder.FullName, "CrmAnalytics.sln")))
            {
                var path = Path.Combine(folder.FullName, "..", "shared", "data", name);
                if (File.Exists(path))
                {
                    return read(path);
                }

                break;
            }
        }

        Console.WriteLine($"SKIPPED: ../shared/data/{name} is not there, nothing was checked");
        return null;
    }

    private static CustomerDays ReadRfmOrders(string path)
    {
        var builder = new DaysBuilder(0);
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            var cells = line.Split(',');
            builder.Buy(cells[0], IsoDay(cells[1]), Units(cells[2], 0));
        }

        return builder.Build();
    }

    private static CustomerDays ReadCdnow(string path)
    {
        var builder = new DaysBuilder();
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var day = DateOnly.ParseExact(cells[1], "yyyyMMdd", CultureInfo.InvariantCulture);
            builder.Buy(cells[0], day.DayNumber, Units(cells[3], 2));
        }

        return builder.Build();
    }

    private static CustomerDays ReadOnlineRetail(string path, bool positiveOnly)
    {
        var builder = new DaysBuilder(3);
        using var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        foreach (var cells in Records(reader).Skip(1))
        {
            var quantity = long.Parse(cells[3], CultureInfo.InvariantCulture);
            var units = quantity * Units(cells[5], 3);
            if (cells[6].Length == 0 || (positiveOnly && units <= 0))
            {
                continue;
            }

            _ =
                units < 0
                    ? builder.Return(cells[6], IsoDay(cells[4]), -units)
                    : builder.Buy(cells[6], IsoDay(cells[4]), units, cells[0]);
        }

        return builder.Build();
    }

    private static IEnumerable<string[]> Records(TextReader reader)
    {
        List<string> cells = [];
        var cell = new StringBuilder();
        var quoted = false;
        for (var c = reader.Read(); c >= 0; c = reader.Read())
        {
            if (c == '"')
            {
                // a doubled quote closes and opens again: the quote itself plays no part in any number
                quoted = !quoted;
            }
            else if (quoted || (c != ',' && c != '\n' && c != '\r'))
            {
                cell.Append((char)c);
            }
            else if (c != '\r')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return [.. cells];
                    cells.Clear();
                }
            }
        }

        if (cells.Count > 0)
        {
            yield return [.. cells, cell.ToString()];
        }
    }

    private static int IsoDay(string text) =>
        DateOnly
            .ParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture)
            .DayNumber;

    private static long Units(string text, int scale)
    {
        var amount = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        for (var i = 0; i < scale; i++)
        {
            amount *= 10;
        }

        return amount == decimal.Truncate(amount)
            ? (long)amount
            : throw new FormatException(text + " has more decimals than expected");
    }
}
