namespace Analytics.Core.Segments;

/// <summary>The three scores of every customer of a summary, one entry per row.</summary>
public sealed class RfmScores
{
    /// <summary>Score of a customer that is not scored (returns only).</summary>
    public const byte NotScored = 0;

    /// <summary>Recency scores: 1 (long ago) to <see cref="Bins"/> (just now), or <see cref="NotScored"/>.</summary>
    public required byte[] R { get; init; }

    /// <summary>Frequency scores, by number of orders.</summary>
    public required byte[] F { get; init; }

    /// <summary>Monetary scores, by net amount.</summary>
    public required byte[] M { get; init; }

    /// <summary>
    /// The cuts behind the scores. Under ntile each cut is the largest value of its group: a description, since customers with that
    /// value may stand in the next group too.
    /// </summary>
    public required RfmCuts Cuts { get; init; }

    /// <summary>Number of customers scored.</summary>
    public required int Scored { get; init; }

    /// <summary>The best score.</summary>
    public int Bins => Cuts.Bins;

    /// <summary>Number of customers.</summary>
    public int Count => R.Length;
}
