namespace Analytics.Ledger.Import.Sniffing;

/// <summary>What the values of a column say of the way it writes dates.</summary>
internal sealed class DateEvidence
{
    private const double Tolerated = 0.01;
    private const int FirstPlausibleYear = 693595; // 1900-01-01
    private const int LastPlausibleDay = 767009; // 2100-12-31
    private long _yearFirst;
    private long _compact;
    private long _monthName;
    private long _yearLast;
    private long _firstOver12;
    private long _secondOver12;
    private readonly byte[] _lastDate = new byte[DateLiteral.MostDateBytes];
    private int _lastBytes;
    private Reading _last;

    /// <summary>Values that are not empty.</summary>
    public long Values { get; private set; }

    /// <summary>Share of the values that are dates in the best format.</summary>
    public double Share => Values == 0 ? 0 : (double)Best / Values;

    /// <summary>True where some dates have the year last and none tells day from month.</summary>
    public bool IsUndecided =>
        _yearLast > 0 && _yearLast == Best && _firstOver12 + _secondOver12 == 0;

    private long Best => Math.Max(Math.Max(_yearFirst, _compact), Math.Max(_monthName, _yearLast));

    /// <summary>Takes a value.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        value = DateLiteral.TrimBlanks(value);
        if (value.IsEmpty)
        {
            return;
        }

        Values++;
        // rows of one day mostly stand together: a date says the same with any time of day behind it
        var bytes = DateLiteral.DateBytes(value);
        var date = value[..bytes];
        if (
            bytes == 0
            || !date.SequenceEqual(_lastDate.AsSpan(0, _lastBytes))
            || !DateLiteral.IsTimeTail(value[bytes..])
        )
        {
            _last = Judge(value);
            var isDate =
                _last is not (Reading.None or Reading.MonthName)
                && (bytes == value.Length || Judge(date) == _last);
            _lastBytes = isDate ? bytes : 0;
            date[.._lastBytes].CopyTo(_lastDate);
        }

        _yearFirst += _last == Reading.YearFirst ? 1 : 0;
        _compact += _last == Reading.Compact ? 1 : 0;
        _monthName += _last == Reading.MonthName ? 1 : 0;
        _yearLast += _last
            is Reading.YearLast
                or Reading.YearLastDayFirst
                or Reading.YearLastMonthFirst
            ? 1
            : 0;
        _firstOver12 += _last == Reading.YearLastDayFirst ? 1 : 0;
        _secondOver12 += _last == Reading.YearLastMonthFirst ? 1 : 0;
    }

    /// <summary>The format, or null where it cannot be told from the values.</summary>
    public DateFormat? Decide()
    {
        if (Best == 0)
        {
            return null;
        }

        if (_yearLast < Best || _yearLast == 0)
        {
            return new DateFormat(
                _yearFirst == Best ? DateOrder.Ymd
                : _compact == Best ? DateOrder.Compact
                : DateOrder.MonthName
            );
        }

        var (more, less) = (
            Math.Max(_firstOver12, _secondOver12),
            Math.Min(_firstOver12, _secondOver12)
        );
        if (more == 0 || less > Tolerated * more)
        {
            return null;
        }

        return new DateFormat(_firstOver12 == more ? DateOrder.Dmy : DateOrder.Mdy);
    }

    /// <summary>The evidence in words.</summary>
    public string Describe() =>
        FormattableString.Invariant($"{Best} of {Values} values are dates")
        + (
            _yearLast == Best && Best > 0
                ? FormattableString.Invariant(
                    $"; first number above 12 in {_firstOver12}, second in {_secondOver12}"
                )
                : ""
        );

    private static Reading Judge(ReadOnlySpan<byte> value)
    {
        if (DateLiteral.TryParse(value, new DateFormat(DateOrder.Ymd), out _))
        {
            return Reading.YearFirst;
        }

        if (DateLiteral.TryParse(value, new DateFormat(DateOrder.Compact), out var day))
        {
            return day is >= FirstPlausibleYear and <= LastPlausibleDay
                ? Reading.Compact
                : Reading.None;
        }

        if (DateLiteral.TryParts(value, out var first, out var second))
        {
            return first > 12 && second > 12 ? Reading.None
                : first > 12 ? Reading.YearLastDayFirst
                : second > 12 ? Reading.YearLastMonthFirst
                : Reading.YearLast;
        }

        return DateLiteral.TryParse(value, new DateFormat(DateOrder.MonthName), out _)
            ? Reading.MonthName
            : Reading.None;
    }

    private enum Reading
    {
        None,
        YearFirst,
        Compact,
        MonthName,
        YearLast,
        YearLastDayFirst,
        YearLastMonthFirst,
    }
}
