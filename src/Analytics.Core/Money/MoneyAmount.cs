using System.Globalization;
using System.Runtime.CompilerServices;

namespace Analytics.Core.Money;

/// <summary>An exact amount: <paramref name="Units"/> times 10^-<paramref name="Scale"/> of the currency.</summary>
/// <param name="Units">Signed count of minor units.</param>
/// <param name="Scale">Decimals, 0 to 18.</param>
public readonly record struct MoneyAmount(Int128 Units, int Scale)
{
    /// <summary>The one conversion from exact money to a floating number, in currency units; relative error below 2^-52.</summary>
    public double ToDouble() => MoneyText.ToDouble(Units, Scale);

    /// <summary>Invariant decimal text with exactly <see cref="Scale"/> decimals, but at least two.</summary>
    public override string ToString() => MoneyText.Format(Units, Scale);
}

/// <summary>Exact decimal text of scaled integers.</summary>
public static class MoneyText
{
    private static readonly double[] PowersOfTen =
    [
        1e0,
        1e1,
        1e2,
        1e3,
        1e4,
        1e5,
        1e6,
        1e7,
        1e8,
        1e9,
        1e10,
        1e11,
        1e12,
        1e13,
        1e14,
        1e15,
        1e16,
        1e17,
        1e18,
    ];

    /// <summary>Largest number of decimals an amount may carry.</summary>
    public const int MaxScale = 18;

    /// <summary>Decimals shown for a scale: the scale itself, at least two.</summary>
    public static int ShownScale(int scale) => Math.Max(2, scale);

    /// <summary>Scaled units as a floating number in currency units.</summary>
    public static double ToDouble(Int128 units, int scale)
    {
        // a long converts exactly up to 2^53; one correctly rounded division keeps the error at an ulp
        return units >= long.MinValue && units <= long.MaxValue
            ? (long)units / PowersOfTen[scale]
            : (double)units / PowersOfTen[scale];
    }

    /// <summary>Text with max(2, scale) decimals, invariant.</summary>
    public static string Format(Int128 units, int scale)
    {
        Span<byte> buffer = stackalloc byte[64];
        var length = Write(units, scale, buffer);
        return System.Text.Encoding.ASCII.GetString(buffer[..length]);
    }

    /// <summary>Writes the text of <see cref="Format"/> as ASCII and returns its length.</summary>
    /// <param name="units">Signed minor units.</param>
    /// <param name="scale">Decimals of the units, 0 to 18.</param>
    /// <param name="target">At least 64 bytes.</param>
    public static int Write(Int128 units, int scale, Span<byte> target)
    {
        if (units >= -MostSmall && units <= MostSmall)
        {
            return Write((long)units, scale, target);
        }

        var shown = ShownScale(scale);
        for (var s = scale; s < shown; s++)
        {
            units *= 10;
        }

        var position = 0;
        if (units < 0)
        {
            target[position++] = (byte)'-';
            units = -units;
        }

        var digits = units.ToString(CultureInfo.InvariantCulture).PadLeft(shown + 1, '0');
        position += System.Text.Encoding.ASCII.GetBytes(
            digits.AsSpan(0, digits.Length - shown),
            target[position..]
        );
        target[position++] = (byte)'.';
        return position
            + System.Text.Encoding.ASCII.GetBytes(
                digits.AsSpan(digits.Length - shown),
                target[position..]
            );
    }

    /// <summary>Writes an amount of at most <see cref="MostSmall"/> units, either sign.</summary>
    /// <param name="units">Signed minor units.</param>
    /// <param name="scale">Decimals of the units, 0 to 18.</param>
    /// <param name="target">At least 64 bytes; those behind the text may be written too.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(long units, int scale, Span<byte> target)
    {
        for (; scale < 2; scale++)
        {
            units *= 10;
        }

        var position = 0;
        if (units < 0)
        {
            target[position++] = (byte)'-';
            units = -units;
        }

        target = target[position..];
        if (scale != 2)
        {
            return position + WriteSmall((ulong)units, scale, target);
        }

        var whole = (ulong)units / 100;
        var length = DecimalDigits.Write(whole, target);
        target[length] = (byte)'.';
        DecimalDigits.WritePair((uint)((ulong)units - (whole * 100)), target[(length + 1)..]);
        return position + length + 3;
    }

    /// <summary>Most units, either sign, for which two more digits for the shown decimals still fit 64 bits.</summary>
    public const long MostSmall = long.MaxValue / 100;

    private static int WriteSmall(ulong units, int decimals, Span<byte> target)
    {
        var power = PowersOfTenWhole[decimals];
        var whole = units / power;
        var rest = units - (whole * power);
        var length = DecimalDigits.Write(whole, target);
        target[length++] = (byte)'.';
        DecimalDigits.WritePadded(rest, target.Slice(length, decimals));
        return length + decimals;
    }

    private static readonly ulong[] PowersOfTenWhole = BuildPowers();

    private static ulong[] BuildPowers()
    {
        var powers = new ulong[MaxScale + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
