using Analytics.Core.Lifetime;

namespace Analytics.Core.Summaries;

/// <summary>
/// Equal purchase histories once, with a weight: the lifetime models depend on a customer only through frequency, recency and age. Cells are
/// ordered by frequency, then age, then recency, whatever the order of the customers.
/// </summary>
public sealed class SummaryCells
{
    /// <summary>Value of <see cref="CellOf"/> for a customer without any purchase.</summary>
    public const int NoCell = -1;

    private readonly Lazy<(int[] Distinct, int[] Rank)> _ranks;
    private readonly Lazy<int> _maxGridAge;
    private readonly Lazy<IReadOnlyList<FrequencyRun>> _runs;

    /// <summary>An empty table to be filled by its initialiser.</summary>
    public SummaryCells()
    {
        _ranks = new Lazy<(int[], int[])>(RankFrequencies);
        _runs = new Lazy<IReadOnlyList<FrequencyRun>>(() => FrequencyRun.Of(this));
        _maxGridAge = new Lazy<int>(() => GridAge.Length == 0 ? 0 : GridAge.Max());
    }

    /// <summary>Repeat purchase days x (transactions of BG/BB, renewals of sBG).</summary>
    public required int[] Frequency { get; init; }

    /// <summary>Periods from first to last purchase, t_x.</summary>
    public required double[] Recency { get; init; }

    /// <summary>Periods from first purchase to as-of, T.</summary>
    public required double[] Age { get; init; }

    /// <summary>Customers of the cell (any positive number where the input brings weights).</summary>
    public required double[] Weight { get; init; }

    /// <summary>Cell of each customer, or <see cref="NoCell"/>.</summary>
    public required int[] CellOf { get; init; }

    /// <summary>
    /// Length of the time grid in periods (1/7 for days in weeks), or 0 where times lie on no grid. On a grid
    /// <see cref="GridRecency"/> and <see cref="GridAge"/> hold the whole numbers.
    /// </summary>
    public double GridStep { get; init; }

    /// <summary>t_x in grid steps; empty without a grid.</summary>
    public int[] GridRecency { get; init; } = [];

    /// <summary>T in grid steps; empty without a grid.</summary>
    public int[] GridAge { get; init; } = [];

    /// <summary>
    /// Weighted sum over customers of ln(periods between purchases), needed by the models with regularity k &gt; 1; null where the input does
    /// not bring it.
    /// </summary>
    public double? SumLogGaps { get; init; }

    /// <summary>
    /// The same cells by group of customers, where the parameters of a model differ by group: cells are ordered by group first, and each part
    /// is a table of its own, perhaps empty. Empty without groups.
    /// </summary>
    public IReadOnlyList<SummaryCells> Parts { get; init; } = [];

    /// <summary>Group of each cell, the place in <see cref="Parts"/>; empty without groups.</summary>
    public int[] Group { get; init; } = [];

    /// <summary>The different frequencies, ascending within a group.</summary>
    public int[] DistinctFrequency => _ranks.Value.Distinct;

    /// <summary>Index of each cell's frequency in <see cref="DistinctFrequency"/>.</summary>
    public int[] FrequencyRank => _ranks.Value.Rank;

    /// <summary>Longest age in grid steps; 0 without a grid.</summary>
    public int MaxGridAge => _maxGridAge.Value;

    /// <summary>Pieces of one frequency each; only with a grid.</summary>
    internal IReadOnlyList<FrequencyRun> FrequencyRuns => _runs.Value;

    /// <summary>Number of cells.</summary>
    public int Count => Frequency.Length;

    /// <summary>True where all times are whole grid steps.</summary>
    public bool HasGrid => GridStep > 0;

    /// <summary>Sum of weights: customers.</summary>
    public double TotalWeight => Weight.Sum();

    /// <summary>Longest age in periods; 0 without cells.</summary>
    public double MaxAge => Age.Length == 0 ? 0 : Age.Max();

    /// <summary>Weighted sum of frequencies.</summary>
    public double TotalFrequency => Sum(static x => x);

    /// <summary>Weighted number of customers with at least one repeat purchase.</summary>
    public double RepeatBuyers => Sum(static x => Math.Min(x, 1));

    /// <summary>The first cell from <paramref name="from"/> on that has another frequency, <paramref name="to"/> at most.</summary>
    internal int EndOfFrequency(int from, int to)
    {
        var end = from + 1;
        while (end < to && Frequency[end] == Frequency[from])
        {
            end++;
        }

        return end;
    }

    /// <summary>The history of a cell.</summary>
    public History At(int cell) =>
        new(Frequency[cell], Recency[cell], Age[cell], Group.Length == 0 ? 0 : Group[cell]);

    /// <summary>The same customers by group, see <see cref="Parts"/>.</summary>
    /// <param name="groupOf">Group of each customer from 0.</param>
    /// <param name="groups">Number of groups; some may be empty.</param>
    /// <param name="weights">Weight of each customer; empty for 1 each.</param>
    public SummaryCells ByGroup(ReadOnlySpan<int> groupOf, int groups, double[] weights) =>
        CellGroups.Split(this, groupOf, groups, weights);

    /// <summary>The same cells with times of any kind.</summary>
    internal SummaryCells WithoutGrid() =>
        new()
        {
            Frequency = Frequency,
            Recency = Recency,
            Age = Age,
            Weight = Weight,
            CellOf = CellOf,
            SumLogGaps = SumLogGaps,
        };

    /// <summary>Spreads a column of cells to a column of customers.</summary>
    /// <param name="ofCells">One value per cell.</param>
    /// <param name="ofCustomers">One entry per customer, overwritten.</param>
    /// <param name="missing">Value for customers without a cell.</param>
    public void Spread(ReadOnlySpan<double> ofCells, Span<double> ofCustomers, double missing)
    {
        for (var i = 0; i < CellOf.Length; i++)
        {
            ofCustomers[i] = CellOf[i] == NoCell ? missing : ofCells[CellOf[i]];
        }
    }

    /// <summary>The same cells for a longer list of customers, of whom those at the rows given belong to this table and the others have no cell.</summary>
    /// <param name="rows">Row of each customer of this table in the longer list.</param>
    /// <param name="count">Customers of the longer list.</param>
    public SummaryCells Within(ReadOnlySpan<int> rows, int count)
    {
        var cellOf = new int[count];
        Array.Fill(cellOf, NoCell);
        for (var i = 0; i < rows.Length; i++)
        {
            cellOf[rows[i]] = CellOf[i];
        }

        return new SummaryCells
        {
            Frequency = Frequency,
            Recency = Recency,
            Age = Age,
            Weight = Weight,
            CellOf = cellOf,
            GridStep = GridStep,
            GridRecency = GridRecency,
            GridAge = GridAge,
            SumLogGaps = SumLogGaps,
            Parts = Parts,
            Group = Group,
        };
    }

    /// <summary>Every <paramref name="stride"/>-th cell with its weight times the stride: a smaller set of about the same likelihood.</summary>
    internal SummaryCells Every(int stride)
    {
        if (Parts.Count > 0)
        {
            return CellGroups.Join([.. Parts.Select(p => p.Every(stride))], []);
        }

        T[] Thin<T>(T[] column) => [.. column.Where((_, i) => i % stride == 0)];
        return new SummaryCells
        {
            Frequency = Thin(Frequency),
            Recency = Thin(Recency),
            Age = Thin(Age),
            Weight = Array.ConvertAll(Thin(Weight), w => w * stride),
            CellOf = [],
            GridStep = GridStep,
            GridRecency = Thin(GridRecency),
            GridAge = Thin(GridAge),
            SumLogGaps = SumLogGaps,
        };
    }

    private (int[] Distinct, int[] Rank) RankFrequencies()
    {
        var rank = new int[Count];
        var distinct = new List<int>();
        for (var i = 0; i < Count; i++)
        {
            if (distinct.Count == 0 || distinct[^1] != Frequency[i])
            {
                distinct.Add(Frequency[i]);
            }

            rank[i] = distinct.Count - 1;
        }

        return ([.. distinct], rank);
    }

    private double Sum(Func<int, double> of)
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            sum += Weight[i] * of(Frequency[i]);
        }

        return sum;
    }
}
