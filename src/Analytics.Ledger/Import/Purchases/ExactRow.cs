using Analytics.Ledger.Import.Scanning;
using CsvHelper;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// The exact path: one record through CsvHelper, for rows whose bytes are not their values (escaped quotes). Its verdict stands beside
/// the tokenizer's: where CsvHelper finds another number of fields or a malformed record, the row is refused.
/// </summary>
internal sealed class ExactRow
{
    private readonly CsvReaderOptions _options;
    private readonly int _fieldCount;
    private RowFaultKind _fault;

    /// <summary>Prepares the options of a dialect.</summary>
    public ExactRow(Dialect dialect, int fieldCount)
    {
        _fieldCount = fieldCount;
        var isBackslash = dialect.Escape is { } escape && escape != dialect.Quote;
        _options = new CsvReaderOptions
        {
            Separator = dialect.Delimiter,
            Quote = dialect.Quote ?? '"',
            Escape = isBackslash ? dialect.Escape!.Value : dialect.Quote ?? '"',
            Mode = CsvMode.Rfc4180,
            HasHeader = false,
            SkipEmptyLines = false,
            TrimWhitespace = false,
            MalformedData = CsvMalformedDataHandling.Recover,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            OnMalformedRecord = record =>
                _fault = _fault == RowFaultKind.None ? KindOf(record.Reason) : _fault,
        };
    }

    /// <summary>The values of some fields of a record.</summary>
    /// <param name="record">The record's bytes without its end.</param>
    /// <param name="columns">0-based columns.</param>
    /// <param name="values">Receives the values.</param>
    /// <returns><see cref="RowFaultKind.None"/>, or why the record is refused.</returns>
    public RowFaultKind Read(ReadOnlySpan<byte> record, int[] columns, byte[][] values)
    {
        _fault = RowFaultKind.None;
        using var reader = CsvReader.Create(record.ToArray(), _options);
        if (!reader.Read() || reader.FieldCount != _fieldCount)
        {
            return _fault == RowFaultKind.None ? RowFaultKind.FieldCount : _fault;
        }

        for (var slot = 0; slot < columns.Length; slot++)
        {
            values[slot] = reader.GetSpan(columns[slot]).ToArray();
        }

        return reader.Read() ? RowFaultKind.UnclosedQuote : _fault;
    }

    private static RowFaultKind KindOf(CsvMalformedReason reason) =>
        reason switch
        {
            // which quotes inside a field are data is the tokenizer's business
            CsvMalformedReason.StrayQuote => RowFaultKind.None,
            CsvMalformedReason.TextAfterClosingQuote => RowFaultKind.TextAfterQuote,
            CsvMalformedReason.UnterminatedQuote => RowFaultKind.UnclosedQuote,
            _ => RowFaultKind.FieldCount,
        };
}
