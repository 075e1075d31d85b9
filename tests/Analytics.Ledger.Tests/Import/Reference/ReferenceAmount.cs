using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Analytics.Ledger.Import;

namespace Analytics.Ledger.Tests.Import.Reference;

/// <summary>An exact number of the plain forms that the generated files hold: units of 10^-scale.</summary>
internal readonly record struct ReferenceAmount(BigInteger Units, int Scale)
{
    private const int MostWholeDigits = 18;
    private const int MostDecimals = 18;

    /// <summary>Reads a sign, digits, a point, an exponent.</summary>
    public static RowFaultKind Parse(byte[] field, out ReferenceAmount amount)
    {
        amount = default;
        var text = Encoding.UTF8.GetString(field).Trim(' ', '\t', '\u00A0');
        if (text.Length == 0)
        {
            return RowFaultKind.AmountMissing;
        }

        var match = Regex.Match(
            text,
            @"^(?<sign>[-+]?)(?<whole>[0-9]*)(\.(?<decimals>[0-9]+))?([eE](?<exponent>[-+]?[0-9]{1,9}))?$",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        var digits = match.Groups["whole"].Value + match.Groups["decimals"].Value;
        if (!match.Success || digits.Length == 0)
        {
            return RowFaultKind.AmountInvalid;
        }

        var exponent = match.Groups["exponent"].Value;
        var shift = exponent.Length == 0 ? 0 : int.Parse(exponent, CultureInfo.InvariantCulture);
        var units = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        units *= match.Groups["sign"].Value == "-" ? -1 : 1;
        var scale = match.Groups["decimals"].Value.Length - shift;
        return Fit(units, scale, out amount);
    }

    /// <summary>The product, whose decimals are those of both factors together.</summary>
    public RowFaultKind Times(ReferenceAmount other, out ReferenceAmount product) =>
        Fit(Units * other.Units, Scale + other.Scale, out product);

    /// <summary>The units at a finer scale.</summary>
    public BigInteger At(int scale) => Units * BigInteger.Pow(10, scale - Scale);

    private static RowFaultKind Fit(BigInteger units, int scale, out ReferenceAmount amount)
    {
        amount = default;
        if (Math.Abs(scale) > 100)
        {
            return units.IsZero ? RowFaultKind.None : RowFaultKind.AmountOutOfRange;
        }

        for (; scale < 0; scale++)
        {
            units *= 10;
        }

        for (; scale > MostDecimals && units % 10 == 0; scale--)
        {
            units /= 10;
        }

        if (
            scale > MostDecimals
            || BigInteger.Abs(units) >= BigInteger.Pow(10, MostWholeDigits + scale)
        )
        {
            return RowFaultKind.AmountOutOfRange;
        }

        amount = new ReferenceAmount(units, scale);
        return RowFaultKind.None;
    }
}
