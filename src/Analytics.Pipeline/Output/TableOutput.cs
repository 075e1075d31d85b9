using Analytics.Core.Faults;
using Analytics.Pipeline.Settings;
using Analytics.Reports.Document;
using Analytics.Reports.Writers;

namespace Analytics.Pipeline.Output;

/// <summary>Puts one table where the settings want it: stdout, or a file.</summary>
public static class TableOutput
{
    /// <summary>Writes the table.</summary>
    /// <param name="columns">Column names, snake_case.</param>
    /// <param name="rows">Ready texts, one list per row; null is an empty cell.</param>
    /// <param name="settings">Target and format.</param>
    /// <param name="stdout">Standard output.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it: then the default format is the table.</param>
    /// <exception cref="UsageFault"><c>--out</c> names a directory, or a file that exists.</exception>
    public static void Write(
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string?>> rows,
        PipelineSettings settings,
        Stream stdout,
        bool stdoutIsTerminal
    )
    {
        switch (settings.Out)
        {
            case null or { Kind: OutputKind.Stdout }:
                Write(
                    columns,
                    rows,
                    settings.Format ?? (stdoutIsTerminal ? TableFormat.Table : TableFormat.Csv),
                    stdout
                );
                break;
            case { Kind: OutputKind.File, Path: var path }:
                WriteFile(columns, rows, settings, path);
                break;
            default:
                throw new UsageFault(
                    "--out names a directory, but this is one table; name a file such as table.csv, or - for stdout"
                );
        }
    }

    private static void WriteFile(
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string?>> rows,
        PipelineSettings settings,
        string path
    )
    {
        using var file = OutputFile.Open(path, settings.Overwrite);
        if (settings.DryRun)
        {
            // what is said of the rows is known once they are made
            foreach (var _ in rows) { }

            return;
        }

        var isJson = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
        Write(
            columns,
            rows,
            settings.Format ?? (isJson ? TableFormat.Json : TableFormat.Csv),
            file.Stream
        );
        file.Publish();
    }

    // CSV is written as the rows are made, however many there are
    private static void Write(
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string?>> rows,
        TableFormat format,
        Stream output
    )
    {
        switch (format)
        {
            case TableFormat.Csv:
                TableCsvWriter.Write(columns, rows, output);
                break;
            case TableFormat.Json:
                TableJsonWriter.Write(new Table(columns, rows.ToList()), output);
                break;
            default:
                TableTextWriter.Write(new Table(columns, rows.ToList()), output);
                break;
        }
    }
}
