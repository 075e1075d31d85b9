using System.Globalization;
using Analytics.Core.Faults;

namespace Analytics.Core.Summaries;

/// <summary>What a row must satisfy to be a purchase history.</summary>
public static class HistoryRules
{
    /// <summary>Refuses what no customer can have done.</summary>
    /// <exception cref="DataFault">Negative or not finite numbers, recency beyond age, recency without repeat purchases.</exception>
    public static void Check(int row, int frequency, double recency, double age, double weight)
    {
        var wrong =
            frequency < 0 ? "frequency is negative"
            : !double.IsFinite(age) || age < 0 ? "age T is negative or not a number"
            : !double.IsFinite(recency) || recency < 0 ? "recency is negative or not a number"
            : recency > age ? "recency is beyond the age T"
            : frequency == 0 && recency > 0 ? "recency is positive without a repeat purchase"
            : !double.IsFinite(weight) || weight < 0 ? "weight is negative or not a number"
            : null;
        if (wrong is not null)
        {
            throw new DataFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"row {row + 1} (frequency {frequency}, recency {recency}, T {age}, weight {weight}) is no purchase history: {wrong}"
                )
            );
        }
    }
}
