namespace Analytics.Models.Evaluation;

/// <summary>Measures of level: how far probabilities are from what came.</summary>
public static class LossKernel
{
    /// <summary>Mean log loss in nats; probabilities of exactly 0 and 1 are moved inside by 1e-15 so that an error costs much but not everything.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="weight">How often each sorted row counts, or empty for once each.</param>
    public static double LogLoss(ScoredSample sample, ReadOnlySpan<int> weight)
    {
        var (sum, rows) = (0.0, 0L);
        for (var i = 0; i < sample.Count; i++)
        {
            var count = weight.IsEmpty ? 1 : weight[i];
            var p = ScoredSample.Inside(sample.Probability[i]);
            sum -= count * Math.Log(sample.Positive[i] ? p : 1 - p);
            rows += count;
        }

        return sum / rows;
    }

    /// <summary>Mean squared distance of probability and outcome (Brier 1950), in [0, 1].</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="weight">How often each sorted row counts, or empty for once each.</param>
    public static double Brier(ScoredSample sample, ReadOnlySpan<int> weight)
    {
        var (sum, rows) = (0.0, 0L);
        for (var i = 0; i < sample.Count; i++)
        {
            var count = weight.IsEmpty ? 1 : weight[i];
            var miss = sample.Probability[i] - (sample.Positive[i] ? 1 : 0);
            sum += count * miss * miss;
            rows += count;
        }

        return sum / rows;
    }
}
