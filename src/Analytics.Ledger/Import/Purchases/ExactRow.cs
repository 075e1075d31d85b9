using Analytics.Ledger.Import.Scanning;
using CsvHelper;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// The exact path: one record through CsvHelper, for rows whose bytes are not their values (escaped quotes). Its verdict stands beside
/// the tokenizer's: where CsvHelper finds another number of fields or a malformed record, the row is refused. CsvHelper knows no other
/// escape inside quotes than the quote doubled, so under a backslash the tokenizer's fields lose their escapes here.
/// </summary>
internal sealed class ExactRow
{
    private readonly CsvReaderOptions _options;
    private readonly int _fieldCount;
    private readonly RecordTokenizer? _escaping;
    private readonly byte _escape;
    private RowFaultKind _fault;

    /// <summary>Prepares the options of a dialect.</summary>
    public ExactRow(Dialect dialect, int fieldCount)
    {
        _fieldCount = fieldCount;
        _escape = dialect.EscapeByte;
        _escaping =
            dialect.EscapeByte == dialect.QuoteByte
                ? null
                : new RecordTokenizer(new TableShape(dialect, fieldCount, [], int.MaxValue));
        _options = new CsvReaderOptions
        {
            Separator = dialect.Delimiter,
            Quote = dialect.Quote ?? '"',
            Escape = dialect.Quote ?? '"',
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
        if (_escaping is not null)
        {
            return ReadEscaped(_escaping, record, columns, values);
        }

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

    private RowFaultKind ReadEscaped(
        RecordTokenizer tokenizer,
        ReadOnlySpan<byte> record,
        int[] columns,
        byte[][] values
    )
    {
        if (tokenizer.Read(record, 0, isLast: true) != RecordStatus.Complete)
        {
            return tokenizer.Fault;
        }

        if (tokenizer.Fields.Length != _fieldCount)
        {
            return RowFaultKind.FieldCount;
        }

        for (var slot = 0; slot < columns.Length; slot++)
        {
            var (start, end, escaped) = tokenizer.Fields[columns[slot]];
            values[slot] = escaped ? Unescape(record[start..end]) : record[start..end].ToArray();
        }

        return RowFaultKind.None;
    }

    /// <summary>Every escaped byte stands for itself.</summary>
    private byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var value = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            i += text[i] == _escape && i + 1 < text.Length ? 1 : 0;
            value[length++] = text[i];
        }

        return value[..length];
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
