using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store;

/// <summary>
/// Where the stored rows of a load go under the policies of a reading, by day: whatever the as-of day, the account of the load follows
/// without reading its rows again.
/// </summary>
internal sealed class DayTallies
{
    /// <summary>Place of accepted purchases; the next is that of accepted returns, then follow the exclusions.</summary>
    public const int Purchase = 0;

    private const int Return = 1;
    private const int FirstExclusion = 2;
    private const int Places = FirstExclusion + Exclusions.Count;
    private const int NoDay = -1;
    private readonly Dictionary<(int Day, int Place), RowTally> _days = [];
    private readonly (int Day, RowTally Tally)[] _open = new (int, RowTally)[Places];

    /// <summary>No rows.</summary>
    public DayTallies() => Array.Fill(_open, (NoDay, default));

    /// <summary>Rows that a newer row of the same key replaces.</summary>
    public RowTally Replaced { get; private set; }

    /// <summary>The tallies by day and place.</summary>
    public IReadOnlyDictionary<(int Day, int Place), RowTally> Days
    {
        get
        {
            for (var place = 0; place < Places; place++)
            {
                Close(place);
            }

            return _days;
        }
    }

    /// <summary>Counts a row.</summary>
    /// <param name="day">Its day.</param>
    /// <param name="exclusion">Why it is left out, or null.</param>
    /// <param name="isReturn">True for a return.</param>
    /// <param name="units">Its amount, returns negative.</param>
    public void Add(int day, Exclusion? exclusion, bool isReturn, Int128 units)
    {
        var place =
            exclusion is { } kind ? FirstExclusion + (int)kind
            : isReturn ? Return
            : Purchase;
        if (_open[place].Day != day)
        {
            Close(place);
            _open[place].Day = day;
        }

        _open[place].Tally.Add(units);
    }

    /// <summary>Counts a row that a newer one replaces.</summary>
    public void Replace(Int128 units)
    {
        var replaced = Replaced;
        replaced.Add(units);
        Replaced = replaced;
    }

    /// <summary>Adds rows of one day and place.</summary>
    public void Add(int day, int place, in RowTally tally)
    {
        _days.TryGetValue((day, place), out var sum);
        sum.Add(tally);
        _days[(day, place)] = sum;
    }

    /// <summary>Adds other tallies of the same scale.</summary>
    public void Add(DayTallies other)
    {
        var replaced = Replaced;
        replaced.Add(other.Replaced);
        Replaced = replaced;
        foreach (var ((day, place), tally) in other.Days)
        {
            Add(day, place, tally);
        }
    }

    /// <summary>Adds the days with accepted purchases.</summary>
    public void AddPurchaseDays(DaySet days)
    {
        foreach (var (day, place) in Days.Keys)
        {
            if (place == Purchase)
            {
                days.Add(day);
            }
        }
    }

    /// <summary>The account at an as-of day: whatever is later is left out for that.</summary>
    public PurchaseCounts At(int asOf, int scale)
    {
        var counts = new PurchaseCounts();
        counts.Rescale(scale);
        counts.AddDuplicates(Replaced);
        foreach (var ((day, place), tally) in Days)
        {
            if (day > asOf)
            {
                counts.AddExcluded(Exclusion.AfterAsOf, tally);
            }
            else if (place < FirstExclusion)
            {
                counts.AddAccepted(tally);
            }
            else
            {
                counts.AddExcluded((Exclusion)(place - FirstExclusion), tally);
            }
        }

        return counts;
    }

    private void Close(int place)
    {
        var (day, tally) = _open[place];
        if (tally.Rows > 0)
        {
            Add(day, place, tally);
        }

        _open[place] = (NoDay, default);
    }
}
