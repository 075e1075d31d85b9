namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Where every row of a part went: rejected, duplicate, excluded or accepted, in rows and money. Which rows are later than an as-of day
/// that is only known at the end is settled by <see cref="SettleAsOf"/>: such rows are never purchases (a purchase would move the as-of day),
/// and while the part was read they were later than all its purchases so far, so only those are remembered, per day.
/// </summary>
internal sealed class PurchaseCounts
{
    private const int Accepted = Exclusions.Count;
    private readonly RowTally[] _rejected = new RowTally[Enum.GetValues<RowFaultKind>().Length];
    private readonly RowTally[] _excluded = new RowTally[Exclusions.Count];
    private readonly Dictionary<long, LateRows> _late = [];
    private RowTally _accepted;
    private RowTally _duplicate;

    /// <summary>Decimals of all money here: the most seen in any readable amount so far.</summary>
    public int Scale { get; private set; }

    /// <summary>Accepted rows.</summary>
    public RowTally AcceptedRows => _accepted;

    /// <summary>Duplicate rows.</summary>
    public RowTally DuplicateRows => _duplicate;

    /// <summary>Rows rejected so far.</summary>
    public long RejectedRows { get; private set; }

    /// <summary>Rejected rows of a kind.</summary>
    public RowTally Rejected(RowFaultKind kind) => _rejected[(int)kind];

    /// <summary>Excluded rows of a kind.</summary>
    public RowTally Excluded(Exclusion kind) => _excluded[(int)kind];

    /// <summary>All rows.</summary>
    public RowTally Read()
    {
        var sum = _accepted;
        sum.Add(_duplicate);
        foreach (var tally in _rejected.AsSpan())
        {
            sum.Add(tally);
        }

        foreach (var tally in _excluded.AsSpan())
        {
            sum.Add(tally);
        }

        return sum;
    }

    /// <summary>An accepted row.</summary>
    public void Accept(Int128 units) => _accepted.Add(units);

    /// <summary>Several accepted rows.</summary>
    public void AcceptMany(long rows, long units)
    {
        _accepted.Rows += rows;
        _accepted.Units = checked(_accepted.Units + units);
    }

    /// <summary>An accepted return, or any accepted row that does not move the as-of day, later than all purchases so far.</summary>
    public void AcceptLate(int day, Int128 units)
    {
        _accepted.Add(units);
        Remember(day, Accepted, units);
    }

    /// <summary>A duplicate row.</summary>
    public void Duplicate(Int128 units) => _duplicate.Add(units);

    /// <summary>Several accepted rows, none of them later than the as-of day.</summary>
    public void AddAccepted(in RowTally rows) => _accepted.Add(rows);

    /// <summary>Several duplicate rows.</summary>
    public void AddDuplicates(in RowTally rows) => _duplicate.Add(rows);

    /// <summary>Several excluded rows, settled.</summary>
    public void AddExcluded(Exclusion kind, in RowTally rows) => _excluded[(int)kind].Add(rows);

    /// <summary>An excluded row; <paramref name="isLate"/> where it is later than all purchases so far.</summary>
    public void Exclude(Exclusion kind, int day, Int128 units, bool isLate)
    {
        _excluded[(int)kind].Add(units);
        if (isLate && kind != Exclusion.AfterAsOf)
        {
            Remember(day, (int)kind, units);
        }
    }

    /// <summary>A rejected row.</summary>
    public void Reject(RowFaultKind kind, Int128? units)
    {
        RejectedRows++;
        if (units is { } value)
        {
            _rejected[(int)kind].Add(value);
        }
        else
        {
            _rejected[(int)kind].AddUnreadable();
        }
    }

    /// <summary>Moves the remembered rows later than the as-of day to AFTER_AS_OF.</summary>
    public void SettleAsOf(int asOfDay)
    {
        foreach (var late in _late.Values)
        {
            if (late.Day > asOfDay)
            {
                if (late.Place == Accepted)
                {
                    _accepted.Subtract(late.Tally);
                }
                else
                {
                    _excluded[late.Place].Subtract(late.Tally);
                }

                _excluded[(int)Exclusion.AfterAsOf].Add(late.Tally);
            }
        }

        _late.Clear();
    }

    /// <summary>Expresses all money in a finer scale.</summary>
    public void Rescale(int scale)
    {
        if (scale <= Scale)
        {
            return;
        }

        var finer = scale - Scale;
        Scale = scale;
        if (HasRows)
        {
            Rescale(PowersOfTen.Of(finer));
        }
    }

    private bool HasRows =>
        _accepted.Rows + _duplicate.Rows + RejectedRows > 0
        || Array.Exists(_excluded, tally => tally.Rows > 0);

    // apart, because code that touches 128 bits is compiled anew at each start
    private void Rescale(Int128 factor)
    {
        _accepted.Units = checked(_accepted.Units * factor);
        _duplicate.Units = checked(_duplicate.Units * factor);
        for (var i = 0; i < _rejected.Length; i++)
        {
            _rejected[i].Units = checked(_rejected[i].Units * factor);
        }

        for (var i = 0; i < _excluded.Length; i++)
        {
            _excluded[i].Units = checked(_excluded[i].Units * factor);
        }

        foreach (var late in _late.Values)
        {
            late.Tally.Units = checked(late.Tally.Units * factor);
        }
    }

    /// <summary>Adds what was counted in the text behind this one, in the finer of both scales.</summary>
    public void Join(PurchaseCounts later)
    {
        Rescale(later.Scale);
        later.Rescale(Scale);
        Add(later);
        foreach (var late in later._late.Values)
        {
            Late(late.Day, late.Place).Tally.Add(late.Tally);
        }
    }

    /// <summary>Adds what another part counted; both must have the same scale and be settled.</summary>
    public void Add(PurchaseCounts other)
    {
        _accepted.Add(other._accepted);
        _duplicate.Add(other._duplicate);
        RejectedRows += other.RejectedRows;
        for (var i = 0; i < _rejected.Length; i++)
        {
            _rejected[i].Add(other._rejected[i]);
        }

        for (var i = 0; i < _excluded.Length; i++)
        {
            _excluded[i].Add(other._excluded[i]);
        }
    }

    private void Remember(int day, int place, Int128 units) => Late(day, place).Tally.Add(units);

    private LateRows Late(int day, int place)
    {
        var key = ((long)day << 32) | (uint)place;
        if (!_late.TryGetValue(key, out var late))
        {
            _late[key] = late = new LateRows(day, place);
        }

        return late;
    }

    /// <summary>Rows of a day later than all purchases before them, and where they were counted.</summary>
    private sealed class LateRows(int day, int place)
    {
        public readonly int Day = day;
        public readonly int Place = place;
        public RowTally Tally;
    }
}
