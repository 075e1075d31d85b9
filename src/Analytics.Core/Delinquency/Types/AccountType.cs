using Analytics.Core.Numerics;

namespace Analytics.Core.Delinquency.Types;

/// <summary>One type: its bills are log-normal, its late payments beta-binomial, its states a chain.</summary>
internal sealed class AccountType
{
    private const int Known = 512;
    private readonly double[] _lateSums;
    private readonly double[] _promptSums;
    private readonly double[] _bothSums;

    /// <summary>A type.</summary>
    /// <param name="weight">Share of the accounts.</param>
    /// <param name="bill">Mean of the logarithm of the bill.</param>
    /// <param name="spread">Its standard deviation, above 0.</param>
    /// <param name="late">First shape of the beta of the chance to pay late.</param>
    /// <param name="prompt">Its second shape.</param>
    /// <param name="rows">Transitions, row by row.</param>
    public AccountType(
        double weight,
        double bill,
        double spread,
        double late,
        double prompt,
        double[] rows
    )
    {
        (Weight, Bill, Spread, Late, Prompt, Rows) = (weight, bill, spread, late, prompt, rows);
        LogRows = Array.ConvertAll(rows, p => Math.Log(Math.Max(p, 1e-12)));
        (_lateSums, _promptSums, _bothSums) = (Sums(late), Sums(prompt), Sums(late + prompt));
    }

    public double Weight { get; }

    public double Bill { get; }

    public double Spread { get; }

    public double Late { get; }

    public double Prompt { get; }

    public double[] Rows { get; }

    /// <summary>Logarithms of the transitions.</summary>
    public double[] LogRows { get; }

    /// <summary>Log likelihood but for the moves: weight, bill and late payments.</summary>
    public double LogOf(double logBill, int late, int prompt)
    {
        var log = Math.Log(Weight);
        if (!double.IsNaN(logBill))
        {
            var z = (logBill - Bill) / Spread;
            log -= (0.5 * z * z) + Math.Log(Spread);
        }

        return log
            + Rising(_lateSums, Late, late)
            + Rising(_promptSums, Prompt, prompt)
            - Rising(_bothSums, Late + Prompt, late + prompt);
    }

    // ln of a (a + 1) ... (a + n - 1)
    private static double Rising(double[] sums, double a, int n) =>
        n < Known ? sums[n] : LogGamma.Of(a + n) - LogGamma.Of(a);

    private static double[] Sums(double a)
    {
        var sums = new double[Known];
        for (var n = 1; n < Known; n++)
        {
            sums[n] = sums[n - 1] + Math.Log(a + n - 1);
        }

        return sums;
    }
}
