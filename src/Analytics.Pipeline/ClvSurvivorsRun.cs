using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Lifetime.Sbg;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tables;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;
using Analytics.Pipeline.Steps.Lifetime;

namespace Analytics.Pipeline;

/// <summary>One cohort of contracts from a table of survivors: the shifted beta geometric model, its curve and what is to come.</summary>
public static class ClvSurvivorsRun
{
    /// <summary>Writes survivors and retention of every period seen and of the horizon; parameters as for <see cref="ClvRun.Values"/>.</summary>
    /// <exception cref="ModelFault">The model is not fit for use.</exception>
    public static void Values(
        RunRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        var (survivors, choice) = Fit(request, stop);
        LifetimeFits.Require(request.Lifetime with { Model = "sbg" }, choice);
        var law = SbgParameters.From(choice.Fit!.Parameters);
        var ahead = (int)Math.Ceiling(request.Lifetime.Terms.Periods);
        request.Say(
            $"Model: {choice.Words}; the {Cells.Of(survivors[^1])} left will renew {Cells.Of(survivors[^1] * choice.Lifetime.ExpectedGivenAlive(new History(survivors.Length - 1, survivors.Length - 1, survivors.Length - 1), request.Lifetime.Terms.Periods))} times in {request.Lifetime.Terms.Horizon}"
        );
        var rows = Enumerable
            .Range(0, survivors.Length + ahead)
            .Select(period =>
                (IReadOnlyList<string?>)
                    [
                        Cells.Of(period),
                        period < survivors.Length ? Cells.Of(survivors[period]) : null,
                        Cells.Of(survivors[0] * law.Survival(period)),
                        period == 0 ? null : Cells.Of(law.Retention(period)),
                    ]
            );
        TableOutput.Write(
            ["period", "survivors", "expected_survivors", "retention"],
            rows,
            request.Shared,
            stdout,
            stdoutIsTerminal
        );
    }

    /// <summary>Writes the row of <c>lifetime.csv</c>; parameters as for <see cref="Values"/>.</summary>
    /// <exception cref="ModelFault">The model is not fit for use; its row is written first.</exception>
    public static void Fits(
        RunRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    ) =>
        FitOutput.Write(
            request.Lifetime with
            {
                Model = "sbg",
            },
            Fit(request, stop).Choice,
            null,
            request.Shared,
            request.Say,
            stdout,
            stdoutIsTerminal
        );

    private static (double[] Survivors, LifetimeChoice Choice) Fit(
        RunRequest request,
        CancellationToken stop
    )
    {
        if (
            request.Lifetime.Model is { } name
            && (LifetimeSettings.IsSpend(name) || LifetimeModels.Candidates(name)[0].Name != "sbg")
        )
        {
            throw new UsageFault($"--survivors is for sbg, not for {name}");
        }

        var survivors = Read(request, stop);
        return (
            survivors,
            LifetimeFits.Try(
                request.Lifetime with
                {
                    Model = "sbg",
                },
                SbgModel.FromSurvivors(survivors),
                new FitOptions { Seed = request.Shared.Seed, Threads = request.Shared.Threads },
                null
            )
        );
    }

    private static double[] Read(RunRequest request, CancellationToken stop)
    {
        var rows = new SortedDictionary<int, double>();
        var scan = TableScan.Run(
            request.Import,
            "clv --survivors",
            profile =>
            {
                var cells = new NumberCells(profile, request.Import.Map, request.Import.Decimal);
                var (at, left) = (
                    cells.Need("period", "t", "year", "month"),
                    cells.Need("survivors", "customers", "s")
                );
                return row =>
                {
                    var (period, count) = (cells.Number(row[at]), cells.Number(row[left]));
                    return !(period >= 0 && period <= 10_000 && period == Math.Floor(period))
                            ? (RowFaultKind.SurvivorsInvalid, at)
                        : !(count >= 0) || !rows.TryAdd((int)period, count)
                            ? (RowFaultKind.SurvivorsInvalid, left)
                        : (RowFaultKind.None, -1);
                };
            },
            stop
        );
        TableGate.Pass(scan, request.Import, request.RejectsFile, request.Say);
        if (rows.Count == 0 || rows.Keys.Last() - rows.Keys.First() != rows.Count - 1)
        {
            throw new DataFault(
                "the table of survivors must have one row for every period from the first to the last, without a gap"
            );
        }

        return [.. rows.Values];
    }
}
