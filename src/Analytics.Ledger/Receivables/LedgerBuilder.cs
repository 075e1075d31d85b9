using Analytics.Core.Delinquency.Ledger;
using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Receivables;

/// <summary>Turns rows as read into the ledger: one scale, one sign, no duplicates, nothing after the as-of day; and settles where each row went.</summary>
internal sealed class LedgerBuilder(
    LedgerRows rows,
    IReadOnlyList<PostingRows> takers,
    bool hasKeys
)
{
    /// <summary>Invoices whose number came twice with other content.</summary>
    public long Conflicts { get; private set; }

    /// <summary>The last posting day, and the one before it.</summary>
    public (int Last, int Before) LastDays()
    {
        var days = new DaySet();
        foreach (ref readonly var posting in rows.Postings)
        {
            days.Add(posting.Day);
        }

        var last = days.LastBefore(DateOnly.MaxValue.DayNumber + 1);
        return (last, last < 0 ? -1 : days.LastBefore(last));
    }

    /// <summary>Builds the ledger.</summary>
    public ReceivablesLedger Build(int asOf)
    {
        Normalise();
        var sorted = Sort(out var starts, out var from);
        var kept = new Posting[sorted.Length];
        var (at, first) = (0, int.MaxValue);
        var newStarts = new int[starts.Length];
        var taken = new HashSet<ulong>();
        for (var a = 0; a + 1 < starts.Length; a++)
        {
            newStarts[a] = at;
            taken.Clear();
            for (var i = starts[a]; i < starts[a + 1]; i++)
            {
                var (posting, place) = (sorted[i], rows.Places[from[i]]);
                var isDuplicate = IsDuplicate(
                    posting,
                    place,
                    taken,
                    i > starts[a] ? sorted[i - 1] : null
                );
                Settle(posting, place, isDuplicate, asOf);
                if (!isDuplicate && posting.Day <= asOf)
                {
                    kept[at++] = posting;
                    first = Math.Min(first, posting.Day);
                }
            }
        }

        newStarts[^1] = at;
        return Finish(newStarts, kept[..at], first, asOf);
    }

    // one scale for all money, and the sign that most payments of a file have becomes the normal one
    private void Normalise()
    {
        foreach (var taker in takers)
        {
            taker.Counts.Rescale(rows.Scale);
        }

        var flips = takers
            .Select(t => t is LedgerPostingRows l && l.Negative > l.Positive)
            .ToArray();
        try
        {
            for (var i = 0; i < rows.Count; i++)
            {
                ref var posting = ref rows.Postings[i];
                var units = checked(
                    posting.Units * PowersOfTen.Factor(rows.Scale - rows.Scales[i])
                );
                var type = posting.Type;
                if (type is PostingType.Payment or PostingType.Credit or PostingType.WriteOff)
                {
                    units = flips[rows.Places[i] >> 1] ? -units : units;
                    if (units < 0 && takers[rows.Places[i] >> 1] is LedgerPostingRows)
                    {
                        // money taken back is owed again
                        (type, units) = (PostingType.Invoice, -units);
                    }

                    units = Math.Abs(units);
                }

                posting = posting with { Units = units, Type = type };
            }
        }
        catch (OverflowException e)
        {
            throw new DataFault(
                "the amounts with the decimals of the finest one need more than 64 bits: round them in the export",
                e
            );
        }
    }

    private Posting[] Sort(out int[] starts, out int[] from)
    {
        var (order, _) = rows.Accounts.Sorted();
        var rank = new int[order.Length];
        for (var r = 0; r < order.Length; r++)
        {
            rank[order[r]] = r;
        }

        starts = new int[order.Length + 1];
        foreach (var account in rows.AccountOf)
        {
            starts[rank[account] + 1]++;
        }

        for (var a = 0; a < order.Length; a++)
        {
            starts[a + 1] += starts[a];
        }

        var next = starts.ToArray();
        var (sorted, places) = (new Posting[rows.Count], new int[rows.Count]);
        for (var i = 0; i < rows.Count; i++)
        {
            var at = next[rank[rows.AccountOf[i]]]++;
            (sorted[at], places[at]) = (rows.Postings[i], i);
        }

        var borders = starts;
        for (var a = 0; a < order.Length; a++)
        {
            var (begin, length) = (borders[a], borders[a + 1] - borders[a]);
            sorted.AsSpan(begin, length).Sort(places.AsSpan(begin, length), Posting.Compare);
        }

        from = places;
        return sorted;
    }

    private bool IsDuplicate(
        in Posting posting,
        ushort place,
        HashSet<ulong> taken,
        Posting? before
    )
    {
        if (!hasKeys || posting.Key == 0 || posting.Type == PostingType.Contact)
        {
            return false;
        }

        // the key of an invoice and of a payment are numbers of different kinds
        var key = posting.Key ^ (posting.Type == PostingType.Invoice ? 0 : 0x5DEECE66DUL);
        if ((place & 1) == 1 || taken.Add(key))
        {
            return false;
        }

        Conflicts += before is { } b && b == posting ? 0 : 1;
        return true;
    }

    private void Settle(in Posting posting, ushort place, bool isDuplicate, int asOf)
    {
        if ((place & 1) == 1)
        {
            return;
        }

        var counts = takers[place >> 1].Counts;
        var units = posting.Type == PostingType.Credit ? -(Int128)posting.Units : posting.Units;
        if (isDuplicate)
        {
            counts.Duplicate(units);
        }
        else if (posting.Day > asOf)
        {
            counts.Exclude(Exclusion.AfterAsOf, posting.Day, units, isLate: false);
        }
        else
        {
            counts.Accept(units);
        }
    }

    private ReceivablesLedger Finish(int[] starts, Posting[] postings, int first, int asOf)
    {
        var (order, ids) = rows.Accounts.Sorted();
        string[] names = [];
        int[]? labels = null;
        if (rows.LabelOf.Count > 0)
        {
            var (labelOrder, labelIds) = rows.Labels.Sorted();
            names = Enumerable.Range(0, labelIds.Count).Select(labelIds.Text).ToArray();
            labels = order
                .Select(a =>
                    a < rows.LabelOf.Count && rows.LabelOf[a] >= 0
                        ? Array.IndexOf(labelOrder, rows.LabelOf[a])
                        : -1
                )
                .ToArray();
        }

        // accounts that have nothing up to the as-of day are not there yet
        var (kept, keptStarts) = (new List<int>(), new List<int> { 0 });
        for (var a = 0; a < order.Length; a++)
        {
            if (starts[a + 1] > starts[a])
            {
                kept.Add(a);
                keptStarts.Add(starts[a + 1]);
            }
        }

        return new ReceivablesLedger(
            ids.Subset(kept.ToArray()),
            [.. keptStarts],
            postings,
            labels is null ? null : kept.Select(a => labels[a]).ToArray()
        )
        {
            FirstDay = first,
            AsOf = asOf,
            Scale = rows.Scale,
            TypeNames = names,
        };
    }
}
