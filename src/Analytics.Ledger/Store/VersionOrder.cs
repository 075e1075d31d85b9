using Analytics.Core.Faults;
using Analytics.Ledger.Import;

namespace Analytics.Ledger.Store;

/// <summary>The order of versions, the same whenever and wherever it is asked: none, then numbers by value, then dates and times of ISO 8601.</summary>
internal static class VersionOrder
{
    /// <summary>True for a version that has a place in the order.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> version) =>
        version.IsEmpty || IsNumber(version, out _, out _) || IsIso(version);

    /// <summary>Ends with a fault where a version has no place in the order.</summary>
    /// <exception cref="DataFault">It has none.</exception>
    public static void Require(ReadOnlySpan<byte> version)
    {
        if (!IsKnown(version))
        {
            throw new DataFault(
                $"the version '{System.Text.Encoding.UTF8.GetString(version)}' is neither a number nor a date like 2024-12-31 or 2024-12-31T23:59:59: which one is newer could not be told; map another column with --map version=COLUMN"
            );
        }
    }

    /// <summary>Compares two versions; 0 only for equal bytes.</summary>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var (aIsNumber, bIsNumber) = (
            IsNumber(a, out var aUnits, out var aScale),
            IsNumber(b, out var bUnits, out var bScale)
        );
        if (aIsNumber && bIsNumber)
        {
            var scale = Math.Max(aScale, bScale);
            var order = Scaled(aUnits, scale - aScale).CompareTo(Scaled(bUnits, scale - bScale));
            return order != 0 ? order : a.SequenceCompareTo(b);
        }

        var (aKind, bKind) = (Kind(a, aIsNumber), Kind(b, bIsNumber));
        return aKind != bKind ? aKind.CompareTo(bKind) : a.SequenceCompareTo(b);
    }

    private static int Kind(ReadOnlySpan<byte> version, bool isNumber) =>
        version.IsEmpty ? 0
        : isNumber ? 1
        : 2;

    private static System.Numerics.BigInteger Scaled(Int128 units, int finer) =>
        (System.Numerics.BigInteger)units * System.Numerics.BigInteger.Pow(10, finer);

    private static bool IsNumber(ReadOnlySpan<byte> version, out Int128 units, out int scale)
    {
        (units, scale) = (0, 0);
        return !version.IsEmpty
            && AmountLiteral.Parse(version, '.', out units, out scale) == RowFaultKind.None;
    }

    // yyyy-MM-dd and whatever time follows: its text sorts as time does
    private static bool IsIso(ReadOnlySpan<byte> version)
    {
        if (version.Length < 10 || version[4] != '-' || version[7] != '-')
        {
            return false;
        }

        foreach (var place in (ReadOnlySpan<int>)[0, 1, 2, 3, 5, 6, 8, 9])
        {
            if ((uint)(version[place] - '0') > 9)
            {
                return false;
            }
        }

        return true;
    }
}
