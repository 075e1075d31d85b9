using CsvHelper;

namespace Analytics.Reports.Writers;

/// <summary>Rows of a CSV file written as they come, for tables that are never whole in memory; else as <see cref="TableCsvWriter"/>.</summary>
public sealed class CsvRows : IDisposable
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        NewLine = "\n",
        Injection = CsvInjection.None,
    };

    private readonly CsvWriter _writer;
    private readonly bool _rawText;

    /// <summary>Writes the header; the stream stays open.</summary>
    /// <param name="columns">Column names.</param>
    /// <param name="output">Receives UTF-8 text with LF.</param>
    /// <param name="rawText">True to write text as it is, also where a spreadsheet would run it.</param>
    public CsvRows(IReadOnlyList<string> columns, Stream output, bool rawText)
    {
        _writer = CsvWriter.Create(output, Options, leaveOpen: true);
        _rawText = rawText;
        _writer.WriteRecord(columns.ToArray());
    }

    /// <summary>Writes a row.</summary>
    public void Add(IReadOnlyList<string?> row)
    {
        foreach (var cell in row)
        {
            _writer.WriteField(_rawText ? cell : FormulaGuard.Apply(cell));
        }

        _writer.EndRecord();
    }

    /// <summary>Hands the last rows to the stream.</summary>
    public void Dispose() => _writer.Dispose();
}
