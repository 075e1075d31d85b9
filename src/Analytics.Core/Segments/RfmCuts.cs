using Analytics.Core.Faults;
using static System.FormattableString;

namespace Analytics.Core.Segments;

/// <summary>
/// The cut points of the three measures, ascending by value, one fewer than scores. Score of F and M = 1 + number of cuts strictly below
/// the value; score of R = bins - that number, so few days score high.
/// </summary>
public sealed class RfmCuts
{
    /// <summary>Takes the cuts of the three measures.</summary>
    /// <param name="r">Cuts in days since the last purchase.</param>
    /// <param name="f">Cuts in orders.</param>
    /// <param name="m">Cuts in currency units of net amount.</param>
    /// <exception cref="UsageFault">Different numbers of cuts, too few or too many, or not ascending.</exception>
    public RfmCuts(IReadOnlyList<Cut> r, IReadOnlyList<Cut> f, IReadOnlyList<Cut> m)
    {
        if (r.Count != f.Count || r.Count != m.Count)
        {
            throw new UsageFault(
                Invariant(
                    $"RFM cuts have {r.Count + 1} scores for r, {f.Count + 1} for f and {m.Count + 1} for m; give all three the same number"
                )
            );
        }

        if (r.Count + 1 is < RfmSettings.FewestBins or > RfmSettings.MostBins)
        {
            throw new UsageFault(
                Invariant(
                    $"RFM cuts have {r.Count + 1} scores; {RfmSettings.FewestBins} to {RfmSettings.MostBins} are possible"
                )
            );
        }

        CheckAscending("r", r);
        CheckAscending("f", f);
        CheckAscending("m", m);
        (R, F, M) = (r, f, m);
    }

    /// <summary>Cuts in days since the last purchase.</summary>
    public IReadOnlyList<Cut> R { get; }

    /// <summary>Cuts in orders.</summary>
    public IReadOnlyList<Cut> F { get; }

    /// <summary>Cuts in currency units of net amount.</summary>
    public IReadOnlyList<Cut> M { get; }

    /// <summary>Number of scores.</summary>
    public int Bins => R.Count + 1;

    /// <summary>
    /// The rows of <c>rfm_cuts.csv</c>: r, f, m, each from score 1 up. Read back by <see cref="RfmCutsReader"/> they give the same scores
    /// to every value of the money scale (quantile cuts; ntile groups may share a boundary value and cannot be told by cuts).
    /// </summary>
    /// <param name="moneyScale">Decimals of the amounts that are scored.</param>
    public IEnumerable<RfmCutRow> Rows(int moneyScale) =>
        MeasureRows("r", R, 0, reversed: true)
            .Concat(MeasureRows("f", F, 0, reversed: false))
            .Concat(MeasureRows("m", M, moneyScale, reversed: false));

    private static IEnumerable<RfmCutRow> MeasureRows(
        string measure,
        IReadOnlyList<Cut> cuts,
        int scale,
        bool reversed
    )
    {
        for (var score = 1; score <= cuts.Count + 1; score++)
        {
            var band = reversed ? cuts.Count + 1 - score : score - 1;
            yield return new RfmCutRow(
                measure,
                score,
                band == 0 ? "" : cuts[band - 1].ToText(scale),
                band == cuts.Count ? "" : cuts[band].ToText(scale)
            );
        }
    }

    private static void CheckAscending(string measure, IReadOnlyList<Cut> cuts)
    {
        for (var i = 1; i < cuts.Count; i++)
        {
            if (cuts[i] < cuts[i - 1])
            {
                throw new UsageFault(
                    Invariant(
                        $"RFM cuts of {measure} fall from {cuts[i - 1]} to {cuts[i]}; they must rise with the value"
                    )
                );
            }
        }
    }
}

/// <summary>One line of <c>rfm_cuts.csv</c>: the values that get one score.</summary>
/// <param name="Measure"><c>r</c> (days since the last purchase), <c>f</c> (orders) or <c>m</c> (net amount).</param>
/// <param name="Score">The score, 1 to the number of bins, the highest best.</param>
/// <param name="Lower">Values must be above this (exclusive); empty: no lower limit.</param>
/// <param name="Upper">Values must be at most this (inclusive); empty: no upper limit.</param>
public readonly record struct RfmCutRow(string Measure, int Score, string Lower, string Upper);
