using System.Text;

namespace Analytics.Core.Simulation;

/// <summary>Makes a dirty row out of the clean row before it.</summary>
internal static class DirtyRow
{
    private const int Customer = 1;
    private const int Date = 2;
    private const int Product = 3;
    private const int Quantity = 6;
    private const int Price = 7;

    private static readonly string[] BadDates = ["2024-02-30", "yesterday", "2024-13-01", ""];
    private static readonly string[] SentinelDates = ["1900-01-01", "0001-01-01", "9999-12-31"];
    private static readonly string[] BadAmounts = ["n/a", "12.9.5", "--", "1O.00"];
    private static readonly string[] NotFinite = ["NaN", "Infinity", "-inf"];
    private static readonly string[] ExcelIds = ["1.23E+15", "4.5E+12", "7.00123E+11"];

    /// <summary>The bytes of the row with its line end.</summary>
    /// <param name="kind">What is wrong with it.</param>
    /// <param name="variant">Number of the row among its kind: the ways to be wrong take turns.</param>
    /// <param name="clean">The row before it.</param>
    /// <param name="text">The formatter.</param>
    public static byte[] Make(DirtyKind kind, int variant, in PurchaseRow clean, RowText text)
    {
        var fields = text.Fields(clean);
        if (kind == DirtyKind.MissingCustomer)
        {
            fields[Customer] = [];
        }
        else if (kind == DirtyKind.BadDate)
        {
            fields[Date] = Turn(BadDates, variant);
        }
        else if (kind == DirtyKind.SentinelDate)
        {
            fields[Date] = Turn(SentinelDates, variant);
        }
        else if (kind == DirtyKind.BadAmount)
        {
            fields[variant % 2 == 0 ? Price : Quantity] = Turn(BadAmounts, variant);
        }
        else if (kind == DirtyKind.NanAmount)
        {
            fields[Price] = Turn(NotFinite, variant);
        }
        else if (kind == DirtyKind.OverflowAmount)
        {
            fields[Price] = Encoding.ASCII.GetBytes(new string('9', 60) + ".99");
        }
        else if (kind == DirtyKind.NulByte)
        {
            fields[Product] = "lam\0p"u8.ToArray();
        }
        else if (kind == DirtyKind.BadUtf8)
        {
            fields[Product] = [(byte)'c', (byte)'a', (byte)'f', 0xE9, (byte)' ', 0xC3, (byte)'('];
        }
        else if (kind == DirtyKind.WrongFieldCount)
        {
            Miscount(fields, variant);
        }
        else if (kind == DirtyKind.UnclosedQuote)
        {
            fields[Product] = "\"open lamp"u8.ToArray();
        }
        else if (kind == DirtyKind.ExcelId)
        {
            fields[Customer] = Turn(ExcelIds, variant);
        }
        else if (kind == DirtyKind.ZeroAmount)
        {
            fields[Quantity] = "1"u8.ToArray();
            fields[Price] = "0.00"u8.ToArray();
        }

        return Join(fields);
    }

    /// <summary>Amount of the row in cents; only meaningful where the kind leaves it readable.</summary>
    public static long AmountCents(DirtyKind kind, in PurchaseRow clean) =>
        kind == DirtyKind.ZeroAmount || !kind.AmountIsReadable ? 0 : clean.AmountCents;

    private static void Miscount(List<byte[]> fields, int variant)
    {
        if (variant % 2 == 0)
        {
            fields.RemoveAt(fields.Count - 1);
        }
        else
        {
            fields.Add("extra"u8.ToArray());
        }
    }

    private static byte[] Turn(string[] ways, int variant) =>
        Encoding.ASCII.GetBytes(ways[variant % ways.Length]);

    private static byte[] Join(List<byte[]> fields)
    {
        var line = new List<byte>();
        foreach (var field in fields)
        {
            line.AddRange(field);
            line.Add((byte)',');
        }

        line[^1] = (byte)'\n';
        return [.. line];
    }
}
