using Analytics.Ledger.Import;
using Analytics.Ledger.Store;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;
using Analytics.Reports.Document;

namespace Analytics.Pipeline;

/// <summary>Work on a store: bringing exports in, checking it, making anew what can be made anew.</summary>
public static class StoreRun
{
    private static readonly string[] Columns =
    [
        "file",
        "load",
        "status",
        "read",
        "rejected",
        "duplicate",
        "excluded",
        "accepted",
        "overlap",
        "table",
    ];

    /// <summary>Brings the inputs in and prints what became of each.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="stdout">Takes the table.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it.</param>
    /// <param name="stop">Stops the work.</param>
    public static void Import(
        StoreRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        var table = new Table(Columns, Import(request, stop).ToList());
        TableOutput.Write(table.Columns, table.Rows, request.Shared, stdout, stdoutIsTerminal);
    }

    /// <summary>Brings the inputs in and gives one row for each.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Import(
        StoreRequest request,
        CancellationToken stop
    )
    {
        using var import = StoreImport.Open(
            request.Import,
            request.Directory,
            request.Lock,
            request.Shared.DryRun,
            stop,
            request.Table
        );
        if (import.Report is { } report)
        {
            RejectionGate.Pass(
                report,
                hasData: true,
                request.Shared with
                {
                    Out = null,
                },
                request.RejectsFile,
                rawText: false,
                request.Say
            );
        }

        foreach (var remark in import.Remarks)
        {
            request.Say(remark);
        }

        import.Commit();
        return import.Outcomes.Select(Row).ToList();
    }

    /// <summary>Brings the inputs of a run into the store it names, if it names both; what is left to read is the store.</summary>
    internal static RunRequest Enter(RunRequest request, CancellationToken stop)
    {
        if (request.Import is not { Store: { } store, Inputs.Count: > 0 })
        {
            return request;
        }

        _ = Import(
            new StoreRequest(
                store,
                request.Import,
                request.Shared,
                request.Lock!,
                request.RejectsFile,
                request.Say
            )
            {
                Table = new TableRequest(StoreTables.Purchases, null, []),
            },
            stop
        );
        return request with
        {
            Import = request.Shared.DryRun
                ? request.Import with
                {
                    Store = null,
                }
                : request.Import with
                {
                    Inputs = [],
                    Duplicates = DuplicatePolicy.Keep,
                    MissingCustomer = MissingCustomerPolicy.Exclude,
                },
        };
    }

    /// <summary>Checks every file of a store and prints what is wrong; the fault comes after the table.</summary>
    /// <param name="directory">The store.</param>
    /// <param name="shared">Settings of all commands.</param>
    /// <param name="stdout">Takes the table.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="Core.Faults.StoreFault">A file is bad.</exception>
    public static void Verify(
        string directory,
        PipelineSettings shared,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        var result = StoreVerify.Run(directory, shared.Threads, stop);
        TableOutput.Write(
            ["item", "value"],
            result.Facts.Select(f => (IReadOnlyList<string?>)[f.Name, f.Value]),
            shared,
            stdout,
            stdoutIsTerminal
        );
        result.ThrowIfBad();
    }

    /// <summary>Puts a store in order and prints what was done.</summary>
    /// <param name="directory">The store.</param>
    /// <param name="compact">True to join small segments.</param>
    /// <param name="request">How the right to write is asked for.</param>
    /// <param name="shared">Settings of all commands.</param>
    /// <param name="stdout">Takes the table.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it.</param>
    /// <param name="stop">Stops the work.</param>
    public static void Rebuild(
        string directory,
        bool compact,
        LockRequest request,
        PipelineSettings shared,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        if (shared.DryRun)
        {
            Verify(directory, shared, stdout, stdoutIsTerminal, stop);
            return;
        }

        TableOutput.Write(
            ["item", "value"],
            StoreRebuild
                .Run(directory, request, compact, stop)
                .Select(f => (IReadOnlyList<string?>)[f.Name, f.Value]),
            shared,
            stdout,
            stdoutIsTerminal
        );
    }

    private static IReadOnlyList<string?> Row(LoadOutcome outcome)
    {
        var load = outcome.Load;
        return
        [
            outcome.Name,
            load.ShortId,
            outcome.IsNew ? "new" : "known",
            Cells.Of(load.Read.Rows),
            Cells.Of(load.Rejected.Sum(r => r.Rows)),
            Cells.Of(load.Duplicate.Rows),
            Cells.Of(load.Excluded.Sum(r => r.Rows)),
            Cells.Of(load.Accepted.Rows),
            load.Overlap is { } overlap ? Cells.Of(overlap) : null,
            load.Table,
        ];
    }
}
