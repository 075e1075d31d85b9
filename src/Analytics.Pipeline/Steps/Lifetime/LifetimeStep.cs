using Analytics.Core.Backtest;
using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Money;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Summaries;
using Analytics.Core.Value;
using Analytics.Ledger.Import;
using Analytics.Pipeline.Runs.Reuse;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>From customer-days to lifetime value: fit, choose, prove on earlier days, value every customer, foretell the weeks to come.</summary>
public static class LifetimeStep
{
    private const int MostWeeks = 260;

    /// <summary>Runs the step with the settings of a request.</summary>
    internal static LifetimeResult Run(
        CustomerDays days,
        SummaryColumns summary,
        int lastDay,
        RunRequest request,
        CustomerCovariates? covariates = null,
        StepCache? steps = null
    )
    {
        var isNet = request.Import.Returns == ReturnsPolicy.Net;
        LifetimeResult Made() =>
            Run(
                days,
                summary,
                lastDay,
                isNet,
                request.Lifetime,
                request.Shared.Seed,
                request.Shared.Threads,
                covariates
            );
        // no key knows covariates
        return covariates is not null || steps is null
            ? Made()
            : steps.Of(
                "lifetime",
                Made,
                // what is bought decides, not what; contacts and costs are looked at later
                WithoutDetails(days),
                summary.AsOfDay,
                request.Import.Returns,
                lastDay,
                request.Lifetime with
                {
                    Contact = new ContactTerms(),
                    CostToServe = 0,
                },
                request.Shared.Seed
            );
    }

    /// <summary>Runs the step.</summary>
    /// <param name="days">All customer-days, also those after the summary.</param>
    /// <param name="summary">The customers that are valued, as they were known on its as-of day.</param>
    /// <param name="lastDay">Last day of the data.</param>
    /// <param name="isNet">True where returns lower the value.</param>
    /// <param name="settings">Model, terms and calibration end.</param>
    /// <param name="seed">Seed of everything drawn.</param>
    /// <param name="threads">Threads; they change no bit.</param>
    /// <exception cref="ModelFault">A model asked for by name is not fit for use.</exception>
    /// <exception cref="UsageFault">A calibration end outside the data, or a model that transactions cannot bear.</exception>
    public static LifetimeResult Run(
        CustomerDays days,
        SummaryColumns summary,
        int lastDay,
        bool isNet,
        LifetimeSettings settings,
        long seed,
        int threads
    ) => Run(days, summary, lastDay, isNet, settings, seed, threads, null);

    private static LifetimeResult Run(
        CustomerDays days,
        SummaryColumns summary,
        int lastDay,
        bool isNet,
        LifetimeSettings settings,
        long seed,
        int threads,
        CustomerCovariates? covariates
    )
    {
        var trial = Fit(days, summary, lastDay, settings, seed, threads, covariates);
        LifetimeFits.Require(settings, trial.Choice);
        var returns = isNet ? ReturnsFactor(summary) : 1;
        var terms = settings.Terms with
        {
            Margin = settings.Terms.Margin * returns,
            Season = trial.Clock is { } clock ? (clock, summary.AsOfDay) : null,
        };
        var options = new ValueOptions { Seed = seed, Threads = threads };
        var cells =
            trial.Clock is { } seasonal
                ? LifetimeSeason.Cells(days, summary, seasonal, terms.Unit, threads)
            : !trial.IsEarlier ? trial.Cells
            : trial.Covariates is { } known
                ? known.Of(CellGrouping.FromSummary(summary, terms.Unit), days, summary, threads)
            : CellGrouping.FromSummary(summary, terms.Unit);
        var (frequency, mean) = Spend(summary);
        var spend = SpendEstimates.Of(trial.Spend, frequency, mean, FirstSpend(summary));
        var group = new ValuedGroup(
            trial.Choice.Lifetime,
            LifetimeFits.Draws(trial.Choice, trial.Cells, options),
            cells
        );
        var values = CustomerValues.Of(
            [group],
            spend,
            mean,
            LifetimeFits.SpendDraws(trial.Spend, trial.SpendCells, options),
            terms,
            options
        );
        var result = new LifetimeResult
        {
            Choice = trial.Choice,
            Spend = trial.Spend,
            SpendEstimates = spend,
            Values = values,
            Intervals = LifetimeFits.Intervals(trial.Choice, trial.Cells, terms, threads),
            Terms = terms,
            Cells = cells,
            ReturnsFactor = returns,
            Plan = trial.Plan,
            SeasonWords = trial.SeasonWords,
            Backtests = trial.Backtests,
            Forecast = Forecast(group, spend, terms, seed, threads),
        };
        result = Proven(result, days, trial, threads);
        return result with { Remarks = LifetimeRemarks.Of(result, settings) };
    }

    /// <summary>Fits and back-tests alone; a model asked for by name that is not fit is reported, not refused.</summary>
    internal static LifetimeTrial Fit(
        CustomerDays days,
        SummaryColumns summary,
        int lastDay,
        LifetimeSettings settings,
        long seed,
        int threads,
        CustomerCovariates? covariates
    )
    {
        Check(settings, covariates, summary, lastDay);
        var unit = settings.Terms.Unit;
        var fitDay = settings.CalibrationEnd?.DayNumber ?? summary.AsOfDay;
        var known =
            fitDay == summary.AsOfDay
                ? summary
                : CustomerDaysFold.Summarise(days, fitDay, true, threads);
        var cells = CellGrouping.FromSummary(known, unit);
        var options = new BacktestOptions
        {
            Fit = new FitOptions { Seed = seed, Threads = threads },
            Seed = seed,
        };
        var plan = settings.CalibrationEnd is null
            ? CutOffPlan.Of(FirstDay(known), fitDay, settings.Terms.Horizon.WholeDays)
            : CutOffPlan.At(fitDay, lastDay);
        var proof = new LifetimeProof(days, plan, unit, options);
        var choice = LifetimeFits.Try(settings, cells, options.Fit, proof.Holdout);
        var (frequency, mean) = Spend(known);
        var spendCells = SpendCells.From(frequency, mean, []);
        var trial = new LifetimeTrial(
            choice,
            SpendFitter.Fit(spendCells, options.Fit),
            spendCells,
            cells,
            plan,
            proof.Prove(choice),
            proof.Latest,
            null,
            null,
            fitDay != summary.AsOfDay
        );
        return covariates is not null
                ? LifetimeCovariates.Apply(trial, covariates, days, known, settings, options)
            : settings.Season
                ? LifetimeSeason.Apply(
                    trial,
                    days,
                    FirstDay(known),
                    fitDay,
                    lastDay,
                    settings,
                    options
                )
            : trial;
    }

    private static void Check(
        LifetimeSettings settings,
        CustomerCovariates? covariates,
        SummaryColumns summary,
        int lastDay
    )
    {
        if (settings.Covariates.Count > 0 && covariates is null)
        {
            throw new UsageFault(
                $"--covariates {string.Join(',', settings.Covariates)} are of clv alone: use crm clv with --features FILE"
            );
        }

        if (covariates is not null && settings.Season)
        {
            throw new UsageFault(
                $"--covariates {string.Join(',', settings.Covariates)} and --season do not go together; ask for one of them"
            );
        }

        if (settings.Model is { } name && LifetimeModels.Candidates(name)[0].Name == "sbg")
        {
            throw new UsageFault(
                "sbg is about contracts that are renewed or not: give clv --survivors FILE with the columns period and survivors"
            );
        }

        if (settings.CalibrationEnd is { } end)
        {
            var first = FirstDay(summary);
            if (end.DayNumber > lastDay || end.DayNumber < first)
            {
                throw new UsageFault(
                    $"--calibration-end {Cells.Of(end)} is outside the data, which reach from {Cells.Of(DateOnly.FromDayNumber(first))} to {Cells.Of(DateOnly.FromDayNumber(lastDay))}"
                );
            }
        }
    }

    private static LifetimeResult Proven(
        LifetimeResult result,
        CustomerDays days,
        LifetimeTrial trial,
        int threads
    )
    {
        if (
            trial.Latest is not { } cutOff
            || result.OfChosen.LastOrDefault(b => b.CutOffDay == cutOff.Day) is not { } last
        )
        {
            return result;
        }

        var lifetime = last.Fit.Lifetime();
        return result with
        {
            Tracking = Tracking.Of(lifetime, days, cutOff, threads),
            Calibration = CalibrationClass.Of(lifetime, cutOff),
        };
    }

    private static WeeklyForecast? Forecast(
        ValuedGroup group,
        SpendEstimates spend,
        ClvTerms terms,
        long seed,
        int threads
    )
    {
        var weeks = Math.Min(MostWeeks, terms.Horizon.WholeDays / 7);
        if (weeks == 0 || group.Cells.Count == 0)
        {
            return null;
        }

        var ofCells = new double[group.Cells.Count];
        for (var i = 0; i < spend.PerPurchase.Length; i++)
        {
            if (group.Cells.CellOf[i] != SummaryCells.NoCell)
            {
                ofCells[group.Cells.CellOf[i]] += spend.PerPurchase[i];
            }
        }

        return WeeklyForecast.Of(
            group.Lifetime,
            group.Draws,
            group.Cells,
            ofCells,
            terms,
            weeks,
            new BacktestOptions
            {
                Seed = seed,
                Fit = new FitOptions { Threads = threads },
            }
        );
    }

    private static CustomerDays WithoutDetails(CustomerDays days) =>
        new()
        {
            Ids = days.Ids,
            Start = days.Start,
            Day = days.Day,
            IsPurchase = days.IsPurchase,
            Orders = days.Orders,
            Gross = days.Gross,
            Refunds = days.Refunds,
        };

    private static int FirstDay(SummaryColumns summary) =>
        summary
            .FirstDay.Where(day => day != SummaryColumns.NoDay)
            .DefaultIfEmpty(summary.AsOfDay)
            .Min();

    private static (int[] Frequency, double[] Mean) Spend(SummaryColumns summary)
    {
        var (frequency, mean) = (new int[summary.Count], new double[summary.Count]);
        for (var row = 0; row < frequency.Length; row++)
        {
            frequency[row] = summary.Frequency(row);
            mean[row] = summary.MonetaryValue(row);
        }

        return (frequency, mean);
    }

    /// <summary>Gross per purchase day of all: what a purchase is worth where nobody came back.</summary>
    private static double FirstSpend(SummaryColumns summary)
    {
        var days = summary.PurchaseDays.Sum(d => (long)d);
        return days == 0 ? 0 : MoneyText.ToDouble(summary.Gross.Sum(), summary.MoneyScale) / days;
    }

    private static double ReturnsFactor(SummaryColumns summary)
    {
        var gross = MoneyText.ToDouble(summary.Gross.Sum(), summary.MoneyScale);
        var refunds = MoneyText.ToDouble(summary.Refunds.Sum(), summary.MoneyScale);
        return gross > 0 ? Math.Clamp(1 - (refunds / gross), 0, 1) : 1;
    }
}
