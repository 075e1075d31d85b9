using Analytics.Core.Backtest;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Summaries;
using Analytics.Core.Time;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>Back-tests of one base: every model at the latest cut-off to choose by, the one chosen at every cut-off with its spread.</summary>
/// <param name="days">The customer-days.</param>
/// <param name="plan">Where to cut.</param>
/// <param name="unit">The model period.</param>
/// <param name="options">How to back-test.</param>
internal sealed class LifetimeProof(
    CustomerDays days,
    CutOffPlan plan,
    TimeUnit unit,
    BacktestOptions options
)
{
    private readonly List<BacktestResult> _tried = [];

    /// <summary>The latest cut-off; null where the data span too little time.</summary>
    public CutOff? Latest { get; } =
        plan.Days.Count == 0 ? null : CutOff.From(days, plan.Days[^1], plan.HorizonDays, unit);

    /// <summary>How well a model foretold what followed the latest cut-off.</summary>
    public HoldoutScore? Holdout(ILifetimeModel model)
    {
        if (Latest is null)
        {
            return null;
        }

        var result = Backtester.Run([model], Latest, options with { Spread = false });
        _tried.Add(result);
        return result.Holdout;
    }

    /// <summary>All back-tests, earliest cut-off first; those of the model chosen with spread.</summary>
    public IReadOnlyList<BacktestResult> Prove(LifetimeChoice choice)
    {
        if (Latest is null || choice.Fit is not { } fit)
        {
            return _tried;
        }

        var results = new List<BacktestResult>();
        foreach (var day in plan.Days)
        {
            var cutOff =
                day == Latest.Day ? Latest : CutOff.From(days, day, plan.HorizonDays, unit);
            results.Add(Backtester.Run([fit.Model], cutOff, options));
        }

        results.AddRange(_tried.Where(r => r.Fit.Model != fit.Model));
        return results;
    }
}
