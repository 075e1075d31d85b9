namespace Analytics.Core.Delinquency.Losses;

/// <summary>
/// Vintages: accounts by month of their first invoice, and how many of them were ever, and are currently, in a bad state (60 or more days past
/// due) so many months later. A cohort is followed only to the month that every account of it has reached.
/// </summary>
public sealed class VintageTable
{
    private readonly SortedDictionary<int, Cohort> _cohorts = [];

    /// <summary>Adds an account.</summary>
    /// <param name="firstMonth">Month of its first invoice.</param>
    /// <param name="isBad">Whether it is bad at each close from that month on.</param>
    public void Add(int firstMonth, ReadOnlySpan<bool> isBad)
    {
        if (!_cohorts.TryGetValue(firstMonth, out var cohort))
        {
            cohort = new Cohort();
            _cohorts.Add(firstMonth, cohort);
        }

        cohort.Accounts++;
        cohort.Months = Math.Min(cohort.Months, isBad.Length);
        var ever = false;
        for (var m = 0; m < isBad.Length; m++)
        {
            if (cohort.Ever.Count <= m)
            {
                cohort.Ever.Add(0);
                cohort.Now.Add(0);
            }

            ever |= isBad[m];
            cohort.Ever[m] += ever ? 1 : 0;
            cohort.Now[m] += isBad[m] ? 1 : 0;
        }
    }

    /// <summary>Adds what another table saw of other accounts.</summary>
    public void Add(VintageTable other)
    {
        foreach (var (month, theirs) in other._cohorts)
        {
            if (!_cohorts.TryGetValue(month, out var mine))
            {
                mine = new Cohort();
                _cohorts.Add(month, mine);
            }

            mine.Accounts += theirs.Accounts;
            mine.Months = Math.Min(mine.Months, theirs.Months);
            for (var m = 0; m < theirs.Ever.Count; m++)
            {
                if (mine.Ever.Count <= m)
                {
                    mine.Ever.Add(0);
                    mine.Now.Add(0);
                }

                mine.Ever[m] += theirs.Ever[m];
                mine.Now[m] += theirs.Now[m];
            }
        }
    }

    /// <summary>The curves, by cohort and month.</summary>
    public IEnumerable<VintagePoint> Points() =>
        _cohorts.SelectMany(c =>
            Enumerable
                .Range(0, c.Value.Months)
                .Select(m => new VintagePoint(
                    c.Key,
                    m,
                    c.Value.Accounts,
                    c.Value.Ever[m],
                    c.Value.Now[m]
                ))
        );

    private sealed class Cohort
    {
        public long Accounts { get; set; }

        public int Months { get; set; } = int.MaxValue;

        public List<long> Ever { get; } = [];

        public List<long> Now { get; } = [];
    }
}

/// <summary>One point of a vintage curve.</summary>
/// <param name="Cohort">Month of the first invoice, as a <see cref="Time.CalendarMonth"/> number.</param>
/// <param name="Months">Months since, 0 = that month.</param>
/// <param name="Accounts">Accounts of the cohort.</param>
/// <param name="Ever">How many were bad at this or an earlier close.</param>
/// <param name="Currently">How many are bad at this close.</param>
public readonly record struct VintagePoint(
    int Cohort,
    int Months,
    long Accounts,
    long Ever,
    long Currently
);
