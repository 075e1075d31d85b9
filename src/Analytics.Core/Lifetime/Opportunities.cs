using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime;

/// <summary>What cells must satisfy for a model in discrete time.</summary>
internal static class Opportunities
{
    /// <summary>Refuses cells that do not count opportunities.</summary>
    public static void Check(SummaryCells cells, string model)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            var (x, recency, age) = (cells.Frequency[i], cells.Recency[i], cells.Age[i]);
            if (age != Math.Floor(age) || recency != Math.Floor(recency) || x > recency)
            {
                throw new DataFault(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{model} counts opportunities: frequency {x}, recency {recency}, periods {age} must be whole numbers with frequency <= recency <= periods"
                    )
                );
            }
        }
    }
}
