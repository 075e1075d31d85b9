using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Time;

namespace Analytics.Core.Summaries;

/// <summary>Makes <see cref="SummaryCells"/> from customers.</summary>
public static class CellGrouping
{
    private const long LongestGrid = 1 << 21;

    /// <summary>Groups the scored customers of a summary; returns-only customers get no cell.</summary>
    /// <param name="summary">One row per customer, whole days.</param>
    /// <param name="unit">The model period.</param>
    public static SummaryCells FromSummary(SummaryColumns summary, TimeUnit unit)
    {
        var keys = new long[summary.Count];
        var (gaps, repeats) = (0.0, 0L);
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = summary.IsScored(i)
                ? GridKey(summary.Frequency(i), summary.RecencyDays(i), summary.ObservedDays(i))
                : -1;
            gaps += summary.IsScored(i) ? summary.SumLogGaps[i] : 0;
            repeats += summary.Frequency(i);
        }

        return FromKeys(keys, [], unit.FromDays(1), gaps + (repeats * Math.Log(unit.FromDays(1))));
    }

    /// <summary>Groups histories that come with whole grid steps, for example days.</summary>
    /// <param name="frequency">Repeat purchases, not negative.</param>
    /// <param name="recency">t_x in steps, 0 where frequency is 0, at most <paramref name="age"/>.</param>
    /// <param name="age">T in steps, below 2^21.</param>
    /// <param name="step">Length of a step in periods.</param>
    /// <param name="weights">One per row, or empty for 1 each.</param>
    /// <param name="sumLogGaps">Weighted sum of ln(periods between purchases) or null.</param>
    /// <exception cref="DataFault">A row that is no purchase history.</exception>
    public static SummaryCells FromSteps(
        ReadOnlySpan<int> frequency,
        ReadOnlySpan<int> recency,
        ReadOnlySpan<int> age,
        double step,
        ReadOnlySpan<double> weights,
        double? sumLogGaps
    )
    {
        var keys = new long[frequency.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            HistoryRules.Check(
                i,
                frequency[i],
                recency[i],
                age[i],
                weights.IsEmpty ? 1 : weights[i]
            );
            keys[i] = GridKey(frequency[i], recency[i], age[i]);
        }

        return FromKeys(keys, weights, step, sumLogGaps);
    }

    /// <summary>Groups histories with times of any kind; whole numbers are recognised and put on a grid.</summary>
    /// <param name="frequency">Repeat purchases, not negative.</param>
    /// <param name="recency">t_x in periods.</param>
    /// <param name="age">T in periods.</param>
    /// <param name="weights">One per row, or empty for 1 each.</param>
    /// <param name="sumLogGaps">Weighted sum of ln(periods between purchases) or null.</param>
    /// <exception cref="DataFault">A row that is no purchase history.</exception>
    public static SummaryCells FromTimes(
        ReadOnlySpan<int> frequency,
        ReadOnlySpan<double> recency,
        ReadOnlySpan<double> age,
        ReadOnlySpan<double> weights,
        double? sumLogGaps
    )
    {
        var onGrid = true;
        var keys = new (int Frequency, double Age, double Recency)[frequency.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            HistoryRules.Check(
                i,
                frequency[i],
                recency[i],
                age[i],
                weights.IsEmpty ? 1 : weights[i]
            );
            keys[i] = (frequency[i], age[i], recency[i]);
            onGrid &=
                age[i] < LongestGrid
                && frequency[i] < LongestGrid
                && recency[i] == Math.Floor(recency[i])
                && age[i] == Math.Floor(age[i]);
        }

        return onGrid
            ? FromKeys(
                Array.ConvertAll(keys, k => GridKey(k.Frequency, (int)k.Recency, (int)k.Age)),
                weights,
                1,
                sumLogGaps
            )
            : FromTimeKeys(keys, weights, sumLogGaps);
    }

    private static long GridKey(int frequency, int recency, int age) =>
        age < LongestGrid && frequency < LongestGrid
            ? ((long)frequency << 42) | ((long)age << 21) | (uint)recency
            : throw new DataFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a history with frequency {frequency} and age {age} is longer than 2^21 steps; check the unit of its times"
                )
            );

    private static SummaryCells FromKeys(
        long[] keys,
        ReadOnlySpan<double> weights,
        double step,
        double? sumLogGaps
    )
    {
        var grouped = Grouped.Of(keys);
        var cells = new SummaryCells
        {
            Frequency = Array.ConvertAll(grouped.Keys, k => (int)(k >> 42)),
            GridAge = Array.ConvertAll(grouped.Keys, k => (int)(k >> 21) & 0x1FFFFF),
            GridRecency = Array.ConvertAll(grouped.Keys, k => (int)k & 0x1FFFFF),
            Age = Array.ConvertAll(grouped.Keys, k => ((int)(k >> 21) & 0x1FFFFF) * step),
            Recency = Array.ConvertAll(grouped.Keys, k => ((int)k & 0x1FFFFF) * step),
            Weight = Weights(grouped.IndexOf, grouped.Keys.Length, weights),
            CellOf = grouped.IndexOf,
            GridStep = step,
            SumLogGaps = sumLogGaps,
        };
        return cells;
    }

    private static SummaryCells FromTimeKeys(
        (int Frequency, double Age, double Recency)[] keys,
        ReadOnlySpan<double> weights,
        double? sumLogGaps
    )
    {
        var grouped = Grouped.OfAny(keys);
        return new SummaryCells
        {
            Frequency = Array.ConvertAll(grouped.Keys, k => k.Frequency),
            Age = Array.ConvertAll(grouped.Keys, k => k.Age),
            Recency = Array.ConvertAll(grouped.Keys, k => k.Recency),
            Weight = Weights(grouped.IndexOf, grouped.Keys.Length, weights),
            CellOf = grouped.IndexOf,
            SumLogGaps = sumLogGaps,
        };
    }

    private static double[] Weights(int[] cellOf, int cells, ReadOnlySpan<double> weights)
    {
        var sums = new double[cells];
        for (var i = 0; i < cellOf.Length; i++)
        {
            if (cellOf[i] >= 0)
            {
                sums[cellOf[i]] += weights.IsEmpty ? 1 : weights[i];
            }
        }

        return sums;
    }
}
