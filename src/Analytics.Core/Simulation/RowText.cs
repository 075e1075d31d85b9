using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Analytics.Core.Simulation;

/// <summary>Formats rows as the bytes of the export: RFC 4180, LF, no byte-order mark.</summary>
internal sealed class RowText
{
    /// <summary>Room that every row fits in.</summary>
    public const int MaxBytes = 256;

    private readonly byte[][] _dates;
    private readonly long _orderBase;
    private readonly long _customerBase;

    /// <summary>Prepares dates and id widths.</summary>
    /// <param name="settings">The simulation.</param>
    /// <param name="orders">Number of orders and returns.</param>
    public RowText(SimulationSettings settings, long orders)
    {
        _dates = new byte[settings.Days][];
        for (var day = 0; day < _dates.Length; day++)
        {
            _dates[day] = Encoding.ASCII.GetBytes(
                settings.From.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            );
        }

        _orderBase = Base(orders);
        _customerBase = Base(settings.Customers);
    }

    /// <summary>The header row with its line end.</summary>
    public static ReadOnlySpan<byte> Header =>
        "order_id,customer_id,order_date,product,category,channel,quantity,unit_price\n"u8;

    /// <summary>The id of a customer, for example K104512.</summary>
    public string CustomerId(int customer) =>
        "K" + (_customerBase + customer).ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a row with its line end and returns its length.</summary>
    /// <param name="row">The row.</param>
    /// <param name="target">At least <see cref="MaxBytes"/> bytes.</param>
    public int Write(in PurchaseRow row, Span<byte> target)
    {
        var n = 0;
        if (row.IsReturn)
        {
            target[n++] = (byte)'C';
        }

        n = Put(_orderBase + row.Order, target, n);
        target[n++] = (byte)',';
        target[n++] = (byte)'K';
        n = Put(_customerBase + row.Customer, target, n);
        target[n++] = (byte)',';
        n = Put(_dates[row.Day], target, n);
        target[n++] = (byte)',';
        n = Put(Products.Names[row.Product], target, n);
        target[n++] = (byte)',';
        n = Put(Products.CategoryNames[row.Product], target, n);
        target[n++] = (byte)',';
        n = Put(Channels.Names[row.Channel], target, n);
        target[n++] = (byte)',';
        n = Put(row.Quantity, target, n);
        target[n++] = (byte)',';
        n = Put(row.PriceCents / 100, target, n);
        target[n++] = (byte)'.';
        var cents = (int)(row.PriceCents % 100);
        target[n++] = (byte)('0' + (cents / 10));
        target[n++] = (byte)('0' + (cents % 10));
        target[n++] = (byte)'\n';
        return n;
    }

    /// <summary>The fields of a row as they stand in the file.</summary>
    public List<byte[]> Fields(in PurchaseRow row)
    {
        Span<byte> line = stackalloc byte[MaxBytes];
        line = line[..(Write(row, line) - 1)];
        var fields = new List<byte[]>();
        var start = 0;
        var quoted = false;
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] == ',' && !quoted))
            {
                fields.Add(line[start..i].ToArray());
                start = i + 1;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
        }

        return fields;
    }

    // ids of one width: the smallest power of ten that counts them all, at least 100,000
    private static long Base(long count)
    {
        var power = 100_000L;
        while (power < count)
        {
            power *= 10;
        }

        return power;
    }

    private static int Put(ReadOnlySpan<byte> text, Span<byte> target, int at)
    {
        text.CopyTo(target[at..]);
        return at + text.Length;
    }

    private static int Put(long number, Span<byte> target, int at)
    {
        Utf8Formatter.TryFormat(number, target[at..], out var written);
        return at + written;
    }
}
