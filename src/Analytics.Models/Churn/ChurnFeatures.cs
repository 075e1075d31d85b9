using System.Globalization;
using Analytics.Core.Summaries;
using Analytics.Models.Features;

namespace Analytics.Models.Churn;

/// <summary>Builds the rows of a cut-off.</summary>
public static class ChurnFeatures
{
    /// <summary>All features of transactions, in order.</summary>
    public static readonly IReadOnlyList<FeatureFact> Facts =
    [
        .. TransactionFeatures.Facts,
        .. LifetimeFeatures.Facts,
        .. BreadthFeatures.Facts,
    ];

    /// <summary>Builds features of the customers known at a cut-off.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="horizonDays">Days that are foretold.</param>
    /// <param name="eligibleDays">Only customers with a purchase in so many days up to the cut-off.</param>
    /// <param name="seed">Seed of the lifetime fit.</param>
    /// <param name="threads">Most threads; changes no bit.</param>
    public static ChurnRows Build(
        PastView past,
        int horizonDays,
        int eligibleDays,
        long seed,
        int threads
    )
    {
        var summary = past.Summary;
        var rows = ScoredRows
            .Of(summary)
            .Where(r => summary.DaysSinceLast(r) < eligibleDays)
            .ToArray();
        if (rows.Length == 0)
        {
            return new ChurnRows(past.CutOffDay, [], [], "");
        }

        var folded = TransactionFeatures.Build(past, horizonDays, rows, threads);
        var (lifetime, model) = LifetimeFeatures.Build(past, horizonDays, rows, seed, threads);
        return new ChurnRows(
            past.CutOffDay,
            Array.ConvertAll(rows, r => past.Customers[r]),
            [
                .. folded.Concat(lifetime).Select((values, c) => NumberColumn.Of(Facts[c], values)),
                .. BreadthFeatures.Build(past, rows, threads),
            ],
            model
        );
    }

    /// <summary>The outcome of rows: true where the customer buys nothing in the horizon behind the cut-off.</summary>
    /// <param name="days">The customer-days; this looks at what came later.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="horizonDays">Length of the horizon.</param>
    public static bool[] Outcome(CustomerDays days, ChurnRows rows, int horizonDays) =>
        Array.ConvertAll(
            rows.Customers,
            customer =>
            {
                for (var i = days.Start[customer + 1] - 1; i >= days.Start[customer]; i--)
                {
                    if (days.Day[i] <= rows.CutOffDay)
                    {
                        break;
                    }

                    if (days.IsPurchase[i] && days.Day[i] <= rows.CutOffDay + horizonDays)
                    {
                        return false;
                    }
                }

                return true;
            }
        );

    /// <summary>A day number as ISO date.</summary>
    public static string Iso(int day) =>
        DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
