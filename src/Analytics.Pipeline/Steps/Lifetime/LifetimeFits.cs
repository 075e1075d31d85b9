using Analytics.Core.Backtest;
using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Summaries;
using Analytics.Core.Value;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>Fits what is asked for, and refuses a model asked for by name that is not fit for use.</summary>
internal static class LifetimeFits
{
    private const double ManyPeriods = 10_000;

    /// <summary>The models tried: the one asked for, or all of them and the best.</summary>
    /// <param name="settings">Which model.</param>
    /// <param name="cells">The histories.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="holdout">Back-test of one model, or null where there is none.</param>
    /// <returns>The choice; its fit is null where no model is fit, and also where the model asked for is not.</returns>
    public static LifetimeChoice Try(
        LifetimeSettings settings,
        SummaryCells cells,
        FitOptions options,
        Func<ILifetimeModel, HoldoutScore?>? holdout
    )
    {
        if (settings.Model is not { } name)
        {
            return ModelChoice.Best(cells, options, holdout);
        }

        if (!(cells.MaxAge > 0))
        {
            return new LifetimeChoice(
                name,
                EmpiricalRates.From(cells),
                null,
                [],
                NotFit(
                    name,
                    new Diagnosis(
                        DiagnosisKind.WindowTooShort,
                        "nobody was observed for any time after the first purchase"
                    )
                )
            );
        }

        return Try(LifetimeModels.Candidates(name), cells, options, holdout);
    }

    /// <summary>The model asked for.</summary>
    /// <param name="models">Candidates of one name.</param>
    /// <param name="cells">The histories.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="holdout">Back-test of one model, or null where there is none.</param>
    public static LifetimeChoice Try(
        IReadOnlyList<ILifetimeModel> models,
        SummaryCells cells,
        FitOptions options,
        Func<ILifetimeModel, HoldoutScore?>? holdout
    )
    {
        var fit = ModelFitter.FitBest(models, cells, options);
        var trial = new ModelTrial(fit, fit.IsFit ? holdout?.Invoke(fit.Model) : null);
        return fit.IsFit
            ? new LifetimeChoice(
                fit.Name,
                fit.Lifetime(),
                fit,
                [trial],
                $"{fit.Name} as asked: {fit.Diagnosis.Words}"
            )
            : new LifetimeChoice(
                fit.Name,
                EmpiricalRates.From(cells),
                null,
                [trial],
                NotFit(fit.Name, fit.Diagnosis)
            );
    }

    /// <summary>Ends with a fault where a model was asked for by name and is not fit for use.</summary>
    /// <exception cref="ModelFault">That is so.</exception>
    public static void Require(LifetimeSettings settings, LifetimeChoice choice)
    {
        if (settings.Model is not null && choice.Fit is null)
        {
            throw new ModelFault(choice.Words);
        }
    }

    /// <summary>What is said of a model that is not fit.</summary>
    public static string NotFit(string name, Diagnosis diagnosis) =>
        $"NOT_FIT ({diagnosis.Label}): {name} is not fit for use: {diagnosis.Words}. What to do: 1. leave out --model, so that the best model that is fit is taken and the others are judged beside it, 2. take a longer window or another --unit, 3. look at the diagnosis with clv --fit-only";

    /// <summary>The model at drawn parameters; only the best ones where there is no fit.</summary>
    public static IReadOnlyList<ILifetime> Draws(
        LifetimeChoice choice,
        SummaryCells cells,
        ValueOptions options
    ) =>
        choice.Fit is { } fit
            ?
            [
                .. ParameterPosterior
                    .Sample(
                        fit,
                        cells,
                        options.ParameterDrawsFor(cells.Count),
                        options.Seed,
                        options.Threads
                    )
                    .Draws.Select(draw => fit.Model.At(draw)),
            ]
            : [choice.Lifetime];

    /// <summary>Intervals of the parameters, and of the purchases of a new customer within the horizon where those are the same for all and quickly found; empty where there is no fit.</summary>
    public static IReadOnlyList<ProfileInterval> Intervals(
        LifetimeChoice choice,
        SummaryCells cells,
        ClvTerms terms,
        int threads
    ) =>
        choice.Fit is not { } fit
            ? []
            :
            [
                .. ProfileInterval.Of(fit, cells, threads),
                .. !IsToldOfNewCustomers(fit)
                    ? (ProfileInterval[])[]
                    :
                    [
                        ProfileInterval.OfNewCustomer(
                            fit,
                            cells,
                            terms.Periods,
                            "purchases_new_" + terms.Horizon,
                            threads
                        ),
                    ],
            ];

    // with regular purchase times, or with parameters far out, an expectation is a sum over very many purchases
    private static bool IsToldOfNewCustomers(FitReport fit) =>
        fit.Model.Regularity == 1
        && !fit.Model.Parameters.Any(p => p.IsCoefficient)
        && !fit.IsFarOut
        && !fit.Parameters.Any(p => p > ManyPeriods);

    /// <summary>The spend model at drawn parameters; null where it is not fit.</summary>
    public static IReadOnlyList<GammaGammaLaw>? SpendDraws(
        SpendFit? fit,
        SpendCells cells,
        ValueOptions options
    ) =>
        fit is { IsFit: true }
            ?
            [
                .. ParameterPosterior
                    .Sample(
                        fit,
                        cells,
                        options.ParameterDrawsFor(cells.Count),
                        options.Seed,
                        options.Threads
                    )
                    .Draws.Select(draw => GammaGammaParameters.From(draw))
                    .Where(p => p.PopulationMean is not null)
                    .DefaultIfEmpty(fit.Parameters)
                    .Select(p => new GammaGammaLaw(p)),
            ]
            : null;

    /// <summary>The name of an exit reason as it stands in tables.</summary>
    public static string Name(this ExitReason reason) =>
        reason switch
        {
            ExitReason.GradientSmall => "gradient-small",
            ExitReason.NoProgress => "no-progress",
            ExitReason.IterationLimit => "iteration-limit",
            _ => "not-finite",
        };
}
