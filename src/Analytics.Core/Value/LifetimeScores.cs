using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using Analytics.Core.Time;

namespace Analytics.Core.Value;

/// <summary>
/// Predictions per cell, one entry per cell in every column; <see cref="SummaryCells.Spread"/> brings them to the customers. Money enters
/// per customer: multiply the discounted columns by margin and expected spend.
/// </summary>
public sealed class LifetimeScores
{
    /// <summary>Value of the next-purchase columns where they are blank.</summary>
    public const double Blank = -1;

    /// <summary>Longest time to a next purchase that is printed, days.</summary>
    public const double LongestWaitDays = 1095;

    /// <summary>P(alive at T).</summary>
    public required double[] PAlive { get; init; }

    /// <summary>P(at least one purchase in the horizon).</summary>
    public required double[] PPurchase { get; init; }

    /// <summary>E[purchases in the horizon].</summary>
    public required double[] Expected { get; init; }

    /// <summary>E[discounted purchases in the horizon].</summary>
    public required double[] Discounted { get; init; }

    /// <summary>(1 - p_alive) x E[discounted purchases in the horizon given alive].</summary>
    public required double[] DiscountedAtRisk { get; init; }

    /// <summary>Discounted purchases without end; null where the model has no closed form.</summary>
    public required double[]? Residual { get; init; }

    /// <summary>Median days to the next purchase given alive, or <see cref="Blank"/>.</summary>
    public required double[] NextPurchaseDays { get; init; }

    /// <summary>10 % quantile of the same.</summary>
    public required double[] NextPurchaseLowDays { get; init; }

    /// <summary>90 % quantile of the same.</summary>
    public required double[] NextPurchaseHighDays { get; init; }

    /// <summary>Scores every cell; what does not depend on recency is computed once per frequency and age.</summary>
    /// <param name="lifetime">The model.</param>
    /// <param name="cells">The histories.</param>
    /// <param name="terms">Unit, horizon and discount.</param>
    /// <param name="threads">At least 1; changes no bit.</param>
    public static LifetimeScores Of(
        ILifetime lifetime,
        SummaryCells cells,
        ClvTerms terms,
        int threads
    )
    {
        var n = cells.Count;
        var hasResidual =
            terms.Delta > 0 && lifetime.ResidualGivenAlive(History.New, terms.Delta) is not null;
        var scores = new LifetimeScores
        {
            PAlive = new double[n],
            PPurchase = new double[n],
            Expected = new double[n],
            Discounted = new double[n],
            DiscountedAtRisk = new double[n],
            Residual = hasResidual ? new double[n] : null,
            NextPurchaseDays = new double[n],
            NextPurchaseLowDays = new double[n],
            NextPurchaseHighDays = new double[n],
        };
        lifetime.PAlive(cells, scores.PAlive, threads);
        var steps = DiscountedSteps.Of(terms);
        FixedBlocks.Each(
            n,
            threads,
            (from, to) => scores.Block(lifetime, cells, terms, steps, from, to)
        );
        return scores;
    }

    private void Block(
        ILifetime lifetime,
        SummaryCells cells,
        ClvTerms terms,
        DiscountedSteps steps,
        int from,
        int to
    )
    {
        var stages = lifetime.Stages;
        var shares = new double[stages.Count];
        var known = new AliveScores[stages.Count];
        var dates = default(NextPurchaseDates);
        var knownAt = new History(-1, 0, 0);
        for (var i = from; i < to; i++)
        {
            var history = cells.At(i);
            if (!history.DiffersInRecencyOnly(knownAt))
            {
                for (var j = 0; j < known.Length; j++)
                {
                    known[j] = AliveScores.Of(stages[j], history, terms, steps);
                }

                knownAt = history;
                dates = stages.Count == 1 ? NextPurchaseDates.Of(lifetime, history, terms) : dates;
            }

            lifetime.StageShares(history, shares);
            Fill(i, AliveScores.Mix(known, shares));
            if (PAlive[i] < 0.5)
            {
                (NextPurchaseLowDays[i], NextPurchaseDays[i], NextPurchaseHighDays[i]) = (
                    Blank,
                    Blank,
                    Blank
                );
                continue;
            }

            dates = stages.Count == 1 ? dates : NextPurchaseDates.Of(lifetime, history, terms);
            (NextPurchaseLowDays[i], NextPurchaseDays[i], NextPurchaseHighDays[i]) = dates;
        }
    }

    private void Fill(int cell, AliveScores scores)
    {
        var alive = PAlive[cell];
        PPurchase[cell] = alive * scores.PPurchase;
        Expected[cell] = alive * scores.Expected;
        Discounted[cell] = alive * scores.Discounted;
        DiscountedAtRisk[cell] = (1 - alive) * scores.Discounted;
        if (Residual is not null)
        {
            Residual[cell] = alive * scores.Residual;
        }
    }
}
