using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Summaries;
using Analytics.Core.Value;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;
using Analytics.Pipeline.Steps.Lifetime;
using Analytics.Reports.Customers;

namespace Analytics.Pipeline;

/// <summary>Lifetime value from a ready summary: the same columns, but nothing to prove the fit on.</summary>
public static class ClvSummaryRun
{
    /// <summary>Reads, fits, values and writes one table; parameters as for <see cref="ClvRun.Values"/>.</summary>
    /// <exception cref="ModelFault">A model asked for by name is not fit for use.</exception>
    public static void Values(
        RunRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        if (request.Shared.Out is { Kind: OutputKind.Directory })
        {
            throw new UsageFault(
                "--out names a directory, but a ready summary gives one table; name a file such as clv.csv, or - for stdout"
            );
        }

        using var file = request.Shared.Out is { Kind: OutputKind.File, Path: var path }
            ? OutputFile.Open(path, request.Shared.Overwrite)
            : null;
        var summary = Read(request, stop);
        var options = new ValueOptions
        {
            Seed = request.Shared.Seed,
            Threads = request.Shared.Threads,
        };
        var trial = SummaryTrial.Of(summary, request.Lifetime, Fitting(request));
        LifetimeFits.Require(request.Lifetime, trial.Choice);
        var values = Valued(summary, trial, request.Lifetime.Terms, options);
        Remarks(request, trial, summary, values);
        if (request.Shared.DryRun)
        {
            return;
        }

        var asOf = request.Shared.AsOf?.DayNumber ?? SummaryColumns.NoDay;
        var writer = new CustomerTableWriter(
            [
                .. Given(summary),
                .. LifetimeColumns.Of(
                    values,
                    asOf,
                    request.Lifetime.Terms.Horizon.ToString(),
                    trial.Choice.Fit is not null
                ),
            ],
            summary.Count
        );
        if (file is not null)
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
        var summary = Read(request, stop);
        var isSpend = request.Lifetime.Model is { } name && LifetimeSettings.IsSpend(name);
        if (isSpend && summary.MeanSpend is null)
        {
            throw new DataFault(
                "gamma-gamma is about spend, and the summary has no column monetary_value; name it with --map monetary_value=COLUMN"
            );
        }

        var trial = SummaryTrial.Of(
            summary,
            isSpend ? request.Lifetime with { Model = "nbd" } : request.Lifetime,
            Fitting(request)
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

    private static FitOptions Fitting(RunRequest request) =>
        new() { Seed = request.Shared.Seed, Threads = request.Shared.Threads };

    private static ReadySummary Read(RunRequest request, CancellationToken stop)
    {
        if (request.Lifetime.CalibrationEnd is not null || request.Lifetime.Season)
        {
            throw new UsageFault(
                "--calibration-end and --season need transactions; a ready summary knows no days"
            );
        }

        if (
            request.Lifetime.Model is { } name
            && !LifetimeSettings.IsSpend(name)
            && LifetimeModels.Candidates(name)[0].Name == "sbg"
        )
        {
            throw new UsageFault(
                "sbg is about contracts that are renewed or not: give clv --survivors FILE with the columns period and survivors"
            );
        }

        var (summary, scan) = SummaryReader.Read(
            request.Import,
            request.Lifetime.Model,
            request.Lifetime.Covariates,
            stop
        );
        TableGate.Pass(scan, request.Import, request.RejectsFile, request.Say);
        return summary.Count > 0
            ? summary
            : throw new DataFault(
                $"no usable history: of {Cells.Of(scan.Read)} rows {Cells.Of(scan.Rejects.Count)} were refused"
            );
    }

    private static CustomerValues Valued(
        ReadySummary summary,
        SummaryTrial trial,
        ClvTerms terms,
        ValueOptions options
    )
    {
        // without money every purchase counts 1, so that clv is the number of discounted purchases
        var mean = summary.MeanSpend ?? new double[summary.Count];
        var spend = summary.MeanSpend is null
            ? new SpendEstimates(
                [.. mean.Select(_ => 1.0)],
                "none; values count discounted purchases"
            )
            : SpendEstimates.Of(trial.Spend, summary.Frequency, mean, 0);
        return CustomerValues.Of(
            trial.Groups(options),
            spend,
            mean,
            trial.SpendCells is null
                ? null
                : LifetimeFits.SpendDraws(trial.Spend, trial.SpendCells, options),
            terms,
            options
        );
    }

    private static void Remarks(
        RunRequest request,
        SummaryTrial trial,
        ReadySummary summary,
        CustomerValues values
    )
    {
        request.Say(
            trial.Choice.Fit is null
                ? $"NOT_FIT: {trial.Choice.Words}. p_alive is left blank, and the intervals hold chance alone"
                : "Model: " + trial.Choice.Words
        );
        request.Say(
            "No back-test: a ready summary has no earlier days, so the values are not proven; transactions would allow it"
        );
        if (summary.MeanSpend is null)
        {
            request.Say(
                "No monetary_value: every purchase counts 1, so clv counts discounted purchases"
            );
        }

        var total = 0.0;
        for (var row = 0; row < summary.Count; row++)
        {
            total += (summary.Weight?[row] ?? 1) * values.Expected[row];
        }

        request.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"All together: {total:F3} purchases expected in {request.Lifetime.Terms.Horizon}"
            )
        );
    }

    private static IEnumerable<CustomerColumn> Given(ReadySummary summary)
    {
        if (summary.Ids is { } ids)
        {
            yield return new IdColumn(ids);
        }

        yield return new CountColumn("frequency", row => summary.Frequency[row]);
        yield return new NumberColumn("recency", row => summary.Recency[row]);
        yield return new NumberColumn("T", row => summary.Age[row]);
        if (summary.MeanSpend is { } mean)
        {
            yield return new NumberColumn("monetary_value", row => mean[row]);
        }

        if (summary.Weight is { } weight)
        {
            yield return new NumberColumn("weight", row => weight[row]);
        }
    }
}
