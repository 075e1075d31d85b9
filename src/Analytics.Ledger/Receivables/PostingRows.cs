using Analytics.Core.Delinquency.Ledger;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Receivables;

/// <summary>What the takers of postings share: the account, the money, the days.</summary>
internal abstract class PostingRows(ReceivablesFile file, LedgerRows rows, int number) : RowTaker
{
    private readonly List<int> _columns = [];

    /// <summary>0-based columns in the order of the slots.</summary>
    public int[] Columns => [.. _columns];

    /// <summary>Currencies seen.</summary>
    public HashSet<string> Currencies { get; } = new(StringComparer.Ordinal);

    protected LedgerRows Rows => rows;

    protected int File => number;

    protected ReceivablesFile Source => file;

    /// <summary>The slot of a role, or -1.</summary>
    protected int Slot(ReceivablesRole role) => Slot(file[role]);

    protected int Slot(ColumnProfile? column)
    {
        if (column is null)
        {
            return -1;
        }

        _columns.Add(column.Index);
        return _columns.Count - 1;
    }

    protected RowFaultKind Money(ReadOnlySpan<byte> text, out long units, out int scale)
    {
        units = 0;
        var fault = AmountLiteral.Parse(
            text,
            file.Profile.DecimalMark ?? '.',
            out var wide,
            out scale
        );
        if (fault != RowFaultKind.None)
        {
            return fault;
        }

        // a thousand amounts of the finest scale in the file still add up
        if (Int128.Abs(wide) > long.MaxValue / 1_000_000)
        {
            return RowFaultKind.AmountOutOfRange;
        }

        units = (long)wide;
        if (scale > Counts.Scale)
        {
            Counts.Rescale(scale);
        }

        return RowFaultKind.None;
    }

    protected RowFaultKind Day(ReadOnlySpan<byte> text, ReceivablesRole role, out int day)
    {
        if (!DateLiteral.TryParse(text, file.Format(role), out day))
        {
            return DateLiteral.TrimBlanks(text).IsEmpty
                ? RowFaultKind.DateMissing
                : RowFaultKind.DateInvalid;
        }

        return SentinelDays.IsSentinel(day) || day == SentinelDays.Year1970
            ? RowFaultKind.SentinelDate
            : RowFaultKind.None;
    }

    protected static RowFaultKind Id(ReadOnlySpan<byte> id) =>
        id.Length > ushort.MaxValue ? RowFaultKind.IdTooLong
        : MangledId.IsMangled(id) ? RowFaultKind.ExcelMangledId
        : RowFaultKind.None;

    protected Int128 Scaled(long units, int scale) => units * PowersOfTen.Of(Counts.Scale - scale);

    protected void Note(in RowView row, int currency, int label, int account)
    {
        if (currency >= 0 && Currencies.Count < 8 && !row.Field(currency).IsEmpty)
        {
            Currencies.Add(System.Text.Encoding.UTF8.GetString(row.Field(currency)));
        }

        if (label >= 0)
        {
            rows.Label(account, row.Field(label));
        }
    }
}
