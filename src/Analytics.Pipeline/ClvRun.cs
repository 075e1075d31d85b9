using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Runs;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;
using Analytics.Pipeline.Steps.Lifetime;
using Analytics.Reports.Customers;

namespace Analytics.Pipeline;

/// <summary>Lifetime value alone, from transactions: the lifetime columns of every customer, or the models tried.</summary>
public static class ClvRun
{
    /// <summary>Imports, fits, values and writes. With a calibration end everything looks back from that day, and what followed proves it.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="stdout">Takes the table where no file is named.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="ModelFault">A model asked for by name is not fit for use.</exception>
    public static void Values(
        RunRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        var target = request.Shared.Out;
        if (request.Lifetime.Model is { } name && LifetimeSettings.IsSpend(name))
        {
            throw new UsageFault(
                $"'{name}' is the model of spend and goes with every lifetime model; its own fit is told by clv --fit-only --model gamma-gamma"
            );
        }

        using var file = target is { Kind: OutputKind.File }
            ? OutputFile.Open(target.Path, request.Shared.Overwrite)
            : null;
        using var directory =
            target is { Kind: OutputKind.Directory } && !request.Shared.DryRun
                ? RunDirectory.Open(target.Path, request.Shared.Overwrite)
                : null;
        using var import = PurchaseSource.Open(request.Import, stop);
        var (days, summary, report) = Read(request, import);
        var result = LifetimeStep.Run(
            days,
            summary,
            report.AsOf!.Value.DayNumber,
            request,
            CustomerCovariates.Read(request, days, stop)
        );
        foreach (var remark in result.Remarks)
        {
            request.Say(remark);
        }

        if (request.Shared.DryRun)
        {
            return;
        }

        var part = LifetimePart.Of(result, summary.AsOfDay);
        var writer = new CustomerTableWriter(
            [new IdColumn(summary.Ids), .. CustomerColumns.History(summary), .. part.Columns],
            summary.Count
        );
        if (directory is not null)
        {
            WriteDirectory(request, import, report, writer, part, directory, stop);
        }
        else if (file is not null)
        {
            CustomerTableOutput.Write(writer, request, file, stop);
        }
        else
        {
            CustomerTableOutput.Write(writer, request, stdout, stdoutIsTerminal, stop);
        }
    }

    /// <summary>Fits alone and writes the rows of <c>lifetime.csv</c>; parameters as for <see cref="Values"/>.</summary>
    /// <exception cref="ModelFault">A model asked for by name is not fit for use; its row is written first.</exception>
    public static void Fits(
        RunRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        using var import = PurchaseSource.Open(request.Import, stop);
        var (days, summary, report) = Read(request, import);
        var isSpend = request.Lifetime.Model is { } name && LifetimeSettings.IsSpend(name);
        var settings = isSpend
            ? request.Lifetime with
            {
                Model = "nbd",
                Covariates = [],
            }
            : request.Lifetime;
        var trial = LifetimeStep.Fit(
            days,
            summary,
            report.AsOf!.Value.DayNumber,
            settings,
            request.Shared.Seed,
            request.Shared.Threads,
            CustomerCovariates.Read(request with { Lifetime = settings }, days, stop)
        );
        FitOutput.Write(
            request.Lifetime,
            trial.Choice,
            trial.Spend,
            request.Shared,
            request.Say,
            stdout,
            stdoutIsTerminal
        );
    }

    private static (CustomerDays Days, SummaryColumns Summary, ImportReport Report) Read(
        RunRequest request,
        IPurchaseSource import
    )
    {
        var imported = import.ReadDays();
        RejectionGate.Pass(
            imported.Report,
            imported.Data is not null,
            request.Shared,
            request.RejectsFile,
            request.Score.RawText,
            request.Say
        );
        var last = imported.Report.AsOf!.Value.DayNumber;
        var day = request.Lifetime.CalibrationEnd is { } end ? Math.Min(end.DayNumber, last) : last;
        return (
            imported.Data!,
            CustomerDaysFold.Summarise(
                imported.Data!,
                day,
                request.Import.Returns != ReturnsPolicy.Gross,
                request.Shared.Threads
            ),
            imported.Report
        );
    }

    private static void WriteDirectory(
        RunRequest request,
        IPurchaseSource import,
        ImportReport report,
        CustomerTableWriter writer,
        RunPart part,
        RunDirectory directory,
        CancellationToken stop
    )
    {
        using (var file = directory.Create("customers.csv"))
        {
            writer.WriteCsv(file, request.Score.RawText, request.Shared.Threads, stop);
        }

        RunTables.Write(directory, part, request.Score.RawText);
        RunTables.Write(directory, report, request.Score.RawText);
        RunManifest.Write(
            directory.TemporaryPath,
            request.Version,
            report.AsOf!.Value,
            [.. RunInput.Of(import, report, import.Sha256())],
            request.Options,
            request.Shared.Seed,
            part.Models,
            directory.Create(RunManifest.FileName)
        );
        directory.Publish();
    }
}
