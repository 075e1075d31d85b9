namespace Analytics.Models.Evaluation;

/// <summary>Measures of rank: how well events are told from the rest, whatever the level of the probabilities.</summary>
public static class RankKernel
{
    /// <summary>All of them in one pass.</summary>
    /// <param name="sample">The sorted rows.</param>
    /// <param name="weight">How often each sorted row counts, or empty for once each.</param>
    public static RankMeasures Measure(ScoredSample sample, ReadOnlySpan<int> weight)
    {
        var (events, rest) = Totals(sample, weight);
        var (seenEvents, seenRest, from) = (0L, 0L, 0);
        var (wins, precision, gap) = (0.0, 0.0, 0.0);
        foreach (var end in sample.StepEnd)
        {
            var (stepEvents, stepRest) = (0L, 0L);
            for (var i = from; i < end; i++)
            {
                var count = weight.IsEmpty ? 1 : weight[i];
                stepEvents += sample.Positive[i] ? count : 0;
                stepRest += sample.Positive[i] ? 0 : count;
            }

            from = end;
            // a rest row beaten by all events above it, and by half of those it ties with
            wins += stepRest * (seenEvents + (0.5 * stepEvents));
            seenEvents += stepEvents;
            seenRest += stepRest;
            if (stepEvents > 0)
            {
                precision += stepEvents * ((double)seenEvents / (seenEvents + seenRest));
            }

            if (events > 0 && rest > 0)
            {
                gap = Math.Max(
                    gap,
                    Math.Abs(((double)seenEvents / events) - ((double)seenRest / rest))
                );
            }
        }

        return new RankMeasures(
            events == 0 || rest == 0 ? double.NaN : wins / ((double)events * rest),
            events == 0 ? double.NaN : precision / events,
            events == 0 || rest == 0 ? double.NaN : gap
        );
    }

    /// <summary>Area under the ROC curve of any score, high for events: the chance that an event outranks another row, ties counted half.</summary>
    /// <param name="score">One per row, any finite numbers.</param>
    /// <param name="positive">True where the event came.</param>
    /// <returns>In [0, 1]; not a number where one of the two classes is missing.</returns>
    public static double Auc(ReadOnlySpan<double> score, ReadOnlySpan<bool> positive)
    {
        var keys = score.ToArray();
        var outcomes = positive.ToArray();
        Array.Sort(keys, outcomes);
        var (events, below, wins) = (0L, 0L, 0.0);
        for (int from = 0, end; from < keys.Length; from = end)
        {
            var (stepEvents, stepRest) = (0L, 0L);
            for (end = from; end < keys.Length && keys[end] == keys[from]; end++)
            {
                stepEvents += outcomes[end] ? 1 : 0;
                stepRest += outcomes[end] ? 0 : 1;
            }

            wins += stepEvents * (below + (0.5 * stepRest));
            below += stepRest;
            events += stepEvents;
        }

        return events == 0 || below == 0 ? double.NaN : wins / ((double)events * below);
    }

    private static (long Events, long Others) Totals(ScoredSample sample, ReadOnlySpan<int> weight)
    {
        var (events, all) = (0L, 0L);
        for (var i = 0; i < sample.Count; i++)
        {
            var count = weight.IsEmpty ? 1 : weight[i];
            all += count;
            events += sample.Positive[i] ? count : 0;
        }

        return (events, all - events);
    }
}

/// <summary>Measures of rank.</summary>
/// <param name="Auc">Area under the ROC curve, 0.5 = no skill; ties count half.</param>
/// <param name="PrAuc">Average precision (area under the precision-recall curve as a step function); the share of events = no skill.</param>
/// <param name="Ks">Kolmogorov-Smirnov distance between the scores of events and of the rest, in [0, 1].</param>
public readonly record struct RankMeasures(double Auc, double PrAuc, double Ks)
{
    /// <summary>2 AUC - 1.</summary>
    public double Gini => (2 * Auc) - 1;
}
