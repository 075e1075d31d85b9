using Analytics.Core.Summaries;

namespace Analytics.Core.Cohorts;

/// <summary>
/// The headline: of the customers who bought something in the year before last, (as-of - 730, as-of - 365] in days, how many bought
/// something in the last year, (as-of - 365, as-of].
/// </summary>
/// <param name="Base">Customers of the year before last.</param>
/// <param name="Retained">Those of them who bought something in the last year.</param>
/// <param name="WholeYears">False where the data begin within the year before last, so that its customers are only those of its end.</param>
public sealed record YearlyRetention(int Base, int Retained, bool WholeYears)
{
    private const int Year = 365;

    /// <summary>Share retained, 0 to 1; null without a base.</summary>
    public double? Retention => Base == 0 ? null : (double)Retained / Base;

    /// <summary>Share lost, 1 - retention; null without a base.</summary>
    public double? Churn => Base == 0 ? null : (double)(Base - Retained) / Base;

    /// <summary>Measures a ledger.</summary>
    /// <param name="days">The customer-days.</param>
    /// <param name="asOfDay">Day number; later rows are not looked at.</param>
    public static YearlyRetention Of(CustomerDays days, int asOfDay)
    {
        var (customers, retained) = (0, 0);
        var first = int.MaxValue;
        for (var customer = 0; customer < days.CustomerCount; customer++)
        {
            var (before, lately) = (false, false);
            for (var i = days.Start[customer]; i < days.Start[customer + 1]; i++)
            {
                var ago = asOfDay - days.Day[i];
                if (ago < 0 || !days.IsPurchase[i])
                {
                    continue;
                }

                first = Math.Min(first, days.Day[i]);
                before |= ago is >= Year and < 2 * Year;
                lately |= ago < Year;
            }

            customers += before ? 1 : 0;
            retained += before && lately ? 1 : 0;
        }

        return new YearlyRetention(customers, retained, asOfDay - first >= (2 * Year) - 1);
    }
}
