using System.Globalization;
using Analytics.Core.Lifetime;
using Analytics.Core.Summaries;

namespace Analytics.Core.Fitting;

/// <summary>Chooses a model: down a stated ladder from the one asked for, or the best of all by likelihood, AIC and holdout.</summary>
public static class ModelChoice
{
    /// <summary>A holdout error (root mean square) this much above the best one overrules AIC.</summary>
    public const double HoldoutMargin = 1.05;

    private static readonly string[] Automatic =
    [
        "bg-nbd",
        "mbg-nbd",
        "pareto-nbd",
        "mbg-cnbd",
        "nbd",
    ];
    private static readonly string[] Ladder = ["mbg-nbd", "nbd"];

    /// <summary>
    /// Fits the model asked for; where it is unfit the next rung, (M)BG/CNBD-k -> MBG/NBD -> NBD -> empirical rates, is tried and said so.
    /// </summary>
    /// <param name="name">A name of <see cref="LifetimeModels"/>.</param>
    /// <param name="cells">The histories.</param>
    /// <param name="options">How to fit.</param>
    public static LifetimeChoice Down(string name, SummaryCells cells, FitOptions options)
    {
        var trials = new List<ModelTrial>();
        var asked = LifetimeModels.Candidates(name);
        string[] rungs = asked[0].IsDiscrete ? [name] : [name, .. Ladder];
        foreach (var rung in rungs)
        {
            if (trials.Exists(t => t.Fit.Name == rung))
            {
                continue;
            }

            var fit = ModelFitter.FitBest(LifetimeModels.Candidates(rung), cells, options);
            trials.Add(new ModelTrial(fit, null));
            if (fit.IsFit)
            {
                var words =
                    trials.Count == 1
                        ? $"{fit.Name} as asked: {fit.Diagnosis.Words}"
                        : Failures(trials.SkipLast(1)) + $"; {fit.Name} is used instead";
                return new LifetimeChoice(fit.Name, fit.Lifetime(), fit, trials, words);
            }
        }

        return Empirical(cells, trials);
    }

    /// <summary>Fits all models in continuous time and takes the best that is fit.</summary>
    /// <param name="cells">The histories.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="holdout">Back-test of a model at an earlier cut-off, or null where there is no data for it.</param>
    public static LifetimeChoice Best(
        SummaryCells cells,
        FitOptions options,
        Func<ILifetimeModel, HoldoutScore?>? holdout
    )
    {
        var trials = new List<ModelTrial>();
        if (!(cells.MaxAge > 0))
        {
            return Empirical(cells, trials);
        }

        foreach (var name in Automatic)
        {
            var models = LifetimeModels
                .Candidates(name)
                .Where(m => m.Regularity > 1 || !IsCnbd(name))
                .ToArray();
            if (models[0].Regularity > 1 && cells.SumLogGaps is null)
            {
                continue;
            }

            var fit = ModelFitter.FitBest(models, cells, options);
            trials.Add(new ModelTrial(fit, fit.IsFit ? holdout?.Invoke(fit.Model) : null));
        }

        return Pick(cells, trials);
    }

    /// <summary>The choice among trials: lowest AIC, unless another foretold the holdout clearly better.</summary>
    /// <param name="cells">The histories, for the empirical rates where nothing is fit.</param>
    /// <param name="trials">The models tried.</param>
    public static LifetimeChoice Pick(SummaryCells cells, IReadOnlyList<ModelTrial> trials)
    {
        var fit = trials.Where(t => t.Fit.IsFit).OrderBy(t => t.Fit.Aic).ToArray();
        if (fit.Length == 0)
        {
            return Empirical(cells, trials);
        }

        var chosen = fit[0];
        var words = Text(
            $"{chosen.Fit.Label} has the lowest AIC ({chosen.Fit.Aic:F1}, log-likelihood {chosen.Fit.LogLikelihood:F2})"
        );
        if (fit.Length > 1)
        {
            words += Text($", {fit[1].Fit.Aic - chosen.Fit.Aic:F1} below {fit[1].Fit.Label}");
        }

        var foretold = fit.Where(t => t.Holdout is not null)
            .OrderBy(t => t.Holdout!.Value.Rmse)
            .FirstOrDefault();
        if (foretold is { Holdout: { } best } && chosen.Holdout is { } own)
        {
            if (own.Rmse > HoldoutMargin * best.Rmse)
            {
                words = Text(
                    $"{foretold.Fit.Label} foretold the holdout best (error {best.Rmse:F3} against {own.Rmse:F3}), although {words}"
                );
                chosen = foretold;
            }
            else
            {
                words += Text(
                    $" and foretells the holdout with an error of {own.Rmse:F3} (best {best.Rmse:F3})"
                );
            }

            var used = chosen.Holdout!.Value;
            words +=
                used.Mae > used.BaselineMae
                    ? Text(
                        $"; note that a naive baseline is better there (mean absolute error {used.BaselineMae:F3} against {used.Mae:F3})"
                    )
                    : Text(
                        $"; its mean absolute error is {used.Mae:F3}, that of the best naive baseline {used.BaselineMae:F3}"
                    );
        }

        var failures = Failures(trials);
        return new LifetimeChoice(
            chosen.Fit.Name,
            chosen.Fit.Lifetime(),
            chosen.Fit,
            trials,
            failures.Length == 0 ? words : words + ". " + failures
        );
    }

    private static LifetimeChoice Empirical(SummaryCells cells, IReadOnlyList<ModelTrial> trials) =>
        new(
            EmpiricalRates.Name,
            EmpiricalRates.From(cells),
            null,
            trials,
            (
                trials.Count == 0
                    ? "no model can be fitted, because nobody was observed for any time after the first purchase"
                    : Failures(trials)
            ) + "; empirical rates are used, which know nothing of leaving"
        );

    private static string Failures(IEnumerable<ModelTrial> trials) =>
        string.Join(
            "; ",
            trials
                .Where(t => !t.Fit.IsFit)
                .Select(t => $"{t.Fit.Label} is not fit for use: {t.Fit.Diagnosis.Words}")
        );

    private static bool IsCnbd(string name) => name.EndsWith("-cnbd", StringComparison.Ordinal);

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
