using Analytics.Core.Summaries;

namespace Analytics.Core.Segments;

/// <summary>
/// Status and stage of every customer, by fixed rules on frequency x, recency t_x, observed time T, own rhythm rho, spend trend tau and,
/// where a model is fit, the probability to be alive. Never by that probability alone.
/// </summary>
public static class Lifecycle
{
    private const double AliveEnough = .5;
    private const double OutOfRhythm = 3;
    private const double InRhythm = 2;
    private const int LostAfterDays = 365;
    private const int RegularRepeats = 4;
    private const int SettledDays = 182;
    private const double HalvedSpend = .5;
    private const double EvenSpend = 2;

    /// <summary>Statuses and stages of a summary.</summary>
    /// <param name="days">The customer-days from which the summary was folded.</param>
    /// <param name="summary">The summary.</param>
    /// <param name="pAlive">Probability to be alive per row; empty where no model is fit, NaN for a row without one.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <exception cref="ArgumentException"><paramref name="pAlive"/> is neither empty nor one per row.</exception>
    public static LifecycleColumns Of(
        CustomerDays days,
        SummaryColumns summary,
        ReadOnlySpan<double> pAlive,
        int threads
    )
    {
        if (!pAlive.IsEmpty && pAlive.Length != summary.Count)
        {
            throw new ArgumentException("one probability per row is needed", nameof(pAlive));
        }

        var columns = new LifecycleColumns
        {
            Rhythm = Rhythm.Of(summary),
            OwnRhythm = new double[summary.Count],
            SpendTrend = SpendTrend.Of(days, summary, threads),
            Status = new CustomerStatus[summary.Count],
            Stage = new CustomerStage[summary.Count],
        };
        for (var row = 0; row < summary.Count; row++)
        {
            if (!summary.IsScored(row))
            {
                columns.Status[row] = CustomerStatus.ReturnsOnly;
                continue;
            }

            var frequency = summary.Frequency(row);
            var recency = summary.RecencyDays(row);
            var observed = summary.ObservedDays(row);
            var rhythm = columns.Rhythm.Own(frequency, recency, observed);
            var alive = pAlive.IsEmpty ? double.NaN : pAlive[row];
            var status = StatusOf(
                frequency,
                recency,
                observed,
                rhythm,
                columns.Rhythm.LongGap,
                alive
            );
            columns.OwnRhythm[row] = rhythm;
            columns.Status[row] = status;
            columns.Stage[row] = StageOf(status, frequency, observed, columns.SpendTrend[row]);
        }

        return columns;
    }

    /// <summary>The status of a customer with a purchase; first match.</summary>
    /// <param name="frequency">x.</param>
    /// <param name="recencyDays">t_x.</param>
    /// <param name="observedDays">T.</param>
    /// <param name="rhythm">rho.</param>
    /// <param name="longGap">P90 of the base.</param>
    /// <param name="pAlive">Probability to be alive, or NaN where no model is fit (inactive then means rho above 3).</param>
    public static CustomerStatus StatusOf(
        int frequency,
        int recencyDays,
        int observedDays,
        double rhythm,
        double longGap,
        double pAlive
    )
    {
        var inactive = double.IsNaN(pAlive) ? rhythm > OutOfRhythm : pAlive < AliveEnough;
        if (inactive && rhythm > OutOfRhythm && observedDays - recencyDays >= LostAfterDays)
        {
            return CustomerStatus.Lost;
        }

        if (frequency == 0 && observedDays <= longGap)
        {
            return CustomerStatus.FirstTime;
        }

        if (inactive)
        {
            return CustomerStatus.Lapsed;
        }

        if (frequency >= RegularRepeats && rhythm <= InRhythm)
        {
            return CustomerStatus.Loyal;
        }

        return frequency >= 1 ? CustomerStatus.Repeat : CustomerStatus.Lapsed;
    }

    /// <summary>The stage of a customer with a purchase; first match.</summary>
    /// <param name="status">The status.</param>
    /// <param name="frequency">x.</param>
    /// <param name="observedDays">T.</param>
    /// <param name="spendTrend">tau.</param>
    public static CustomerStage StageOf(
        CustomerStatus status,
        int frequency,
        int observedDays,
        double spendTrend
    )
    {
        var regular = frequency >= RegularRepeats;
        if (
            status is CustomerStatus.Lost or CustomerStatus.Lapsed
            || (regular && spendTrend < HalvedSpend)
        )
        {
            return CustomerStage.Decline;
        }

        if (frequency <= 1)
        {
            return CustomerStage.Exploration;
        }

        return regular && observedDays >= SettledDays && spendTrend <= EvenSpend
            ? CustomerStage.Stable
            : CustomerStage.Formation;
    }
}
