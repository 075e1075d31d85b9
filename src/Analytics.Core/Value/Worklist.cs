using Analytics.Core.Segments;
using Analytics.Core.Summaries;

namespace Analytics.Core.Value;

/// <summary>
/// The customers worth acting on: those for whom the assumed gain of a contact exceeds its cost, best first, down to the budget. What a
/// contact brings is an assumption until an experiment shows it.
/// </summary>
public static class Worklist
{
    /// <summary>Days ahead in which an anniversary counts.</summary>
    public const int AnniversaryDays = 30;

    private const double LikelyThere = 0.5;
    private const double OutOfRhythm = 2;

    /// <summary>The list.</summary>
    /// <param name="summary">The customers.</param>
    /// <param name="lifecycle">Their status and rhythm.</param>
    /// <param name="values">Their values.</param>
    /// <param name="isToGrow">True for a customer with little value so far and much to come.</param>
    /// <param name="churnStake">Churn probability x margin that leaving would cost, one per row; not-a-number for who was not scored, empty where there is no churn model.</param>
    /// <param name="isTaken">True for a customer who is contacted for another reason already.</param>
    /// <param name="contact">Assumed gain, cost and budget.</param>
    public static IReadOnlyList<WorkItem> Of(
        SummaryColumns summary,
        LifecycleColumns lifecycle,
        CustomerValues values,
        Func<int, bool> isToGrow,
        ReadOnlySpan<double> churnStake,
        Func<int, bool> isTaken,
        ContactTerms contact
    )
    {
        var items = new List<WorkItem>();
        for (var row = 0; row < summary.Count; row++)
        {
            var churn = churnStake.IsEmpty ? double.NaN : churnStake[row];
            if (
                isTaken(row)
                || !summary.IsScored(row)
                || (double.IsNaN(values.Clv[row]) && double.IsNaN(churn))
            )
            {
                continue;
            }

            var (reason, stake) = Best(summary, lifecycle, values, isToGrow, churn, row);
            var gain = contact.SaveRate * stake;
            if (gain > contact.Cost)
            {
                items.Add(new WorkItem(row, reason, stake, gain, contact.Cost));
            }
        }

        items.Sort(BestFirst);
        return contact.Budget is { } budget && contact.Cost > 0
            ? items.GetRange(0, (int)Math.Min(items.Count, Math.Floor(budget / contact.Cost)))
            : items;
    }

    /// <summary>The order of the list: the largest expected gain first, then the row.</summary>
    public static int BestFirst(WorkItem a, WorkItem b) =>
        b.ExpectedGain != a.ExpectedGain
            ? b.ExpectedGain.CompareTo(a.ExpectedGain)
            : a.Row.CompareTo(b.Row);

    private static (WorkReason Reason, double Stake) Best(
        SummaryColumns summary,
        LifecycleColumns lifecycle,
        CustomerValues values,
        Func<int, bool> isToGrow,
        double churn,
        int row
    )
    {
        var gone = lifecycle.Status[row] is CustomerStatus.Lapsed or CustomerStatus.Lost;
        if (gone)
        {
            // a model without leaving puts nothing at risk although the rhythm is lost: what the horizon should bring stands in
            var back = values.AtRisk[row] > 0 ? values.AtRisk[row] : values.Clv[row];
            return churn > back || double.IsNaN(back)
                ? (WorkReason.Retain, churn)
                : (WorkReason.WinBack, back);
        }

        var best = (
            Reason: WorkReason.Retain,
            Stake: double.IsNaN(churn) ? values.AtRisk[row] : churn
        );
        void Offer(WorkReason reason, bool applies)
        {
            if (applies && values.Clv[row] > best.Stake)
            {
                best = (reason, values.Clv[row]);
            }
        }

        var isThere = !(values.PAlive[row] < LikelyThere);
        Offer(WorkReason.Overdue, isThere && lifecycle.OwnRhythm[row] > OutOfRhythm);
        Offer(WorkReason.Anniversary, isThere && IsAnniversary(summary, row));
        Offer(WorkReason.Grow, isThere && isToGrow(row));
        return best;
    }

    private static bool IsAnniversary(SummaryColumns summary, int row)
    {
        var (first, asOf) = (
            DateOnly.FromDayNumber(summary.FirstDay[row]),
            DateOnly.FromDayNumber(summary.AsOfDay)
        );
        // 29 February comes round on 28 February
        var next = first.AddYears(asOf.Year - first.Year);
        next = next <= asOf ? first.AddYears(asOf.Year - first.Year + 1) : next;
        return next.DayNumber - asOf.DayNumber <= AnniversaryDays;
    }
}
