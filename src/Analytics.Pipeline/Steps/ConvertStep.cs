using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Store;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps;

/// <summary>Converts a table and judges its refused rows.</summary>
public static class ConvertStep
{
    /// <summary>Writes the table to a file or stdout.</summary>
    /// <exception cref="UsageFault"><c>--out</c> names a directory.</exception>
    /// <exception cref="DataFault">More rows are refused than is tolerated; a file is then not written.</exception>
    public static void Run(
        ImportSettings import,
        PipelineSettings settings,
        string? table,
        string? rejectsFile,
        Stream stdout,
        Action<string> say,
        CancellationToken stop
    )
    {
        if (settings.Out is { Kind: OutputKind.Directory })
        {
            throw new UsageFault(
                "--out names a directory, but convert writes one table; name a file such as clean.csv, or - for stdout"
            );
        }

        using var file = settings.Out is { Kind: OutputKind.File, Path: var path }
            ? OutputFile.Open(path, settings.Overwrite)
            : null;
        if (import.Store is { } store)
        {
            TableText.Write(
                store,
                table
                    ?? throw new UsageFault(
                        $"say which table of the store is wanted: --table, one of {string.Join(", ", StoreTables.All)}"
                    ),
                file?.Stream ?? stdout,
                stop
            );
        }
        else
        {
            var result = TableConversion.Convert(import, file?.Stream ?? stdout, stop);
            TableGate.Pass(result, import, rejectsFile, say);
        }

        if (!settings.DryRun)
        {
            file?.Publish();
        }
    }
}
