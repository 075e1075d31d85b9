using System.Runtime.InteropServices;

namespace Analytics.Core.Delinquency.Ledger;

/// <summary>
/// Replays the postings of one account and looks at each cycle close. What a close shows follows from the postings up to its day alone: later
/// ones are not yet applied. One instance serves many accounts, one after the other.
/// </summary>
/// <param name="rules">Materiality and disputes.</param>
public sealed class AccountReplay(LedgerRules rules)
{
    private readonly List<Item> _open = [];
    private readonly List<Cash> _waiting = [];
    private long _unapplied;
    private bool _writtenOff;
    private bool _closed;
    private AccountCycle _flow;
    private AllocationTotals _totals;

    /// <summary>How money met debt so far, over all accounts replayed.</summary>
    public AllocationTotals Totals => _totals;

    /// <summary>Receives every invoice of the account at hand once it is paid in full, and at the end those still open; null = not wanted.</summary>
    public List<Settlement>? Settlements { get; set; }

    /// <summary>Replays an account.</summary>
    /// <param name="postings">Its postings in their order (see <see cref="Posting.Compare"/>).</param>
    /// <param name="closes">Close days, ascending.</param>
    /// <param name="cycles">Receives one look per close from the first posting on; as long as <paramref name="closes"/>.</param>
    /// <returns>Number of looks; they belong to the last closes.</returns>
    public int Run(
        ReadOnlySpan<Posting> postings,
        ReadOnlySpan<int> closes,
        Span<AccountCycle> cycles
    )
    {
        Reset();
        var (next, count) = (0, 0);
        foreach (var close in closes)
        {
            while (next < postings.Length && postings[next].Day <= close)
            {
                var end = next + 1;
                while (end < postings.Length && postings[end].Day == postings[next].Day)
                {
                    end++;
                }

                Apply(postings[next..end]);
                next = end;
            }

            if (next > 0)
            {
                cycles[count++] = Look(close);
            }
        }

        _totals.Unapplied += _unapplied;
        foreach (var item in _open)
        {
            Settlements?.Add(item.Settled(Settlement.Open));
        }

        return count;
    }

    private void Reset()
    {
        _open.Clear();
        _waiting.Clear();
        (_unapplied, _writtenOff, _closed, _flow) = (0, false, false, default);
    }

    private void Apply(ReadOnlySpan<Posting> day)
    {
        var cash = 0;
        foreach (ref readonly var posting in day)
        {
            switch (posting.Type)
            {
                case PostingType.Invoice:
                    AddItem(posting);
                    break;
                case PostingType.Dispute or PostingType.DisputeEnd:
                    Dispute(posting);
                    break;
                case PostingType.Credit or PostingType.Payment:
                    cash++;
                    break;
                case PostingType.Contact:
                    _flow.Contact = (byte)Math.Min(posting.Key, byte.MaxValue);
                    break;
                default:
                    break;
            }
        }

        if (cash > 0)
        {
            ApplyCash(day);
        }

        foreach (ref readonly var posting in day)
        {
            if (posting.Type == PostingType.WriteOff)
            {
                WriteOff(posting);
            }
            else if (posting.Type == PostingType.Close)
            {
                _closed = true;
            }
        }
    }

    private void AddItem(in Posting posting)
    {
        _closed = false;
        _flow.Billed += posting.Units;
        _flow.Invoices++;
        var item = new Item(
            posting.Key,
            posting.DueDay,
            posting.Day,
            posting.Units,
            false,
            posting.Units
        );
        for (var w = 0; w < _waiting.Count && item.Open > 0 && posting.Key != 0; w++)
        {
            if (_waiting[w].Reference == posting.Key)
            {
                var used = Math.Min(_waiting[w].Units, item.Open);
                _waiting[w] = _waiting[w] with { Units = _waiting[w].Units - used };
                _unapplied -= used;
                _totals.Named += used;
                Note(item, posting.Day, used, _waiting[w].IsPayment);
                item = item with { Open = item.Open - used };
            }
        }

        if (item.Open > 0)
        {
            var at = _open.BinarySearch(item, OldestDueFirst.Instance);
            _open.Insert(at < 0 ? ~at : at, item);
        }
        else
        {
            Settlements?.Add(item.Settled(posting.Day));
        }
    }

    private void Dispute(in Posting posting)
    {
        var at = Find(posting);
        if (at >= 0)
        {
            _open[at] = _open[at] with { Disputed = posting.Type == PostingType.Dispute };
        }
    }

    /// <summary>The open item that a posting names, or the oldest of its amount, or the oldest; -1 where there is none.</summary>
    private int Find(Posting posting)
    {
        if (posting.Reference != 0)
        {
            return _open.FindIndex(item => item.Key == posting.Reference);
        }

        var exact = _open.FindIndex(item => item.Open == posting.Units);
        return exact >= 0 || _open.Count == 0 ? exact : 0;
    }

    // named first, then exact amounts, then oldest due: each pass over all money of the day, so that the order of rows does not matter
    private void ApplyCash(ReadOnlySpan<Posting> day)
    {
        Span<long> left = day.Length <= 64 ? stackalloc long[day.Length] : new long[day.Length];
        for (var i = 0; i < day.Length; i++)
        {
            if (day[i].Type is PostingType.Credit or PostingType.Payment)
            {
                left[i] = day[i].Units;
                if (day[i].Type == PostingType.Payment)
                {
                    _flow.Paid += day[i].Units;
                    _flow.Payments++;
                }

                if (day[i].Reference != 0)
                {
                    left[i] = ApplyNamed(day[i]);
                }
            }
        }

        for (var i = 0; i < day.Length; i++)
        {
            if (left[i] > 0 && day[i].Reference == 0)
            {
                var units = left[i];
                var at = _open.FindIndex(item => item.Open == units);
                if (at >= 0)
                {
                    _totals.Exact += units;
                    Take(at, day[i].Day, units, day[i].Type == PostingType.Payment);
                    left[i] = 0;
                }
            }
        }

        for (var i = 0; i < day.Length; i++)
        {
            while (left[i] > 0 && _open.Count > 0 && day[i].Reference == 0)
            {
                var used = Math.Min(left[i], _open[0].Open);
                _totals.Oldest += used;
                Take(0, day[i].Day, used, day[i].Type == PostingType.Payment);
                left[i] -= used;
            }

            if (day[i].Type is PostingType.Credit or PostingType.Payment)
            {
                _unapplied += left[i];
            }
        }
    }

    private long ApplyNamed(in Posting posting)
    {
        var left = posting.Units;
        var reference = posting.Reference;
        var at = _open.FindIndex(item => item.Key == reference);
        if (at >= 0)
        {
            var used = Math.Min(left, _open[at].Open);
            _totals.Named += used;
            Take(at, posting.Day, used, posting.Type == PostingType.Payment);
            left -= used;
        }

        if (left > 0)
        {
            // the invoice may still come; until then the money is unapplied
            _waiting.Add(new Cash(reference, left, posting.Type == PostingType.Payment));
        }

        return left;
    }

    private void Take(int at, int day, long units, bool isPayment)
    {
        var item = _open[at];
        Note(item, day, units, isPayment);
        if (units == item.Open)
        {
            _open.RemoveAt(at);
            Settlements?.Add(item.Settled(isPayment ? day : Settlement.Given));
        }
        else
        {
            _open[at] = item with { Open = item.Open - units };
        }
    }

    private void Note(in Item item, int day, long units, bool isPayment)
    {
        if (isPayment && units > 0)
        {
            _flow.PaymentDelay += day - item.DueDay;
            _flow.Allocations++;
            _flow.LateAllocations += day > item.DueDay ? 1 : 0;
        }
    }

    private void WriteOff(in Posting posting)
    {
        _writtenOff = true;
        if (posting.Reference != 0 && Find(posting) is >= 0 and var at)
        {
            var used =
                posting.Units == 0 ? _open[at].Open : Math.Min(posting.Units, _open[at].Open);
            _flow.WrittenOff += used;
            Take(at, posting.Day, used, isPayment: false);
            return;
        }

        var left = posting.Units == 0 ? long.MaxValue : posting.Units;
        while (left > 0 && _open.Count > 0)
        {
            var used = Math.Min(left, _open[0].Open);
            _flow.WrittenOff += used;
            Take(0, posting.Day, used, isPayment: false);
            left -= used;
        }
    }

    private AccountCycle Look(int close)
    {
        var look = _flow;
        look.CloseDay = close;
        look.Unapplied = _unapplied;
        Int128 balance = 0;
        foreach (ref readonly var item in CollectionsMarshal.AsSpan(_open))
        {
            if (item.Disputed && rules.DisputedApart)
            {
                look.Disputed += item.Open;
                continue;
            }

            var bucket = Ageing.BucketOf(close - item.DueDay);
            look.Open[bucket] += item.Open;
            look.Items[bucket]++;
            balance += item.Open;
        }

        foreach (ref readonly var item in CollectionsMarshal.AsSpan(_open))
        {
            // oldest due first: the first material one gives the days past due
            if (!(item.Disputed && rules.DisputedApart) && rules.Floors.Counts(item.Open, balance))
            {
                look.DaysPastDue = Math.Max(0, close - item.DueDay);
                break;
            }
        }

        look.State = DelinquencyStates.Of(
            look.DaysPastDue,
            _writtenOff,
            _closed && _open.Count == 0
        );
        _flow = default;
        return look;
    }

    private readonly record struct Cash(ulong Reference, long Units, bool IsPayment);

    private readonly record struct Item(
        ulong Key,
        int DueDay,
        int Day,
        long Open,
        bool Disputed,
        long Units
    )
    {
        public Settlement Settled(int day) => new(Key, Day, DueDay, Units, day);
    }

    private sealed class OldestDueFirst : IComparer<Item>
    {
        public static OldestDueFirst Instance { get; } = new();

        public int Compare(Item x, Item y)
        {
            var c = x.DueDay.CompareTo(y.DueDay);
            c = c != 0 ? c : x.Day.CompareTo(y.Day);
            c = c != 0 ? c : x.Key.CompareTo(y.Key);
            return c != 0 ? c : x.Open.CompareTo(y.Open);
        }
    }
}
