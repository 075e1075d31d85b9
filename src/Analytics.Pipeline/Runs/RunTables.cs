using Analytics.Ledger.Import;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Steps;
using Analytics.Reports.Document;
using Analytics.Reports.Writers;

namespace Analytics.Pipeline.Runs;

/// <summary>The tables beside <c>customers.csv</c> that every scored import has.</summary>
internal static class RunTables
{
    /// <summary>Writes segments, cuts, rejects and reconciliation.</summary>
    public static void Write(
        RunDirectory directory,
        ScoredCustomers customers,
        ImportReport report,
        bool rawText
    )
    {
        Write(directory, "segments.csv", ScoreStep.SegmentsTable(customers), rawText);
        Write(directory, "rfm_cuts.csv", ScoreStep.CutsTable(customers), rawText);
        Write(directory, report, rawText);
    }

    /// <summary>Writes rejects and reconciliation.</summary>
    public static void Write(RunDirectory directory, ImportReport report, bool rawText)
    {
        using (var file = directory.Create("rejects.csv"))
        {
            RejectsTable.Write(report.Rejects, file, rawText);
        }

        using (var file = directory.Create("reconciliation.json"))
        {
            AccountJson.Write(report, file);
        }
    }

    /// <summary>Writes the tables and files of a part.</summary>
    public static void Write(RunDirectory directory, RunPart part, bool rawText)
    {
        foreach (var (name, table) in part.Tables)
        {
            Write(directory, name, table, rawText);
        }

        foreach (var (name, write) in part.Files)
        {
            using var file = directory.Create(name);
            write(file);
        }
    }

    /// <summary>Writes one table.</summary>
    public static void Write(RunDirectory directory, string name, Table table, bool rawText)
    {
        using var file = directory.Create(name);
        TableCsvWriter.Write(table, file, rawText);
    }
}
