using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Runs;
using Analytics.Pipeline.Steps;
using Analytics.Reports.Customers;

namespace Analytics.Pipeline;

/// <summary>RFM alone: the summary of each customer, scored and named, as one table or a small directory. The fastest way through the data.</summary>
public static class RfmRun
{
    /// <summary>Imports, scores and writes.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="stdout">Takes the table where no file is named.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it.</param>
    /// <param name="stop">Stops the work.</param>
    public static void Run(
        RunRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        if (request.Score.Map.NeedsLifecycle)
        {
            throw new UsageFault(
                $"the segment map {request.Score.Map.Name} needs single days; use crm run --segments {request.Score.Map.Name}"
            );
        }

        var target = request.Shared.Out;
        using var file = target is { Kind: OutputKind.File }
            ? OutputFile.Open(target.Path, request.Shared.Overwrite)
            : null;
        using var directory =
            target is { Kind: OutputKind.Directory } && !request.Shared.DryRun
                ? RunDirectory.Open(target.Path, request.Shared.Overwrite)
                : null;
        using var import = PurchaseSource.Open(request.Import, stop);
        var imported = import.Summarise();
        RejectionGate.Pass(
            imported.Report,
            imported.Data is not null,
            request.Shared,
            request.RejectsFile,
            request.Score.RawText,
            request.Say
        );
        var customers = ScoreStep.Run(imported.Data!, request.Score, request.Shared.Threads);
        if (request.Shared.DryRun)
        {
            return;
        }

        if (directory is not null)
        {
            WriteDirectory(request, import, imported.Report, customers, directory, stop);
        }
        else if (file is not null)
        {
            CustomerTableOutput.Write(Customers(customers), request, file, stop);
        }
        else
        {
            CustomerTableOutput.Write(
                Customers(customers),
                request,
                stdout,
                stdoutIsTerminal,
                stop
            );
        }
    }

    private static void WriteDirectory(
        RunRequest request,
        IPurchaseSource import,
        ImportReport report,
        ScoredCustomers customers,
        RunDirectory directory,
        CancellationToken stop
    )
    {
        using (var file = directory.Create("customers.csv"))
        {
            Customers(customers)
                .WriteCsv(file, request.Score.RawText, request.Shared.Threads, stop);
        }

        RunTables.Write(directory, customers, report, request.Score.RawText);
        var hashes = import.Sha256();
        RunManifest.Write(
            directory.TemporaryPath,
            request.Version,
            report.AsOf!.Value,
            [.. RunInput.Of(import, report, hashes)],
            request.Options,
            request.Shared.Seed,
            [],
            directory.Create(RunManifest.FileName)
        );
        directory.Publish();
    }

    private static CustomerTableWriter Customers(ScoredCustomers customers) =>
        new(
            CustomerColumns
                .Purchases(customers.Summary)
                .Concat(CustomerColumns.Scores(customers.Scores, customers.Map, customers.Segments))
                .ToList(),
            customers.Summary.Count
        );
}
