using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Analytics.Core.Summaries;

/// <summary>Four neighbouring cells at once; past the end the last one stands in with weight 0.</summary>
internal readonly struct FourCells
{
    private readonly int _last;

    /// <summary>Cells from <paramref name="from"/>, below <paramref name="to"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FourCells(int from, int to)
    {
        _last = to - 1;
        (A, B, C, D) = (
            from,
            Math.Min(from + 1, _last),
            Math.Min(from + 2, _last),
            Math.Min(from + 3, _last)
        );
    }

    public int A { get; }

    public int B { get; }

    public int C { get; }

    public int D { get; }

    private bool IsFull => A + 3 <= _last;

    /// <summary>The entries of a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Of(double[] column) =>
        IsFull
            ? Vector256.Create(column, A)
            : Vector256.Create(column[A], column[B], column[C], column[D]);

    /// <summary>The entries of a table at the places a column names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Of(double[] table, int[] places) =>
        Vector256.Create(table[places[A]], table[places[B]], table[places[C]], table[places[D]]);

    /// <summary>The weights, 0 for cells past the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Weights(double[] weights) =>
        IsFull
            ? Vector256.Create(weights, A)
            : Vector256.Create(
                weights[A],
                A + 1 <= _last ? weights[B] : 0,
                A + 2 <= _last ? weights[C] : 0,
                0
            );

    /// <summary>Writes one value per cell.</summary>
    public void Store(Vector256<double> values, double[] column)
    {
        for (var lane = 0; lane <= Math.Min(3, _last - A); lane++)
        {
            column[A + lane] = values[lane];
        }
    }
}
