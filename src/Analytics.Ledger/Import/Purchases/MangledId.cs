using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Ids that a spreadsheet rounded: at most 6 digits of mantissa and an exponent of 11 or more, as in 1.23E+15.</summary>
internal static class MangledId
{
    private const int MostDigits = 6;
    private const int LeastExponent = 11;

    /// <summary>A quick look: false is certain, true calls for <see cref="IsMangled"/>. An exponent has two or three digits and perhaps a sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe bool MayBeMangled(byte* id, int length) =>
        length is >= 4 and <= 14
        && (
            (id[length - 3] | 32) == 'e'
            || (id[length - 4] | 32) == 'e'
            || (length > 4 && (id[length - 5] | 32) == 'e')
        );

    /// <summary>True where the id is such a number.</summary>
    public static bool IsMangled(ReadOnlySpan<byte> id)
    {
        if (id.Length is < 4 or > 14 || (uint)(id[0] - '0') > 9)
        {
            return false;
        }

        var e = id.IndexOfAny((byte)'E', (byte)'e');
        if (e < 1)
        {
            return false;
        }

        var digits = 0;
        for (var i = 0; i < e; i++)
        {
            if ((uint)(id[i] - '0') <= 9)
            {
                digits++;
            }
            else if (id[i] is not ((byte)'.' or (byte)',') || i != 1)
            {
                return false;
            }
        }

        var exponent = id[(e + 1)..];
        exponent = exponent.Length > 0 && exponent[0] == '+' ? exponent[1..] : exponent;
        var value = 0;
        foreach (var c in exponent)
        {
            if ((uint)(c - '0') > 9 || exponent.Length > 3)
            {
                return false;
            }

            value = (value * 10) + c - '0';
        }

        return digits <= MostDigits && value >= LeastExponent;
    }
}
