using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Summaries;

namespace Analytics.Models.Churn;

/// <summary>Cut-offs of a span of transactions: several to train on, one to choose by, one to test on, a horizon apart, so that each label window ends before the next cut-off begins.</summary>
/// <param name="Train">Training cut-offs, ascending.</param>
/// <param name="Choose">The cut-off of the choosing window.</param>
/// <param name="Test">The cut-off of the test window.</param>
public sealed record WindowPlan(int[] Train, int Choose, int Test)
{
    /// <summary>Training cut-offs at most.</summary>
    public const int MostTraining = 6;

    /// <summary>Plans the windows.</summary>
    /// <param name="days">The customer-days.</param>
    /// <param name="asOfDay">The last day with known outcomes.</param>
    /// <param name="horizonDays">Days that are foretold.</param>
    /// <exception cref="DataFault">The span is shorter than four horizons.</exception>
    public static WindowPlan Of(CustomerDays days, int asOfDay, int horizonDays)
    {
        var first = asOfDay;
        for (var customer = 0; customer < days.CustomerCount; customer++)
        {
            for (var i = days.Start[customer]; i < days.Start[customer + 1]; i++)
            {
                if (days.IsPurchase[i])
                {
                    first = Math.Min(first, days.Day[i]);
                    break;
                }
            }
        }

        var span = asOfDay - first;
        if (span < 4 * horizonDays)
        {
            throw new DataFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the purchases span {span} days ({ChurnFeatures.Iso(first)} to {ChurnFeatures.Iso(asOfDay)}); a horizon of {horizonDays} days needs {4 * horizonDays}: history, training, choosing and testing, one horizon each. {(span < 28 ? "Take a longer export" : $"Take a longer export, or a shorter horizon: --horizon {span / 4}d at most")}"
                )
            );
        }

        var train = new List<int>();
        for (
            var day = asOfDay - (3 * horizonDays);
            day - first >= horizonDays && train.Count < MostTraining;
            day -= horizonDays
        )
        {
            train.Insert(0, day);
        }

        return new WindowPlan([.. train], asOfDay - (2 * horizonDays), asOfDay - horizonDays);
    }
}
