using System.Runtime.CompilerServices;

namespace Analytics.Core.Summaries;

/// <summary>
/// ln(days between two purchase days) as a fixed-point number, so that sums do not depend on the order in which they are made: the same
/// bytes at any number of threads and in any order of arrival. Error per term below 2^-41.
/// </summary>
public static class GapLog
{
    private const int TableSize = 4096;
    private const double One = 1L << 40;
    private static readonly long[] Table = BuildTable();

    /// <summary>ln(<paramref name="days"/>) in units of 2^-40; days at least 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Of(int days) => days < TableSize ? Table[days] : Exact(days);

    /// <summary>A sum of <see cref="Of"/> terms as a natural logarithm.</summary>
    public static double ToDouble(long sum) => sum / One;

    private static long Exact(int days) => (long)Math.Round(Math.Log(days) * One);

    private static long[] BuildTable()
    {
        var table = new long[TableSize];
        for (var days = 1; days < TableSize; days++)
        {
            table[days] = Exact(days);
        }

        return table;
    }
}
