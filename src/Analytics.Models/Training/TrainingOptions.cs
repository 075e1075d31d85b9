namespace Analytics.Models.Training;

/// <summary>What all trainers are given.</summary>
public sealed record TrainingOptions
{
    private const int RowsWorthTwoThreads = 50_000;

    /// <summary>Seed of every random draw.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// Threads of a training on so many rows. Part of the result (sums of floating numbers are ordered by it), hence never taken from the machine or
    /// from <c>--threads</c>; small data are faster on one.
    /// </summary>
    public static int Threads(int rows) => rows < RowsWorthTwoThreads ? 1 : 2;

    /// <summary>The seed as ML.NET takes it.</summary>
    internal int NativeSeed => (int)(Seed & 0x3FFFFFFF);
}
