using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using Analytics.Core.Time;
using Analytics.Models.Evaluation;

namespace Analytics.Models.Features;

/// <summary>What a lifetime model, fitted on what was known at the cut-off, says of each customer.</summary>
public static class LifetimeFeatures
{
    /// <summary>The column that holds the log odds of no purchase in the horizon.</summary>
    public const string LogOdds = "lifetime_log_odds";

    private const string First = "mbg-cnbd";

    /// <summary>What each column is, in their order.</summary>
    public static readonly IReadOnlyList<FeatureFact> Facts =
    [
        new(
            "p_alive",
            "probability of still being a customer",
            "probability",
            Direction.Better,
            "P(alive at the cut-off) of the lifetime model."
        ),
        new(
            "expected_purchases",
            "purchases expected",
            "purchase days",
            Direction.Better,
            "Purchase days the lifetime model expects in the horizon."
        ),
        new(
            LogOdds,
            "chance of no purchase by the lifetime model",
            FeatureFact.LogOdds,
            Direction.Worse,
            "ln((1 - p) / p), p = P(at least one purchase in the horizon)."
        ),
    ];

    /// <summary>Fits and predicts.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="horizonDays">Days that are foretold.</param>
    /// <param name="rows">Rows of the summary, all with a purchase.</param>
    /// <param name="seed">Seed of the starting points.</param>
    /// <param name="threads">Most threads to use; changes no bit.</param>
    /// <returns>One column per fact, and the name of the model that was fit for use.</returns>
    public static (double[][] Columns, string Model) Build(
        PastView past,
        int horizonDays,
        int[] rows,
        long seed,
        int threads
    )
    {
        var cells = CellGrouping.FromSummary(past.Summary, TimeUnit.Week);
        var choice = ModelChoice.Down(
            First,
            cells,
            new FitOptions { Seed = seed, Threads = threads }
        );
        var horizon = TimeUnit.Week.FromDays(horizonDays);
        var ofCells = Facts.Select(_ => new double[cells.Count]).ToArray();
        FixedBlocks.Each(
            cells.Count,
            threads,
            (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    var history = cells.At(i);
                    var alive = choice.Lifetime.PAlive(history);
                    ofCells[0][i] = alive;
                    ofCells[1][i] = alive * choice.Lifetime.ExpectedGivenAlive(history, horizon);
                    ofCells[2][i] = -CalibrationLine.Logit(
                        alive * choice.Lifetime.PPurchaseGivenAlive(history, horizon)
                    );
                }
            }
        );
        var columns = ofCells
            .Select(values => Array.ConvertAll(rows, r => values[cells.CellOf[r]]))
            .ToArray();
        return (columns, choice.Name);
    }
}
