using Analytics.Core.Cohorts;
using Analytics.Core.Summaries;
using Analytics.Core.Value;
using Analytics.Ledger.Import;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Steps;
using Analytics.Pipeline.Steps.Lifetime;
using Analytics.Reports.Document;

namespace Analytics.Pipeline;

/// <summary>One look at the portfolio as one table: the value pyramid, or the cohorts.</summary>
public static class PortfolioRun
{
    /// <summary>The value pyramid.</summary>
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
        using var import = PurchaseSource.Open(request.Import, stop);
        var (summary, values) =
            request.Portfolio.Value == RankedValue.Clv
                ? Valued(request, import)
                : (Summarised(request, import), null);
        var value = RankedValue.Of(summary, values, request.Portfolio, request.Lifetime);
        Write(
            request,
            PortfolioTables.Pyramid(
                PortfolioStep.PyramidOf(summary, value, request.Portfolio.Tiers)
            ),
            stdout,
            stdoutIsTerminal
        );
    }

    private static SummaryColumns Summarised(RunRequest request, IPurchaseSource import)
    {
        var imported = import.Summarise();
        Pass(request, imported.Report, imported.Data is not null);
        return imported.Data!;
    }

    private static (SummaryColumns, CustomerValues?) Valued(
        RunRequest request,
        IPurchaseSource import
    )
    {
        var imported = import.ReadDays();
        Pass(request, imported.Report, imported.Data is not null);
        var asOf = imported.Report.AsOf!.Value.DayNumber;
        var summary = CustomerDaysFold.Summarise(
            imported.Data!,
            asOf,
            request.Import.Returns != ReturnsPolicy.Gross,
            request.Shared.Threads
        );
        var lifetime = LifetimeStep.Run(imported.Data!, summary, asOf, request);
        foreach (var remark in lifetime.Remarks)
        {
            request.Say(remark);
        }

        return (summary, lifetime.Values);
    }

    /// <summary>Retention by month of first purchase; parameters as for <see cref="Pyramid"/>.</summary>
    public static void Cohorts(
        RunRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        using var import = PurchaseSource.Open(request.Import, stop);
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
            request.Shared,
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
