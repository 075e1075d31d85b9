using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Runs;
using Analytics.Pipeline.Steps;
using Analytics.Pipeline.Steps.Churn;
using Analytics.Pipeline.Steps.Lifetime;
using Analytics.Reports.Customers;

namespace Analytics.Pipeline;

/// <summary>The whole way of the data, from exports to a run directory.</summary>
public static class PipelineRun
{
    /// <summary>Imports, scores and writes; the directory appears whole or not at all.</summary>
    /// <returns>Where the run is; the plan after a dry run.</returns>
    public static RunOutcome Run(RunRequest request, RunPlace place, CancellationToken stop)
    {
        var clock = new StepClock(request.Import.Progress, stop);
        clock.Begin("look");
        using var directory = request.Shared.DryRun ? null : place.Open();
        request = StoreRun.Enter(request, stop);
        var previous = request.Portfolio.Previous is { } run ? RunCustomers.Read(run) : null;
        using var import = PurchaseSource.Open(
            request.Import with
            {
                Details = request.Portfolio.Has("churn"),
            },
            stop
        );
        var hashes = Task.Run(() => import.Sha256(), stop);
        if (
            directory is not null
            && place.MayHold()
            && place.Reuse(Key(request, import, hashes)) is { } same
        )
        {
            return new RunOutcome(same, IsReused: true);
        }

        clock.Begin("import");
        var imported = import.ReadDays();
        clock.Begin("lifetime");
        RejectionGate.Pass(
            imported.Report,
            imported.Data is not null,
            request.Shared with
            {
                Out = place.Target,
            },
            request.RejectsFile,
            request.Score.RawText,
            request.Say
        );
        if (directory is null)
        {
            return new RunOutcome(RunPlan.Of(request, import.Profiles, imported.Report));
        }

        var days = imported.Data!;
        var isNet = request.Import.Returns != ReturnsPolicy.Gross;
        var summary = CustomerDaysFold.Summarise(
            days,
            imported.Report.AsOf!.Value.DayNumber,
            isNet,
            request.Shared.Threads
        );
        var steps = place.KeptSteps();
        var earlier = place.Earlier();
        var lifetime = request.Portfolio.Has("lifetime")
            ? LifetimeStep.Run(days, summary, summary.AsOfDay, request, steps: steps)
            : null;
        clock.Begin("score");
        var customers = Steps.ScoreStep.Run(
            days,
            summary,
            request.Score,
            lifetime is { IsFit: true } ? lifetime.Values.PAlive : [],
            request.Shared.Threads
        );
        clock.Begin("portfolio");
        var portfolio = PortfolioStep.Run(
            days,
            customers,
            RankedValue.Of(summary, lifetime?.Values, request.Portfolio, request.Lifetime),
            request.Score,
            request.Portfolio,
            previous,
            isNet,
            request.Shared.Seed,
            request.Shared.Threads
        );
        clock.Begin("churn");
        var churn = request.Portfolio.Has("churn")
            ? ChurnStep.Run(days, summary.AsOfDay, request, steps, earlier)
            : null;
        clock.Begin("receivables");
        var debts = DelinquencyPart.Of(
            request,
            summary.Ids,
            imported.Report.AsOf!.Value,
            steps,
            earlier,
            stop
        );
        var collected = (debts.Work ?? []).Select(item => item.Row).ToHashSet();
        RunPart[] parts =
        [
            LifetimePart.Of(
                lifetime,
                customers,
                churn?.Scores?.AtStake(request.Churn) ?? [],
                collected.Contains,
                request
            ),
            ChurnPart.Of(
                churn,
                customers,
                request.Churn,
                isAlone: lifetime is null,
                collected.Contains
            ),
            debts,
        ];
        clock.Begin("tables");
        foreach (var remark in (lifetime?.Remarks ?? []).Concat(churn?.Remarks ?? []))
        {
            request.Say(remark);
        }

        WriteTables(request, imported.Report, customers, portfolio, parts, directory, stop);
        if (request.Portfolio.Has("report"))
        {
            clock.Begin("charts and page");
            ReportStep.Write(imported.Report, customers, portfolio, parts, request, directory);
        }

        clock.Begin("manifest");
        RunManifest.Write(
            directory.TemporaryPath,
            request.Version,
            imported.Report.AsOf!.Value,
            [
                .. RunInput.Of(import, imported.Report, hashes.GetAwaiter().GetResult()),
                .. previous is null ? [] : new[] { previous.AsInput() },
                .. parts.SelectMany(part => part.Inputs),
            ],
            request.Options,
            request.Shared.Seed,
            [.. parts.SelectMany(part => part.Models)],
            directory.Create(RunManifest.FileName)
        );
        directory
            .Create(RunManifest.LogName)
            .Write(
                System.Text.Encoding.UTF8.GetBytes(
                    FinishedRun.Line(Key(request, import, hashes)) + steps.Log + clock.Text()
                )
            );
        stop.ThrowIfCancellationRequested();
        return new RunOutcome(
            place.Publish(directory, imported.Report.AsOf!.Value, Key(request, import, hashes)),
            IsReused: false
        );
    }

    private static string Key(
        RunRequest request,
        IPurchaseSource import,
        Task<IReadOnlyList<string>> hashes
    ) =>
        RunKey.Of(
            request,
            [
                .. import.StoreDigest is { } digest
                    ? [("store", digest)]
                    : import.Profiles.Select(p => p.Name).Zip(hashes.GetAwaiter().GetResult()),
                .. request.Receivables?.StoreDigest() is { } debts
                    ? new[] { ("receivables of the store", debts) }
                    : [],
            ]
        );

    private static void WriteTables(
        RunRequest request,
        ImportReport report,
        ScoredCustomers customers,
        Portfolio portfolio,
        RunPart[] parts,
        RunDirectory directory,
        CancellationToken stop
    )
    {
        var columns = CustomerColumns
            .Purchases(customers.Summary)
            .Concat(CustomerColumns.Scores(customers.Scores, customers.Map, customers.Segments))
            .Concat(Tiers(portfolio))
            .Concat(CustomerColumns.Lifecycle(customers.Lifecycle!))
            .Concat(CustomerColumns.History(customers.Summary))
            .Concat(parts.SelectMany(part => part.Columns))
            .Concat(TierProbabilities(portfolio))
            .ToList();
        var rawText = request.Score.RawText;
        using (var file = directory.Create("customers.csv"))
        {
            new CustomerTableWriter(columns, customers.Summary.Count).WriteCsv(
                file,
                rawText,
                request.Shared.Threads,
                stop
            );
        }

        RunTables.Write(directory, customers, report, rawText);
        foreach (var (name, table) in PortfolioTables.All(portfolio))
        {
            RunTables.Write(directory, name, table, rawText);
        }

        foreach (var part in parts)
        {
            RunTables.Write(directory, part, rawText);
        }

        if (parts.Any(part => part.Work is not null))
        {
            RunTables.Write(
                directory,
                WorkTable.Name,
                WorkTable.Of(parts.SelectMany(part => part.Work ?? []), customers.Summary.Ids),
                rawText
            );
        }
    }

    private static IEnumerable<CustomerColumn> Tiers(Portfolio portfolio) =>
        portfolio.Pyramid is { } pyramid ? [CustomerColumns.Tier(pyramid)] : [];

    // at the end, where columns may be added
    private static IEnumerable<CustomerColumn> TierProbabilities(Portfolio portfolio) =>
        portfolio.TierProbability is { } probability
            ? [CustomerColumns.TierProbability(portfolio.Pyramid!, probability)]
            : [];
}
