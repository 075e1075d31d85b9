using Analytics.Reports.Customers;
using Analytics.Reports.Document;
using Analytics.Reports.Writers;

namespace Analytics.Pipeline.Output;

/// <summary>Writes a table of one row per customer in the shape that is asked for.</summary>
internal static class CustomerTableOutput
{
    /// <summary>Writes it to standard output.</summary>
    public static void Write(
        CustomerTableWriter writer,
        RunRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    ) =>
        Write(
            writer,
            request,
            request.Shared.Format ?? (stdoutIsTerminal ? TableFormat.Table : TableFormat.Csv),
            stdout,
            stop
        );

    /// <summary>Writes it to a file and publishes that.</summary>
    public static void Write(
        CustomerTableWriter writer,
        RunRequest request,
        OutputFile file,
        CancellationToken stop
    )
    {
        var isJson = Path.GetExtension(request.Shared.Out!.Path)
            .Equals(".json", StringComparison.OrdinalIgnoreCase);
        Write(
            writer,
            request,
            request.Shared.Format ?? (isJson ? TableFormat.Json : TableFormat.Csv),
            file.Stream,
            stop
        );
        file.Publish();
    }

    private static void Write(
        CustomerTableWriter writer,
        RunRequest request,
        TableFormat format,
        Stream output,
        CancellationToken stop
    )
    {
        if (format == TableFormat.Csv)
        {
            writer.WriteCsv(output, request.Score.RawText, request.Shared.Threads, stop);
            return;
        }

        var table = new Table(
            writer.Names,
            Enumerable
                .Range(0, writer.Rows)
                .Select(row => (IReadOnlyList<string?>)writer.Row(row))
                .ToList()
        );
        if (format == TableFormat.Json)
        {
            TableJsonWriter.Write(table, output);
        }
        else
        {
            TableTextWriter.Write(table, output);
        }
    }
}
