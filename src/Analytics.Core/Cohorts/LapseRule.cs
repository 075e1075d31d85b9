using Analytics.Core.Summaries;

namespace Analytics.Core.Cohorts;

/// <summary>After how many days without a purchase a customer has lapsed.</summary>
/// <param name="Days">A customer is lapsed when the last purchase is more than this many days ago.</param>
/// <param name="LongGap">
/// P90 (type 7) of the days between purchase days over all repeat gaps of the base; null where nobody came back or the days were given.
/// </param>
/// <param name="Gaps">Number of gaps behind it.</param>
public readonly record struct LapseRule(int Days, double? LongGap, int Gaps)
{
    /// <summary>Fewest days of the default.</summary>
    public const int FewestDays = 30;

    /// <summary>The default where nobody has come back yet.</summary>
    public const int DaysWithoutGaps = 365;

    /// <summary>A rule of a given number of days, at least 1.</summary>
    public static LapseRule Given(int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return new LapseRule(days, null, 0);
    }

    /// <summary>
    /// The default of a base: P90 of its gaps in whole days (rounded down: more than 122.4 days and more than 122 days are the same
    /// customers), at least <see cref="FewestDays"/>.
    /// </summary>
    /// <param name="days">The customer-days.</param>
    /// <param name="asOfDay">Day number; later rows are not looked at.</param>
    public static LapseRule Of(CustomerDays days, int asOfDay)
    {
        var counts = new List<int>();
        var total = 0;
        for (var customer = 0; customer < days.CustomerCount; customer++)
        {
            var last = -1;
            for (var i = days.Start[customer]; i < days.Start[customer + 1]; i++)
            {
                if (days.Day[i] > asOfDay || !days.IsPurchase[i])
                {
                    continue;
                }

                if (last >= 0)
                {
                    var gap = days.Day[i] - last;
                    while (counts.Count <= gap)
                    {
                        counts.Add(0);
                    }

                    counts[gap]++;
                    total++;
                }

                last = days.Day[i];
            }
        }

        if (total == 0)
        {
            return new LapseRule(DaysWithoutGaps, null, 0);
        }

        var position = (total - 1L) * 9;
        var low = AtRank(counts, (int)(position / 10));
        var high = AtRank(counts, (int)Math.Min((position / 10) + 1, total - 1));
        var tenths = (10 * low) + ((high - low) * (int)(position % 10));
        return new LapseRule(Math.Max(FewestDays, tenths / 10), tenths / 10.0, total);
    }

    private static int AtRank(List<int> counts, int rank)
    {
        var gap = 0;
        for (var below = counts[0]; below <= rank; below += counts[gap])
        {
            gap++;
        }

        return gap;
    }
}
