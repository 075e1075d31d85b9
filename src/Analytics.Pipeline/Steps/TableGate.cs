using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tables;
using Analytics.Pipeline.Output;

namespace Analytics.Pipeline.Steps;

/// <summary>Stands behind a scanned table as <see cref="RejectionGate"/> does behind an import: tells what was refused, and ends where it was too much.</summary>
internal static class TableGate
{
    private const int MostNamed = 20;

    /// <summary>Lets a table pass, or ends with a fault.</summary>
    /// <param name="result">What was read and refused.</param>
    /// <param name="import">The limit of rejects.</param>
    /// <param name="rejectsFile">What <c>--rejects</c> names, or null.</param>
    /// <param name="say">Takes remarks.</param>
    /// <exception cref="DataFault">More rows are refused than is tolerated.</exception>
    public static void Pass(
        TableScanResult result,
        ImportSettings import,
        string? rejectsFile,
        Action<string> say
    )
    {
        if (rejectsFile is not null)
        {
            using var rejects = OutputFile.Open(Path.GetFullPath(rejectsFile), overwrite: true);
            RejectsTable.Write(result.Rejects, rejects.Stream, rawText: false);
            rejects.Publish();
        }

        foreach (var row in result.Rejects.Take(MostNamed))
        {
            say("rejected: " + Named(row));
        }

        var isOver = import.Strict
            ? result.Rejects.Count > 0
            : import.MaxRejects.IsExceeded(result.Rejects.Count, result.Read);
        if (isOver)
        {
            throw new DataFault(
                $"{Counts(result)}, {(import.Strict ? "--strict tolerates none" : $"more than --max-rejects {import.MaxRejects}")}. First: {Named(result.Rejects[0])}"
            );
        }

        if (result.Rejects.Count > 0)
        {
            say(Counts(result));
        }
    }

    private static string Counts(TableScanResult result)
    {
        var reasons = result
            .Rejects.GroupBy(r => r.Kind)
            .OrderBy(g => g.Key)
            .Select(g => $"{g.Key.Name()} {Cells.Of(g.Count())}");
        return $"{Cells.Of(result.Rejects.Count)} of {Cells.Of(result.Read)} rows were refused ({string.Join(", ", reasons)})";
    }

    private static string Named(RejectedRow row) =>
        $"{row.File} line {Cells.Of(row.Line)}, byte {Cells.Of(row.Offset)}"
        + (row.Column.Length == 0 ? "" : $", column '{row.Column}'")
        + $": {row.Kind.Name()}: {row.Kind.Text()}";
}
