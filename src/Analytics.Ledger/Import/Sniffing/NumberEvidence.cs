namespace Analytics.Ledger.Import.Sniffing;

/// <summary>What the values of number columns say of the decimal mark.</summary>
internal sealed class NumberEvidence
{
    private const double Tolerated = 0.01;
    private long _dot;
    private long _comma;
    private long _either;

    /// <summary>Values that are not empty.</summary>
    public long Values { get; private set; }

    /// <summary>Values that are numbers under some mark.</summary>
    public long Numbers { get; private set; }

    /// <summary>Values with decimals or groups.</summary>
    public long Marked => _dot + _comma + _either;

    /// <summary>True where marks occur and none tells decimals from thousands.</summary>
    public bool IsUndecided => _either > 0 && _dot + _comma == 0;

    /// <summary>Takes a value.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        value = DateLiteral.TrimBlanks(value);
        if (value.IsEmpty)
        {
            return;
        }

        Values++;
        var asDot = AmountLiteral.Parse(value, '.', out _, out _) == RowFaultKind.None;
        var asComma = AmountLiteral.Parse(value, ',', out _, out _) == RowFaultKind.None;
        if (!asDot && !asComma)
        {
            return;
        }

        Numbers++;
        if (!value.ContainsAny((byte)'.', (byte)','))
        {
            return;
        }

        if (asDot && asComma)
        {
            _either++;
        }
        else if (asDot)
        {
            _dot++;
        }
        else
        {
            _comma++;
        }
    }

    /// <summary>Adds the evidence of another column of the same file.</summary>
    public void Add(NumberEvidence other)
    {
        Values += other.Values;
        Numbers += other.Numbers;
        _dot += other._dot;
        _comma += other._comma;
        _either += other._either;
    }

    /// <summary>The decimal mark, or null where it cannot be told.</summary>
    public char? Decide()
    {
        var (more, less) = (Math.Max(_dot, _comma), Math.Min(_dot, _comma));
        if (more == 0)
        {
            return _either == 0 ? '.' : null;
        }

        return less > Tolerated * more ? null
            : _dot == more ? '.'
            : ',';
    }

    /// <summary>The evidence in words.</summary>
    public string Describe() =>
        FormattableString.Invariant(
            $"{Numbers} of {Values} values are numbers; decimal point in {_dot}, decimal comma in {_comma}, either in {_either}"
        );
}
