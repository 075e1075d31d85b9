using System.Globalization;
using System.Text;
using CsCheck;

namespace Analytics.Ledger.Tests.Import.Reference;

/// <summary>
/// Random small exports: few customers, days, orders and amounts, so that ties happen; a share of the lines carries one of the known
/// faults. A line is bytes without line end.
/// </summary>
internal static class DirtyFile
{
    /// <summary>Columns: customer, date, order, amount, note.</summary>
    public static readonly ReferenceTable Orders = new(5, 0, 1)
    {
        Order = 2,
        Amount = 3,
        Names = ["customer_id", "order_date", "order_id", "amount", "note"],
    };

    /// <summary>Columns: quantity, customer, price, date. Each purchase row is an order.</summary>
    public static readonly ReferenceTable Items = new(4, 1, 3)
    {
        Quantity = 0,
        UnitPrice = 2,
        Names = ["quantity", "customer_id", "unit_price", "order_date"],
    };

    private static readonly string[] Customers =
    [
        "c1",
        "c2",
        "17850.0",
        "a customer, with a comma",
        "says \"hello\"",
        "two\nlines",
        "客户七",
        "0123456789abcdef",
        "0123456789abcdef-and-more",
        new string('x', 100),
    ];

    private static readonly string[] OrderIds =
    [
        "1",
        "1001",
        "1002",
        "1003",
        "INV-000123",
        "INV-000124",
        "C536379",
        "9b2c8f0e-3c1d-4f7a-9a51-0d6f5a1f9e77",
        "9b2c8f0e-3c1d-4f7a-9a51-0d6f5a1f9e78",
        "12345678901234567890",
        "two, of \"them\"",
    ];

    private static readonly string[] Faults =
    [
        "c1,2024-03-01,1001,5.00",
        "c1,2024-03-01,1001,5.00,a,b",
        "c1,2024-03-01,1001,5.00,no\"te",
        "c1,2024-03-01,1001,5.00,\"no\"te",
        "\"c1\"x,2024-03-01,1001,5.00,",
        "c1,2024-03-01,1001,5.\0,",
        "c1,2024-03-01,1001,5.00,\0",
        "c1,2024-03-01,1001,5.00,\u00FF",
        "c\u00C3,2024-03-01,1001,5.00,",
        "1.23E+15,2024-03-01,1001,5.00,",
        "c1,2024-03-01,2.5e15,5.00,",
        "c1,2024-02-30,1001,5.00,",
        "c1,,1001,5.00,",
        "c1,yesterday,1001,5.1234,",
        "c1,1900-01-01,1001,5.00,",
        "c1,9999-12-31,1001,5.00,",
        "c1,0001-01-01,1001,5.00,",
        "c1,1970-01-01,1001,5.00,",
        "c1,1970-01-01,1001,-5.00,",
        "c1,2024-03-01,1001,,",
        "c1,2024-03-01,1001,NaN,",
        "c1,2024-03-01,1001,Infinity,",
        "c1,2024-03-01,1001,1e400,",
        "c1,2024-03-01,1001,1234567890123456789,",
        "c1,2024-03-01,1001,0.0000000000000000001,",
        "1.23E+15,yesterday,1001,five,",
        "c1,2024-03-01,1001,5.00,\"never closed",
        "\"c1,2024-03-01,1001,5.00,",
        "",
        "   ",
    ];

    private static readonly Gen<string> Customer = Gen.Frequency(
        (12, Gen.OneOf(Customers)),
        (1, Gen.Const("")),
        (1, Gen.Int[1, 99].Select(n => new string('y', n)))
    );

    private static readonly Gen<string> Amount = Gen.Frequency(
        (6, Gen.Int[1, 99_999].Select(n => Invariant($"{n / 100}.{n % 100:D2}"))),
        (3, Gen.Int[0, 20].Select(n => Invariant($"{n}"))),
        (2, Gen.Int[1, 9_999].Select(n => Invariant($"-{n / 100}.{n % 100:D2}"))),
        (1, Gen.OneOf("0", "0.00", "-0", "+3.5", " 7 ", ".5", "1e3", "2.50E-2", "-1e2")),
        (1, Gen.OneOf("12.345678901234567", "0.1000000000000000055", "999999999999999999")),
        (1, Gen.OneOf("123456789012345678.901234567890123456", "-92233720368547758.08"))
    );

    private static readonly Gen<string> Date = Gen.Frequency(
        (20, Gen.Int[0, 60].Select(n => Iso(new DateOnly(2024, 2, 1).AddDays(n)))),
        (1, Gen.Const(" 2024-03-03")),
        (1, Gen.OneOf("1970-07-01", "2023-12-31", "2024-02-29"))
    );

    private static readonly Gen<string> Note = Gen.OneOf(
        "",
        "",
        "",
        "plain",
        "été 中文 🙂",
        "a, b",
        "a \"b\"",
        "one\ntwo",
        "one\r\ntwo",
        "c1,2024-02-02,7,1.00,"
    );

    private static readonly Gen<bool> Quoted = Gen.Int[0, 6].Select(n => n == 0);

    /// <summary>One line of the orders table without fault.</summary>
    public static readonly Gen<byte[]> CleanOrder = Gen.Select(
        Customer,
        Date,
        Gen.Frequency((12, Gen.OneOf(OrderIds)), (1, Gen.Const(""))),
        Amount,
        Note,
        Quoted,
        (customer, date, order, amount, note, quoted) =>
            Encoding.UTF8.GetBytes(
                string.Join(
                    ',',
                    ((string[])[customer, date, order, amount, note]).Select(v => Field(v, quoted))
                )
            )
    );

    /// <summary>One line of the orders table, in about one of seven with a fault.</summary>
    public static readonly Gen<byte[]> AnyOrder = Gen.Frequency(
        (6, CleanOrder),
        (1, Gen.OneOf(Faults).Select(Bytes))
    );

    /// <summary>Lines of the orders table; the last one has no fault, since a file without one readable row is refused as a whole.</summary>
    public static readonly Gen<byte[][]> Lines = Gen.Select(
        AnyOrder.Array[0, 20],
        CleanOrder,
        (lines, last) => (byte[][])[.. lines, last]
    );

    /// <summary>One line of the items table.</summary>
    public static readonly Gen<byte[]> Item = Gen.Select(
        Gen.OneOf("1", "2", "12", "-1", "0", "1.5", "6.0", "", "many", "99999999999"),
        Customer,
        Gen.OneOf("1", "2.55", "0", "0.001", "-3", "12.3456789", "3000000000", ""),
        Date,
        Quoted,
        (quantity, customer, price, date, quoted) =>
            Encoding.UTF8.GetBytes(
                string.Join(
                    ',',
                    ((string[])[quantity, customer, price, date]).Select(v => Field(v, quoted))
                )
            )
    );

    /// <summary>A file of a header and lines.</summary>
    public static byte[] File(
        ReferenceTable table,
        IEnumerable<byte[]> lines,
        string lineEnd = "\n",
        bool endsWithLine = true
    )
    {
        var end = Encoding.UTF8.GetBytes(lineEnd);
        List<byte> bytes = [.. Encoding.UTF8.GetBytes(string.Join(',', table.Names)), .. end];
        foreach (var line in lines)
        {
            bytes.AddRange(line);
            bytes.AddRange(end);
        }

        return [.. endsWithLine ? bytes : bytes.SkipLast(end.Length)];
    }

    /// <summary>A line's date as written, for putting lines in order; faulty lines come first.</summary>
    public static string DateOf(byte[] line)
    {
        var text = Encoding.Latin1.GetString(line);
        var at = text.IndexOf("2024-", StringComparison.Ordinal);
        return at < 0 || at + 10 > text.Length ? "" : text.Substring(at, 10);
    }

    /// <summary>Latin-1 characters become the bytes of the same number: a way to write invalid UTF-8.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A value as a field: quoted where it must be or is asked to be.</summary>
    public static string Field(string value, bool quoted = false) =>
        quoted || value.AsSpan().IndexOfAny(",\"\r\n") >= 0
            ? '"' + value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : value;

    private static string Iso(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
