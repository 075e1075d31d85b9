using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps;

/// <summary>
/// Stands between import and analysis: writes the file of <c>--rejects</c>, tells what was refused, and where more was refused than is
/// tolerated publishes nothing but <c>&lt;out&gt;.rejected/</c>.
/// </summary>
public static class RejectionGate
{
    private const int MostNamed = 20;

    /// <summary>Lets an import pass, or ends with a fault.</summary>
    /// <param name="report">The account of the import.</param>
    /// <param name="hasData">False where no purchase was accepted.</param>
    /// <param name="shared">Where results go; a dry run writes nothing here either.</param>
    /// <param name="rejectsFile">What <c>--rejects</c> names, or null.</param>
    /// <param name="rawText">True to write text as it is.</param>
    /// <param name="say">Takes remarks.</param>
    /// <param name="wanted">What was looked for, in a word.</param>
    /// <exception cref="DataFault">Too many rows were refused, or nothing usable is left.</exception>
    public static void Pass(
        ImportReport report,
        bool hasData,
        PipelineSettings shared,
        string? rejectsFile,
        bool rawText,
        Action<string> say,
        string wanted = "purchase"
    )
    {
        if (rejectsFile is not null && !shared.DryRun)
        {
            using var file = OutputFile.Open(Path.GetFullPath(rejectsFile), overwrite: true);
            RejectsTable.Write(report.Rejects, file.Stream, rawText);
            file.Publish();
        }

        if (report.IsOverLimit)
        {
            throw new DataFault(
                OverLimit(report) + Publish(report, shared.DryRun ? null : shared.Out, rawText)
            );
        }

        foreach (var row in report.Rejects.Take(MostNamed))
        {
            say("rejected: " + Place(row) + ": " + row.Kind.Name() + ": " + row.Kind.Text());
        }

        if (report.Total.RejectedRows > MostNamed)
        {
            say($"rejected: {Cells.Of(report.Total.RejectedRows)} rows in all ({Reasons(report)})");
        }

        if (!hasData)
        {
            throw new DataFault(
                $"no usable {wanted}: of {Cells.Of(report.Total.Read.Rows)} rows {Cells.Of(report.Total.RejectedRows)} were refused and {Cells.Of(report.Total.Excluded.Sum(e => e.Account.Rows))} excluded by policy"
                    + $"{(report.Total.Excluded.Count == 0 ? "" : " (" + string.Join(", ", report.Total.Excluded.Select(e => $"{e.Policy.Name()} {Cells.Of(e.Account.Rows)}")) + ")")}; check the columns with crm inspect"
            );
        }
    }

    private static string OverLimit(ImportReport report)
    {
        var (rejected, read) = (report.Total.RejectedRows, report.Total.Read.Rows);
        var share = (100.0 * rejected / read).ToString("0.##", CultureInfo.InvariantCulture);
        var limit = report.IsStrict
            ? "--strict tolerates none"
            : $"more than --max-rejects {report.Limit}";
        var first = report.Rejects.First();
        return $"{Cells.Of(rejected)} of {Cells.Of(read)} rows ({share}%) were refused, {limit}: {Reasons(report)}. First: {Place(first)}: {first.Kind.Text()}";
    }

    private static string Reasons(ImportReport report) =>
        string.Join(
            ", ",
            report.Total.Rejected.Select(r => $"{r.Reason.Name()} {Cells.Of(r.Account.Rows)}")
        );

    private static string Place(RejectedRow row) =>
        $"{row.File} line {Cells.Of(row.Line)}, byte {Cells.Of(row.Offset)}"
        + (row.Column.Length == 0 ? "" : $", column '{row.Column}'");

    private static string Publish(ImportReport report, OutputTarget? target, bool rawText)
    {
        if (target is null or { Kind: OutputKind.Stdout })
        {
            return "";
        }

        var path = target.Path + ".rejected";
        using var directory = RunDirectory.Open(path, overwrite: true);
        RejectsTable.Write(report.Rejects, directory.Create("rejects.csv"), rawText);
        AccountJson.Write(report, directory.Create("reconciliation.json"));
        directory.Publish();
        return $". Nothing was published but {path}/ (rejects.csv, reconciliation.json)";
    }
}
