using Analytics.Core.Segments;

namespace Analytics.Reports.Pages;

/// <summary>Number of customers by R and F score.</summary>
/// <param name="Bins">The best score.</param>
/// <param name="Counts">Customers with R score r and F score f at <c>(r - 1) * Bins + f - 1</c>.</param>
public sealed record ScoreGrid(int Bins, IReadOnlyList<int> Counts)
{
    /// <summary>Counts the scored customers.</summary>
    public static ScoreGrid Of(RfmScores scores)
    {
        var counts = new int[scores.Bins * scores.Bins];
        for (var row = 0; row < scores.Count; row++)
        {
            if (scores.R[row] != RfmScores.NotScored)
            {
                counts[((scores.R[row] - 1) * scores.Bins) + scores.F[row] - 1]++;
            }
        }

        return new ScoreGrid(scores.Bins, counts);
    }

    /// <summary>Customers with two scores, each 1 to <see cref="Bins"/>.</summary>
    public int this[int r, int f] => Counts[((r - 1) * Bins) + f - 1];
}
