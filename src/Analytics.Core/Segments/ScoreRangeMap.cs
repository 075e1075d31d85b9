using Analytics.Core.Faults;
using static System.FormattableString;

namespace Analytics.Core.Segments;

/// <summary>
/// A map written as a table of score ranges (columns segment, name_zh, r, f, m, advice): the first row that holds a customer's scores
/// gives the segment; a last row of three <c>*</c> catches the rest. Rows of one name form one segment.
/// </summary>
public sealed class ScoreRangeMap : SegmentMap
{
    private static readonly string[] Columns = ["segment", "r", "f", "m", "name_zh", "advice"];
    private const int RequiredColumns = 4;

    private readonly List<Segment> _segments = [];
    private readonly List<RangeRow> _rows = [];
    private int[] _shared = [];
    private readonly short[] _segmentOfCell;

    private sealed record RangeRow(
        int Number,
        short Segment,
        ScoreRange R,
        ScoreRange F,
        ScoreRange M,
        bool CatchesAll
    );

    private ScoreRangeMap(string name, IEnumerable<string[]> rows, int bins)
    {
        (Name, Bins) = (name, bins);
        ReadRows(rows);
        _segmentOfCell = new short[bins * bins * bins];
        FillCells();
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>The best score of the scores this map is written for.</summary>
    public int Bins { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Segment> Segments => _segments;

    /// <summary>Pairs of rows that hold the same scores; the earlier one wins. Worth reading, not an error.</summary>
    public IReadOnlyList<SegmentOverlap> Overlaps
    {
        get
        {
            var overlaps = new List<SegmentOverlap>();
            for (var i = 0; i < _shared.Length; i++)
            {
                if (_shared[i] > 0)
                {
                    var (first, second) = (_rows[i / _rows.Count], _rows[i % _rows.Count]);
                    overlaps.Add(new SegmentOverlap(first.Number, second.Number, _shared[i]));
                }
            }

            return overlaps;
        }
    }

    /// <summary>Reads a map.</summary>
    /// <param name="name">Name for faults and reports.</param>
    /// <param name="rows">The header, then one row per range.</param>
    /// <param name="bins">The best score, 3 to 10.</param>
    /// <exception cref="UsageFault">Not readable, a row that nothing reaches, or scores that no row holds.</exception>
    public static ScoreRangeMap Read(string name, IEnumerable<string[]> rows, int bins) =>
        new(name, rows, bins);

    /// <summary>The place in <see cref="Segments"/> of three scores.</summary>
    public short SegmentOf(int r, int f, int m) => _segmentOfCell[Cell(r, f, m)];

    /// <inheritdoc/>
    /// <exception cref="UsageFault">The scores have another number of bins than the map.</exception>
    public override short[] Assign(SegmentInput input)
    {
        var scores = input.Scores;
        CheckBins(scores.Bins);
        var labels = new short[scores.Count];
        for (var row = 0; row < labels.Length; row++)
        {
            labels[row] =
                scores.R[row] == RfmScores.NotScored
                    ? NoSegment
                    : _segmentOfCell[Cell(scores.R[row], scores.F[row], scores.M[row])];
        }

        return labels;
    }

    /// <inheritdoc/>
    public override void CheckBins(int bins)
    {
        if (bins != Bins)
        {
            throw new UsageFault(
                Invariant(
                    $"the segment map '{Name}' is written for scores 1 to {Bins}, but {bins} bins were asked for; use {Bins} bins, a rule map such as value-8, or an own map for {bins} bins"
                )
            );
        }
    }

    private int Cell(int r, int f, int m) => ((((r - 1) * Bins) + f - 1) * Bins) + m - 1;

    private void ReadRows(IEnumerable<string[]> rows)
    {
        int[]? places = null;
        var number = 0;
        foreach (var row in rows)
        {
            number++;
            if (places is null)
            {
                places = TableHeader.Places($"segment map '{Name}'", row, Columns, RequiredColumns);
                continue;
            }

            if (_rows.Count > 0 && _rows[^1].CatchesAll)
            {
                throw Wrong(
                    number,
                    "stands after the row of three * that catches everything; put that row last"
                );
            }

            ReadRow(row, places, number);
        }

        if (_rows.Count == 0)
        {
            throw new UsageFault(
                $"the segment map '{Name}' has no rows; expected the columns {string.Join(", ", Columns)} and one row per segment"
            );
        }
    }

    private void ReadRow(string[] row, int[] places, int number)
    {
        string Text(int column) => places[column] < row.Length ? row[places[column]].Trim() : "";

        var segment = new Segment(Text(0), Text(4), Text(5));
        if (segment.Name.Length == 0)
        {
            throw Wrong(number, "has no segment name");
        }

        var known = _segments.FindIndex(s => s.Name == segment.Name);
        if (known < 0)
        {
            known = _segments.Count;
            _segments.Add(segment);
        }

        ScoreRange Range(int column) =>
            ScoreRange.TryParse(Text(column), Bins, out var range)
                ? range
                : throw Wrong(
                    number,
                    Invariant(
                        $"has '{Text(column)}' in column {Columns[column]}; expected a score or a range within 1-{Bins} such as 4-{Bins}, or *"
                    )
                );

        var catchesAll = Text(1) == ScoreRange.Any && Text(2) == Text(1) && Text(3) == Text(1);
        _rows.Add(new RangeRow(number, (short)known, Range(1), Range(2), Range(3), catchesAll));
    }

    private void FillCells()
    {
        var cellsWon = new int[_rows.Count];
        _shared = new int[_rows.Count * _rows.Count];
        string? uncovered = null;
        for (var r = 1; r <= Bins; r++)
        {
            for (var f = 1; f <= Bins; f++)
            {
                for (var m = 1; m <= Bins; m++)
                {
                    var winner = _rows.FindIndex(row => Holds(row, r, f, m));
                    if (winner < 0)
                    {
                        uncovered ??= Invariant($"R {r}, F {f}, M {m}");
                        continue;
                    }

                    cellsWon[winner]++;
                    _segmentOfCell[Cell(r, f, m)] = _rows[winner].Segment;
                    CountShared(winner, r, f, m);
                }
            }
        }

        var unreached = Array.FindIndex(cellsWon, won => won == 0);
        if (unreached >= 0 && !_rows[unreached].CatchesAll)
        {
            throw Wrong(
                _rows[unreached].Number,
                $"({_segments[_rows[unreached].Segment].Name}) can never be reached: earlier rows hold all its scores; move it up or narrow the earlier rows"
            );
        }

        if (uncovered is not null)
        {
            throw new UsageFault(
                $"the segment map '{Name}' has no row for {uncovered}; add one, or a last row with * in r, f and m"
            );
        }
    }

    private void CountShared(int winner, int r, int f, int m)
    {
        for (var other = winner + 1; other < _rows.Count; other++)
        {
            if (!_rows[other].CatchesAll && Holds(_rows[other], r, f, m))
            {
                _shared[(winner * _rows.Count) + other]++;
            }
        }
    }

    private static bool Holds(RangeRow row, int r, int f, int m) =>
        row.R.Contains(r) && row.F.Contains(f) && row.M.Contains(m);

    private UsageFault Wrong(int row, string what) =>
        new(Invariant($"segment map '{Name}': row {row} {what}"));
}

/// <summary>Two rows of a map that hold some of the same scores.</summary>
/// <param name="FirstRow">The row that wins, counted from 1 with the header.</param>
/// <param name="SecondRow">The row that loses these scores.</param>
/// <param name="Cells">How many combinations of three scores the first row takes from the second.</param>
public readonly record struct SegmentOverlap(int FirstRow, int SecondRow, int Cells);
