using System.Globalization;

namespace Analytics.Models.Delinquency;

/// <summary>Cuts columns into bins of monotonic risk.</summary>
public static class WoeBinner
{
    private const int StartBins = 20;
    private const double LeastShare = 0.03;
    private const double SpecialShare = 0.30;
    private const int MostGroups = 30;

    /// <summary>Cuts a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="bad">The event, one per row of the table.</param>
    /// <param name="rows">Training rows.</param>
    /// <returns>The feature, or null where it has fewer than two bins.</returns>
    public static WoeFeature? Cut(LearningColumn column, bool[] bad, int[] rows)
    {
        var bins = column.IsGroups ? Groups(column, bad, rows) : Numbers(column, bad, rows);
        if (bins.Count < 2)
        {
            return null;
        }

        var (goods, bads) = (bins.Sum(b => b.Good), bins.Sum(b => b.Bad));
        var k = bins.Count;
        return new WoeFeature(
            column.Name,
            column.IsGroups,
            bins.Select(b =>
                    b with
                    {
                        Woe = Math.Log(
                            (b.Bad + 0.5)
                                / (bads + (0.5 * k))
                                / ((b.Good + 0.5) / (goods + (0.5 * k)))
                        ),
                    }
                )
                .ToList()
        );
    }

    private static List<WoeBin> Numbers(LearningColumn column, bool[] bad, int[] rows)
    {
        var values = rows.Where(r => !double.IsNaN(column.Numbers[r])).ToArray();
        var keys = Array.ConvertAll(values, r => column.Numbers[r]);
        Array.Sort(keys, values);
        var bins = new List<WoeBin>();
        var special = Special(keys);
        if (special is { } value)
        {
            var (good, evil) = Count(values.Where(r => column.Numbers[r] == value), bad);
            bins.Add(
                new WoeBin($"= {Text(value)}", value, [], false, good, evil, 0) { IsSpecial = true }
            );
            values = values.Where(r => column.Numbers[r] != value).ToArray();
            keys = Array.ConvertAll(values, r => column.Numbers[r]);
        }

        bins.AddRange(Monotonic(Steps(keys, values, bad, rows.Length)));
        var (missingGood, missingBad) = Count(
            rows.Where(r => double.IsNaN(column.Numbers[r])),
            bad
        );
        // a bin for missing values is there even where none was seen: a later row may miss it
        bins.Add(new WoeBin("missing", double.NaN, [], true, missingGood, missingBad, 0));
        return bins.Count(b => b.Good + b.Bad > 0) < 2 ? [] : bins;
    }

    private static double? Special(double[] keys)
    {
        var (from, best, most) = (0, 0.0, 0);
        for (var i = 1; i <= keys.Length; i++)
        {
            if (i == keys.Length || keys[i] != keys[from])
            {
                (best, most) = i - from > most ? (keys[from], i - from) : (best, most);
                from = i;
            }
        }

        // a column of few values needs no special one: each is a bin already
        return
            keys.Length > 0
            && most >= SpecialShare * keys.Length
            && keys.Distinct().Count() > StartBins
            ? best
            : null;
    }

    private static List<Step> Steps(double[] keys, int[] values, bool[] bad, int total)
    {
        var steps = new List<Step>();
        var least = Math.Max(1, (int)(LeastShare * total));
        var wanted = Math.Max(least, keys.Length / StartBins);
        for (var from = 0; from < keys.Length; )
        {
            var end = Math.Min(keys.Length, from + wanted);
            while (end < keys.Length && keys[end] == keys[end - 1])
            {
                end++;
            }

            if (keys.Length - end < least)
            {
                end = keys.Length;
            }

            var (good, evil) = Count(values.AsSpan(from, end - from).ToArray(), bad);
            steps.Add(new Step(keys[end - 1], good, evil));
            from = end;
        }

        return steps;
    }

    private static List<WoeBin> Monotonic(List<Step> steps)
    {
        if (steps.Count == 0)
        {
            return [];
        }

        var (up, down) = (Pool(steps, 1), Pool(steps, -1));
        var best = Strength(up) >= Strength(down) ? up : down;
        var bins = new List<WoeBin>();
        for (var i = 0; i < best.Count; i++)
        {
            var isLast = i == best.Count - 1;
            var label =
                best.Count == 1 ? "any"
                : isLast ? $"> {Text(best[i - 1].Upper)}"
                : i == 0 ? $"<= {Text(best[i].Upper)}"
                : $"> {Text(best[i - 1].Upper)} and <= {Text(best[i].Upper)}";
            bins.Add(
                new WoeBin(
                    label,
                    isLast ? double.PositiveInfinity : best[i].Upper,
                    [],
                    false,
                    best[i].Good,
                    best[i].Bad,
                    0
                )
            );
        }

        return bins;
    }

    // pool adjacent violators (Barlow et al. 1972)
    private static List<Step> Pool(List<Step> steps, int direction)
    {
        var pooled = new List<Step>();
        foreach (var step in steps)
        {
            pooled.Add(step);
            while (pooled.Count > 1 && direction * (pooled[^1].Rate - pooled[^2].Rate) <= 0)
            {
                var (a, b) = (pooled[^2], pooled[^1]);
                pooled.RemoveRange(pooled.Count - 2, 2);
                pooled.Add(new Step(b.Upper, a.Good + b.Good, a.Bad + b.Bad));
            }
        }

        return pooled;
    }

    private static double Strength(List<Step> steps)
    {
        var mean = (double)steps.Sum(s => s.Bad) / steps.Sum(s => s.Good + s.Bad);
        return steps.Sum(s => (s.Good + s.Bad) * (s.Rate - mean) * (s.Rate - mean));
    }

    private static List<WoeBin> Groups(LearningColumn column, bool[] bad, int[] rows)
    {
        var bins = new List<WoeBin>();
        var (restGood, restBad) = (0L, 0L);
        foreach (
            var group in rows.GroupBy(r => column.Groups[r], StringComparer.Ordinal)
                .Where(g => g.Key.Length > 0)
                .OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key, StringComparer.Ordinal)
        )
        {
            var (good, evil) = Count(group, bad);
            if (bins.Count < MostGroups && good + evil >= 0.01 * rows.Length)
            {
                bins.Add(new WoeBin(group.Key, double.NaN, [group.Key], false, good, evil, 0));
            }
            else
            {
                (restGood, restBad) = (restGood + good, restBad + evil);
            }
        }

        var (missingGood, missingBad) = Count(rows.Where(r => column.Groups[r].Length == 0), bad);
        var seen = bins.Count;
        bins.Add(
            new WoeBin("other", double.NaN, [], false, restGood, restBad, 0) { IsRest = true }
        );
        bins.Add(new WoeBin("missing", double.NaN, [], true, missingGood, missingBad, 0));
        return seen + (restGood + restBad > 0 ? 1 : 0) + (missingGood + missingBad > 0 ? 1 : 0) < 2
            ? []
            : bins;
    }

    private static (long Good, long Bad) Count(IEnumerable<int> rows, bool[] bad)
    {
        var (good, evil) = (0L, 0L);
        foreach (var row in rows)
        {
            if (bad[row])
            {
                evil++;
            }
            else
            {
                good++;
            }
        }

        return (good, evil);
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private readonly record struct Step(double Upper, long Good, long Bad)
    {
        public double Rate => (double)Bad / (Good + Bad);
    }
}
