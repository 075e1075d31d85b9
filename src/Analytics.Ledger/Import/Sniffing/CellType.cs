using System.Text;

namespace Analytics.Ledger.Import.Sniffing;

/// <summary>What kind of value a cell looks like, without regard to its column.</summary>
internal static class CellType
{
    private static readonly DateFormat[] DateFormats =
    [
        new(DateOrder.Ymd),
        new(DateOrder.Dmy),
        new(DateOrder.Mdy),
        new(DateOrder.MonthName),
    ];

    private static readonly System.Buffers.SearchValues<char> Separators =
        System.Buffers.SearchValues.Create(" ,;|\t\"'^~");

    /// <summary>True for an empty cell, a number, a date, or a single word or id.</summary>
    public static bool IsTyped(string cell) =>
        cell.Length == 0 || IsNumber(cell) || IsDate(cell) || IsWord(cell);

    /// <summary>True for a number under either decimal mark.</summary>
    public static bool IsNumber(string cell)
    {
        var bytes = Encoding.UTF8.GetBytes(cell);
        return AmountLiteral.Parse(bytes, '.', out _, out _) == RowFaultKind.None
            || AmountLiteral.Parse(bytes, ',', out _, out _) == RowFaultKind.None;
    }

    /// <summary>True for a date in any written order (eight digits count as a number).</summary>
    public static bool IsDate(string cell)
    {
        var bytes = Encoding.UTF8.GetBytes(cell);
        return Array.Exists(DateFormats, f => DateLiteral.TryParse(bytes, f, out _));
    }

    private static bool IsWord(string cell) => !cell.AsSpan().ContainsAny(Separators);
}
