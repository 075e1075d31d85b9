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

    /// <summary>A copy of all values as 128-bit units.</summary>
    public Int128[] ToWide() =>
        _wide is null ? Array.ConvertAll(_narrow!, units => (Int128)units) : [.. _wide];

    /// <summary>The values of some rows, in the order given.</summary>
    public MoneyColumn Take(ReadOnlySpan<int> rows)
    {
        if (_narrow is not null)
        {
            var narrow = new long[rows.Length];
            for (var i = 0; i < narrow.Length; i++)
            {
                narrow[i] = _narrow[rows[i]];
            }

            return new MoneyColumn(narrow, Scale);
        }

        var wide = new Int128[rows.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = _wide![rows[i]];
        }

        return new MoneyColumn(wide, Scale);
    }

    /// <summary>A column of these units: 64-bit where every value fits, else 128-bit.</summary>
    public static MoneyColumn Fitting(Int128[] units, int scale) =>
        Array.TrueForAll(units, value => value >= long.MinValue && value <= long.MaxValue)
            ? new(Array.ConvertAll(units, value => (long)value), scale)
            : new(units, scale);

    /// <summary>
    /// Floating amounts in currency units, such as modelled values, as exact minor units: rounded to the nearest, halves away from zero.
    /// The one way back from the kernels to money that is ranked, summed and printed.
    /// </summary>
    /// <param name="amounts">Amounts in currency units; a NaN (no value) becomes 0.</param>
    /// <param name="scale">Decimals to keep, 0 to 18.</param>
    public static MoneyColumn FromDoubles(ReadOnlySpan<double> amounts, int scale)
    {
        var power = Math.Pow(10, scale);
        var units = new Int128[amounts.Length];
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = double.IsNaN(amounts[i])
                ? 0
                : (Int128)Math.Round(amounts[i] * power, MidpointRounding.AwayFromZero);
        }

        return Fitting(units, scale);
    }

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
