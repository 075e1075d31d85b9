using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps;

/// <summary>Converts a table and judges its refused rows.</summary>
public static class ConvertStep
{
    private const int MostNamed = 20;

    /// <summary>Writes the table to a file or stdout.</summary>
    /// <exception cref="UsageFault"><c>--out</c> names a directory.</exception>
    /// <exception cref="DataFault">More rows are refused than is tolerated; a file is then not written.</exception>
    public static void Run(
        ImportSettings import,
        PipelineSettings settings,
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
        var result = TableConversion.Convert(import, file?.Stream ?? stdout, stop);
        if (rejectsFile is not null)
        {
            using var rejects = OutputFile.Open(Path.GetFullPath(rejectsFile), overwrite: true);
            RejectsTable.Write(result.Rejects, rejects.Stream, rawText: false);
            rejects.Publish();
        }

        foreach (var row in result.Rejects.Take(MostNamed))
        {
            say(
                $"rejected: {row.File} line {Cells.Of(row.Line)}, byte {Cells.Of(row.Offset)}: {row.Kind.Name()}: {row.Kind.Text()}"
            );
        }

        var isOver = import.Strict
            ? result.Rejects.Count > 0
            : import.MaxRejects.IsExceeded(result.Rejects.Count, result.Read);
        if (isOver)
        {
            var first = result.Rejects[0];
            throw new DataFault(
                $"{Cells.Of(result.Rejects.Count)} of {Cells.Of(result.Read)} rows were refused, {(import.Strict ? "--strict tolerates none" : $"more than --max-rejects {import.MaxRejects}")}. First: {first.File} line {Cells.Of(first.Line)}, byte {Cells.Of(first.Offset)}: {first.Kind.Name()}: {first.Kind.Text()}"
            );
        }

        if (!settings.DryRun)
        {
            file?.Publish();
        }
    }
}
