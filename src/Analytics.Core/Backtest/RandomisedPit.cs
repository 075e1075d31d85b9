using Analytics.Core.Numerics;

namespace Analytics.Core.Backtest;

/// <summary>
/// Randomised probability integral transforms: for counts, a uniform draw between the predicted chances of fewer and of at most the count
/// that came (Czado, Gneiting &amp; Held 2009). Uniform if the predicted spread of single customers is right.
/// </summary>
/// <param name="Share">Share between 10 % and 90 %; .78 to .82 is good.</param>
/// <param name="Deciles">Share in each tenth; flat is good.</param>
public sealed record RandomisedPit(double Share, double[] Deciles)
{
    /// <summary>From the chances of each customer.</summary>
    /// <param name="fewer">P(count &lt; actual).</param>
    /// <param name="atMost">P(count &lt;= actual).</param>
    /// <param name="seed">Seed of the draws.</param>
    public static RandomisedPit Of(
        ReadOnlySpan<double> fewer,
        ReadOnlySpan<double> atMost,
        long seed
    )
    {
        var deciles = new double[10];
        for (var i = 0; i < fewer.Length; i++)
        {
            var chance = new Chance(seed, i);
            var u = fewer[i] + (chance.Uniform() * (atMost[i] - fewer[i]));
            deciles[Math.Min(9, (int)(u * 10))]++;
        }

        for (var d = 0; d < 10 && fewer.Length > 0; d++)
        {
            deciles[d] /= fewer.Length;
        }

        return new RandomisedPit(deciles[1..9].Sum(), deciles);
    }
}
