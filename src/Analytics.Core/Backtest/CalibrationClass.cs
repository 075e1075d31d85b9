using Analytics.Core.Lifetime;

namespace Analytics.Core.Backtest;

/// <summary>Customers with the same number of repeat purchases before the cut-off: what was foretold of them, and what came.</summary>
/// <param name="Frequency">Repeat purchase days before the cut-off; the last class takes all above.</param>
/// <param name="IsOpen">True for the class that takes all above.</param>
/// <param name="Customers">Number of customers.</param>
/// <param name="Predicted">Purchase days foretold per customer.</param>
/// <param name="Actual">Purchase days that came per customer.</param>
public readonly record struct CalibrationClass(
    int Frequency,
    bool IsOpen,
    int Customers,
    double Predicted,
    double Actual
)
{
    /// <summary>Classes 0 to 6, and 7 or more.</summary>
    public const int Classes = 8;

    /// <summary>The classes that have customers, ascending.</summary>
    /// <param name="lifetime">The model fitted at the cut-off.</param>
    /// <param name="cutOff">What was known and what followed.</param>
    public static CalibrationClass[] Of(ILifetime lifetime, CutOff cutOff)
    {
        var cells = cutOff.Cells;
        var (customers, predicted, actual) = (
            new int[Classes],
            new double[Classes],
            new double[Classes]
        );
        for (var c = 0; c < cells.Count; c++)
        {
            var history = cells.At(c);
            predicted[Math.Min(Classes - 1, history.Frequency)] +=
                cells.Weight[c] * lifetime.Expected(history, cutOff.Horizon);
        }

        for (var i = 0; i < cutOff.Actual.Length; i++)
        {
            var k = Math.Min(Classes - 1, cells.Frequency[cells.CellOf[i]]);
            customers[k]++;
            actual[k] += cutOff.Actual[i];
        }

        return
        [
            .. Enumerable
                .Range(0, Classes)
                .Where(k => customers[k] > 0)
                .Select(k => new CalibrationClass(
                    k,
                    k == Classes - 1,
                    customers[k],
                    predicted[k] / customers[k],
                    actual[k] / customers[k]
                )),
        ];
    }
}
