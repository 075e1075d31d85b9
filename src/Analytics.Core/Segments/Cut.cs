using System.Globalization;
using System.Numerics;

namespace Analytics.Core.Segments;

/// <summary>
/// A cut point as an exact fraction in lowest terms, in the unit of its measure: days for R, orders for F, currency units for M.
/// A value is above the cut when it is strictly larger; no rounding takes part.
/// </summary>
public readonly record struct Cut : IComparable<Cut>
{
    private const int SignificantDigits = 17;

    private Cut(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    /// <summary>Numerator, signed.</summary>
    public BigInteger Numerator { get; }

    /// <summary>Denominator, positive.</summary>
    public BigInteger Denominator { get; }

    /// <summary>The fraction <paramref name="numerator"/> / <paramref name="denominator"/>.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">At least 1.</param>
    public static Cut Of(BigInteger numerator, BigInteger denominator) =>
        denominator.Sign > 0
            ? new Cut(numerator, denominator)
            : throw new ArgumentOutOfRangeException(nameof(denominator));

    /// <summary>
    /// The largest whole number of units of 10^-<paramref name="scale"/> that is not above the cut: a whole number of such units is
    /// strictly above the cut exactly when it is larger than this.
    /// </summary>
    public Int128 Floor(int scale)
    {
        var scaled = Numerator * BigInteger.Pow(10, scale);
        var quotient = BigInteger.DivRem(scaled, Denominator, out var remainder);
        var floor = remainder.Sign < 0 ? quotient - 1 : quotient;
        return floor >= (BigInteger)Int128.MaxValue ? Int128.MaxValue
            : floor <= (BigInteger)Int128.MinValue ? Int128.MinValue
            : (Int128)floor;
    }

    /// <summary>The nearest floating number.</summary>
    public double ToDouble() =>
        double.Parse(ToText(0), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public int CompareTo(Cut other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>
    /// Decimal text that <see cref="TryParse"/> reads back as a cut with the same values above it: exact and as short as possible where
    /// the fraction ends; else 17 significant digits, more where the scale needs them.
    /// </summary>
    /// <param name="scale">Decimals of the values that will be compared with the cut.</param>
    public string ToText(int scale)
    {
        var (decimals, rest) = (0, Denominator);
        var (twos, fives) = (Divide(ref rest, 2), Divide(ref rest, 5));
        if (rest.IsOne)
        {
            decimals = Math.Max(twos, fives);
        }
        else
        {
            // a cut between two neighbouring values is at least 1 / denominator from both; with one digit more than the denominator has,
            // rounding cannot reach either
            var whole = BigInteger.Abs(Numerator) / Denominator;
            var digits = whole.IsZero ? 0 : Digits(whole);
            decimals = Math.Max(SignificantDigits - digits, scale + Digits(Denominator) + 1);
        }

        var power = BigInteger.Pow(10, decimals);
        var twice = 2 * BigInteger.Abs(Numerator) * power;
        var units = (twice + Denominator) / (2 * Denominator);
        var text = units
            .ToString(CultureInfo.InvariantCulture)
            .PadLeft(decimals + 1, '0')
            .Insert(Math.Max(1, Digits(units) - decimals), decimals == 0 ? "" : ".");
        return Numerator.Sign < 0 ? "-" + text : text;
    }

    /// <summary>The text for whole-number measures.</summary>
    public override string ToString() => ToText(0);

    /// <summary>Reads a plain decimal number with an optional sign, exactly: <c>296.4</c>, <c>-12</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Cut cut)
    {
        cut = default;
        var point = text.IndexOf('.');
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var digits =
            point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        if (
            digits.Length > 60
            || !BigInteger.TryParse(
                digits,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var units
            )
        )
        {
            return false;
        }

        cut = new Cut(units, BigInteger.Pow(10, decimals));
        return true;
    }

    /// <summary>Whether the first cut is below the second.</summary>
    public static bool operator <(Cut left, Cut right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first cut is below the second or equal.</summary>
    public static bool operator <=(Cut left, Cut right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first cut is above the second.</summary>
    public static bool operator >(Cut left, Cut right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first cut is above the second or equal.</summary>
    public static bool operator >=(Cut left, Cut right) => left.CompareTo(right) >= 0;

    private static int Digits(BigInteger value) =>
        value.ToString(CultureInfo.InvariantCulture).Length;

    private static int Divide(ref BigInteger value, int factor)
    {
        var times = 0;
        while ((value % factor).IsZero)
        {
            value /= factor;
            times++;
        }

        return times;
    }
}
