using System.Globalization;
using Analytics.Core.Pyramid;
using Analytics.Models.Evaluation;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Runs;

/// <summary>How far a later run has drifted from an earlier one, held against the limits of the settings.</summary>
internal static class RunDrift
{
    private const int Bins = 10;
    private static readonly string[] Labels = ["segment", "tier"];
    private static readonly string[] Measures = ["days_since_last", "purchase_days", "net_amount"];

    /// <summary>A line for each limit that is passed.</summary>
    /// <param name="before">The earlier run.</param>
    /// <param name="after">The later run.</param>
    /// <param name="change">The change in money, in units of 10^-<paramref name="scale"/>.</param>
    /// <param name="scale">Decimals of the money.</param>
    /// <param name="limits">The limits.</param>
    public static List<string> Alarms(
        RunCustomers before,
        RunCustomers after,
        ValueChange change,
        int scale,
        ChangeLimits limits
    )
    {
        var alarms = new List<string>();
        if (limits.Drift is { } most)
        {
            alarms.AddRange(
                Indices(before, after)
                    .Where(index => index.Psi > most)
                    .Select(index =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{index.Name} has drifted: stability index {index.Psi:0.###}, more than --max-drift {most:0.###}"
                        )
                    )
            );
        }

        if (limits.Change is { } share)
        {
            var unit = Math.Pow(10, -scale);
            alarms.AddRange(
                new[]
                {
                    Moved("customers", before.Ids.Count, after.Ids.Count, share),
                    Moved(
                        "net amount",
                        (double)change.Before * unit,
                        (double)change.After * unit,
                        share
                    ),
                }.OfType<string>()
            );
        }

        return alarms;
    }

    /// <summary>Stability index of segments and tiers by their names, of measures by the tenths of the earlier run.</summary>
    private static IEnumerable<(string Name, double Psi)> Indices(
        RunCustomers before,
        RunCustomers after
    )
    {
        foreach (var column in Labels)
        {
            var (then, now) = (before.Texts(column), after.Texts(column));
            if (then is not null && now is not null)
            {
                yield return (column, Psi.Of(Tally(then, then, now), Tally(now, then, now)));
            }
        }

        foreach (var column in Measures)
        {
            var (then, now) = (before.Numbers(column), after.Numbers(column));
            if (then is not null && now is not null)
            {
                var cuts = Cuts(then);
                yield return (column, Psi.Of(Tally(then, cuts), Tally(now, cuts)));
            }
        }
    }

    private static long[] Tally(string[] texts, string[] then, string[] now)
    {
        var names = then.Concat(now)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var counts = new long[names.Count];
        foreach (var text in texts)
        {
            counts[names.BinarySearch(text, StringComparer.Ordinal)]++;
        }

        return counts;
    }

    private static long[] Tally(double[] values, List<double> cuts)
    {
        var counts = new long[cuts.Count + 1];
        foreach (var value in values)
        {
            var at = cuts.BinarySearch(value);
            counts[at < 0 ? ~at : at]++;
        }

        return counts;
    }

    // equal values stay in one bin, so that there may be fewer than ten
    private static List<double> Cuts(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0
            ? []
            :
            [
                .. Enumerable
                    .Range(1, Bins - 1)
                    .Select(i => sorted[Math.Max(0, (sorted.Length * i / Bins) - 1)])
                    .Distinct(),
            ];
    }

    private static string? Moved(string name, double before, double after, double share)
    {
        var change =
            before == 0
                ? after == 0
                    ? 0
                    : double.PositiveInfinity
                : (after / before) - 1;
        return Math.Abs(change) > share
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{name} went from {before:0.##} to {after:0.##} ({100 * change:+0.#;-0.#}%), more than --max-change {100 * share:0.###}%"
            )
            : null;
    }
}
