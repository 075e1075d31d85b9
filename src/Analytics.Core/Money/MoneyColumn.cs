namespace Analytics.Core.Money;

/// <summary>
/// A column of exact amounts of one scale. Kept as 64-bit units while every value fits, as 128-bit units as soon as one does not.
/// </summary>
public sealed class MoneyColumn
{
    private readonly long[]? _narrow;
    private readonly Int128[]? _wide;

    /// <summary>A column of 64-bit minor units.</summary>
    public MoneyColumn(long[] units, int scale)
    {
        _narrow = units;
        Scale = scale;
    }

    /// <summary>A column of 128-bit minor units.</summary>
    public MoneyColumn(Int128[] units, int scale)
    {
        _wide = units;
        Scale = scale;
    }

    /// <summary>Decimals of every value.</summary>
    public int Scale { get; }

    /// <summary>Number of values.</summary>
    public int Count => _narrow?.Length ?? _wide!.Length;

    /// <summary>True when <see cref="Narrow"/> holds the values.</summary>
    public bool IsNarrow => _narrow is not null;

    /// <summary>The 64-bit units; only when <see cref="IsNarrow"/>.</summary>
    public ReadOnlySpan<long> Narrow =>
        _narrow ?? throw new InvalidOperationException("the column holds 128-bit units");

    /// <summary>Signed minor units of one row.</summary>
    public Int128 this[int row] => _narrow is null ? _wide![row] : _narrow[row];

    /// <summary>One row as a floating number in currency units.</summary>
    public double ToDouble(int row) => MoneyText.ToDouble(this[row], Scale);

    /// <summary>Exact sum of all rows.</summary>
    public Int128 Sum()
    {
        Int128 sum = 0;
        for (var i = 0; i < Count; i++)
        {
            sum += this[i];
        }

        return sum;
    }
}
