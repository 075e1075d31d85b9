using Analytics.Core.Cohorts;
using Analytics.Ledger.Import;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Steps;
using Analytics.Reports.Document;

namespace Analytics.Pipeline;

/// <summary>One look at the portfolio as one table: the value pyramid, or the cohorts.</summary>
public static class PortfolioRun
{
    /// <summary>The value pyramid by net amount.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="stdout">Takes the table where no file is named.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it.</param>
    /// <param name="stop">Stops the work.</param>
    public static void Pyramid(
        RunRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        using var import = PurchaseImport.Open(request.Import, stop);
        var imported = import.Summarise();
        Pass(request, imported.Report, imported.Data is not null);
        Write(
            request,
            PortfolioTables.Pyramid(
                PortfolioStep.PyramidOf(imported.Data!, request.Portfolio.Tiers)
            ),
            stdout,
            stdoutIsTerminal
        );
    }

    /// <summary>Retention by month of first purchase; parameters as for <see cref="Pyramid"/>.</summary>
    public static void Cohorts(
        RunRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        using var import = PurchaseImport.Open(request.Import, stop);
        var imported = import.ReadDays();
        Pass(request, imported.Report, imported.Data is not null);
        var rows = RetentionTable.Of(
            imported.Data!,
            imported.Report.AsOf!.Value.DayNumber,
            request.Shared.Threads
        );
        Write(request, PortfolioTables.Cohorts(rows), stdout, stdoutIsTerminal);
    }

    private static void Pass(RunRequest request, ImportReport report, bool hasData) =>
        RejectionGate.Pass(
            report,
            hasData,
            request.Shared.Out,
            request.RejectsFile,
            request.Score.RawText,
            request.Say
        );

    private static void Write(
        RunRequest request,
        Table table,
        Stream stdout,
        bool stdoutIsTerminal
    ) => TableOutput.Write(table.Columns, table.Rows, request.Shared, stdout, stdoutIsTerminal);
}
