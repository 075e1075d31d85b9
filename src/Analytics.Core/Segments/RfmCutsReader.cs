using System.Globalization;
using Analytics.Core.Faults;
using static System.FormattableString;

namespace Analytics.Core.Segments;

/// <summary>
/// Reads own thresholds in the shape of <c>rfm_cuts.csv</c> (columns measure, score, lower, upper in any order): a value gets a score when
/// lower &lt; value &lt;= upper, an empty limit being open. The bands of a measure must join without gap or overlap.
/// </summary>
public static class RfmCutsReader
{
    private static readonly string[] Columns = ["measure", "score", "lower", "upper"];
    private static readonly Dictionary<string, int> Measures = new(StringComparer.OrdinalIgnoreCase)
    {
        ["r"] = 0,
        ["recency"] = 0,
        ["f"] = 1,
        ["frequency"] = 1,
        ["m"] = 2,
        ["monetary"] = 2,
    };

    private readonly record struct Band(int Score, Cut? Lower, Cut? Upper);

    /// <summary>Reads the thresholds.</summary>
    /// <param name="rows">The header row and then one row per measure and score, in any order.</param>
    /// <exception cref="UsageFault">What is wrong, in which row, and what was expected.</exception>
    public static RfmCuts Read(IEnumerable<string[]> rows)
    {
        List<Band>[] bands =
        [
            [],
            [],
            [],
        ];
        int[]? places = null;
        var number = 0;
        foreach (var row in rows)
        {
            number++;
            if (places is null)
            {
                places = TableHeader.Places("RFM cuts", row, Columns, Columns.Length);
            }
            else
            {
                ReadRow(row, number, places, bands);
            }
        }

        return places is null
            ? throw new UsageFault(
                "the RFM cuts are empty; expected the columns measure, score, lower, upper"
            )
            : new RfmCuts(
                Join("r", bands[0], reversed: true),
                Join("f", bands[1], reversed: false),
                Join("m", bands[2], reversed: false)
            );
    }

    private static void ReadRow(string[] row, int number, int[] places, List<Band>[] bands)
    {
        string Cell(int column) => places[column] < row.Length ? row[places[column]].Trim() : "";

        if (!Measures.TryGetValue(Cell(0), out var measure))
        {
            throw Wrong(number, $"measure '{Cell(0)}' is unknown; expected r, f or m");
        }

        if (
            !int.TryParse(Cell(1), NumberStyles.None, CultureInfo.InvariantCulture, out var score)
            || score is < 1 or > RfmSettings.MostBins
        )
        {
            throw Wrong(
                number,
                $"score '{Cell(1)}' is not a whole number from 1 to {RfmSettings.MostBins}"
            );
        }

        bands[measure].Add(new Band(score, Limit(Cell(2), number), Limit(Cell(3), number)));
    }

    private static Cut? Limit(string text, int row) =>
        text.Length == 0 ? null
        : Cut.TryParse(text, out var cut) ? cut
        : throw Wrong(
            row,
            $"limit '{text}' is not a plain number such as 296.4 (leave it empty for no limit)"
        );

    private static List<Cut> Join(string measure, List<Band> bands, bool reversed)
    {
        bands.Sort((a, b) => reversed ? b.Score.CompareTo(a.Score) : a.Score.CompareTo(b.Score));
        var cuts = new List<Cut>();
        for (var i = 0; i < bands.Count; i++)
        {
            var band = bands[i];
            var expected = reversed ? bands.Count - i : i + 1;
            if (band.Score != expected)
            {
                throw new UsageFault(
                    Invariant(
                        $"RFM cuts of {measure}: score {expected} is missing or given twice; give every score from 1 to the highest once"
                    )
                );
            }

            var open = i == bands.Count - 1;
            if (i == 0 ? band.Lower is not null : band.Lower != cuts[^1])
            {
                throw new UsageFault(
                    Invariant(
                        $"RFM cuts of {measure}: score {band.Score} begins at '{band.Lower}' where '{(i == 0 ? "" : cuts[^1].ToString())}' was expected; the bands must join (lower < value <= upper)"
                    )
                );
            }

            if (open != band.Upper is null)
            {
                throw new UsageFault(
                    open
                        ? Invariant(
                            $"RFM cuts of {measure}: score {band.Score} holds the largest values and must have no upper limit"
                        )
                        : Invariant(
                            $"RFM cuts of {measure}: score {band.Score} has no upper limit; only the band of the largest values has none"
                        )
                );
            }

            if (!open)
            {
                cuts.Add(band.Upper!.Value);
            }
        }

        return cuts;
    }

    private static UsageFault Wrong(int row, string what) =>
        new(Invariant($"RFM cuts, row {row}: {what}"));
}
