namespace Analytics.Core.Delinquency.Treatment;

/// <summary>
/// Effects of one action in several states, each drawn towards their common mean by as much as its own error tells (random effects; DerSimonian
/// &amp; Laird 1986): where the states do not differ by more than chance they share one effect, where they clearly do each keeps its own.
/// </summary>
public static class SharedEffects
{
    /// <summary>The odds to be used, one per effect, in their order.</summary>
    /// <param name="effects">Effects of one action, none of them refused.</param>
    public static IReadOnlyList<double> Odds(IReadOnlyList<TreatmentEffect> effects)
    {
        var logs = effects.Select(e => Math.Log(e.Odds)).ToArray();
        var variances = effects
            .Select(e => Math.Log(e.High / e.Low) / (2 * Rolls.WilsonInterval.Z95))
            .Select(error => error * error)
            .ToArray();
        if (effects.Count < 2 || variances.Any(v => !(v > 0) || !double.IsFinite(v)))
        {
            return effects.Select(e => e.Odds).ToList();
        }

        var between = Between(logs, variances);
        var common = Mean(logs, variances.Select(v => 1 / (v + between)));
        return logs.Select((y, i) => Math.Exp(Drawn(y, common, variances[i], between))).ToList();
    }

    private static double Drawn(double own, double common, double variance, double between) =>
        ((between * own) + (variance * common)) / (between + variance);

    private static double Between(double[] logs, double[] variances)
    {
        var weights = variances.Select(v => 1 / v).ToArray();
        var (mean, sum) = (Mean(logs, weights), weights.Sum());
        var spread = logs.Zip(weights, (y, w) => w * (y - mean) * (y - mean)).Sum();
        return Math.Max(0, (spread - (logs.Length - 1)) / (sum - (weights.Sum(w => w * w) / sum)));
    }

    private static double Mean(double[] values, IEnumerable<double> weights)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var (value, weight) in values.Zip(weights))
        {
            (sum, total) = (sum + (weight * value), total + weight);
        }

        return sum / total;
    }
}
