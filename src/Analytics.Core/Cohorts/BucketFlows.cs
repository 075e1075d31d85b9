using Analytics.Core.Summaries;

namespace Analytics.Core.Cohorts;

/// <summary>What flowed in and out of the bucket per month, for some customers.</summary>
internal sealed class BucketFlows(MonthTable months, int lapseDays)
{
    /// <summary>Flows by place of the month.</summary>
    public Flow[] Months { get; } = new Flow[months.Count];

    /// <summary>Counts and amounts of one month.</summary>
    internal struct Flow
    {
        public int New;
        public int Reactivated;
        public int Lapsed;
        public Int128 NewAmount;
        public Int128 ReactivatedAmount;
        public Int128 Expansion;
        public Int128 Contraction;
        public Int128 LapsedAmount;
    }

    /// <summary>Adds the flows of other customers.</summary>
    public void Add(BucketFlows other)
    {
        for (var month = 0; month < Months.Length; month++)
        {
            ref var mine = ref Months[month];
            ref var theirs = ref other.Months[month];
            mine.New += theirs.New;
            mine.Reactivated += theirs.Reactivated;
            mine.Lapsed += theirs.Lapsed;
            mine.NewAmount += theirs.NewAmount;
            mine.ReactivatedAmount += theirs.ReactivatedAmount;
            mine.Expansion += theirs.Expansion;
            mine.Contraction += theirs.Contraction;
            mine.LapsedAmount += theirs.LapsedAmount;
        }
    }

    /// <summary>Adds one customer.</summary>
    public void Add(CustomerDays days, int customer)
    {
        var (from, to) = (days.Start[customer], days.Start[customer + 1]);
        while (to > from && days.Day[to - 1] > months.AsOfDay)
        {
            to--;
        }

        var last = -1;
        var firstMonth = -1;
        for (var i = from; i < to; i++)
        {
            if (!days.IsPurchase[i])
            {
                continue;
            }

            var day = days.Day[i];
            if (last < 0)
            {
                firstMonth = months[day];
                Months[firstMonth].New++;
            }
            else if (day - last > lapseDays)
            {
                Months[months[last + lapseDays + 1]].Lapsed++;
                Months[months[day]].Reactivated++;
            }

            last = day;
        }

        if (last < 0)
        {
            return;
        }

        if (months.AsOfDay - last > lapseDays)
        {
            Months[months[last + lapseDays + 1]].Lapsed++;
        }

        AddMoney(days, from, to, firstMonth);
    }

    /// <summary>Compares the customer's amount at neighbouring month ends.</summary>
    private void AddMoney(CustomerDays days, int from, int to, int firstMonth)
    {
        // rows oldest .. next - 1 are those of the last lapse days at the end of the month
        var (oldest, next) = (from, from);
        var (purchases, wasIn) = (0, false);
        Int128 amount = 0;
        for (var month = firstMonth; month < months.Count; month++)
        {
            if (purchases == 0 && next == to)
            {
                return;
            }

            var before = amount;
            var end = months.End(month);
            for (; next < to && days.Day[next] <= end; next++)
            {
                amount += days.Gross[next];
                purchases += days.IsPurchase[next] ? 1 : 0;
            }

            for (; oldest < next && end - days.Day[oldest] > lapseDays; oldest++)
            {
                amount -= days.Gross[oldest];
                purchases -= days.IsPurchase[oldest] ? 1 : 0;
            }

            var isIn = purchases > 0;
            if (amount != before || isIn != wasIn)
            {
                AddChange(ref Months[month], before, amount, wasIn, isIn, month == firstMonth);
                wasIn = isIn;
            }
        }
    }

    private static void AddChange(
        ref Flow flow,
        Int128 before,
        Int128 after,
        bool wasIn,
        bool isIn,
        bool isFirstMonth
    )
    {
        if (wasIn && isIn)
        {
            if (after > before)
            {
                flow.Expansion += after - before;
            }
            else
            {
                flow.Contraction += before - after;
            }
        }
        else if (wasIn)
        {
            flow.LapsedAmount += before;
        }
        else if (isFirstMonth)
        {
            flow.NewAmount += after;
        }
        else
        {
            flow.ReactivatedAmount += after;
        }
    }
}
