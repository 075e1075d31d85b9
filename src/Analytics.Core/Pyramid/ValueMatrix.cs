using Analytics.Core.Money;

namespace Analytics.Core.Pyramid;

/// <summary>
/// Current value against potential value, each high or low at its tier cut: high is any tier but the last. Keep (high, high), grow (low,
/// high), harvest (high, low), minimal care (low, low).
/// </summary>
public static class ValueMatrix
{
    private static readonly ValueCell[] Cells =
    [
        new("high", "high", "keep", "保持"),
        new("low", "high", "grow", "发展"),
        new("high", "low", "harvest", "收获"),
        new("low", "low", "minimal care", "维持"),
    ];

    /// <summary>The four rows of <c>value_matrix.csv</c>.</summary>
    /// <param name="current">Tiers by current value.</param>
    /// <param name="potential">Tiers of the same customers by potential value.</param>
    /// <param name="net">Net amount per row.</param>
    /// <param name="potentialValue">Potential value per row, such as clv as money.</param>
    public static ValueMatrixRow[] Of(
        ValuePyramid current,
        ValuePyramid potential,
        MoneyColumn net,
        MoneyColumn potentialValue
    )
    {
        var sums = new (int Customers, Int128 Net, Int128 Potential)[Cells.Length];
        foreach (var row in current.Ranking.Order)
        {
            ref var sum = ref sums[CellOf(current, potential, row)];
            sum = (sum.Customers + 1, sum.Net + net[row], sum.Potential + potentialValue[row]);
        }

        var rows = new ValueMatrixRow[Cells.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new ValueMatrixRow(
                Cells[i],
                sums[i].Customers,
                new MoneyAmount(sums[i].Net, net.Scale),
                new MoneyAmount(sums[i].Potential, potentialValue.Scale)
            );
        }

        return rows;
    }

    /// <summary>What to do with the customer of a row: one of the four cells.</summary>
    public static ValueCell Cell(ValuePyramid current, ValuePyramid potential, int row) =>
        Cells[CellOf(current, potential, row)];

    /// <summary>True where little value so far meets much to come.</summary>
    public static bool IsToGrow(ValuePyramid current, ValuePyramid potential, int row) =>
        !IsHigh(current, row) && IsHigh(potential, row);

    private static int CellOf(ValuePyramid current, ValuePyramid potential, int row) =>
        (IsHigh(current, row) ? 0 : 1) + (IsHigh(potential, row) ? 0 : 2);

    private static bool IsHigh(ValuePyramid pyramid, int row) =>
        pyramid.TierOf[row] < pyramid.Ends.Length - 1;
}

/// <summary>One of the four cells.</summary>
/// <param name="Current"><c>high</c> or <c>low</c>.</param>
/// <param name="Potential"><c>high</c> or <c>low</c>.</param>
/// <param name="Action">What to do.</param>
/// <param name="ChineseAction">The same in Chinese.</param>
public sealed record ValueCell(
    string Current,
    string Potential,
    string Action,
    string ChineseAction
);

/// <summary>The customers of one cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Customers">Number of customers.</param>
/// <param name="NetAmount">Sum of net amounts.</param>
/// <param name="PotentialValue">Sum of potential values.</param>
public sealed record ValueMatrixRow(
    ValueCell Cell,
    int Customers,
    MoneyAmount NetAmount,
    MoneyAmount PotentialValue
);
