namespace Analytics.Core.Delinquency.Treatment;

/// <summary>The bills and lifetime values that a plan is solved for.</summary>
/// <param name="Bills">Bills, ascending, at least one.</param>
/// <param name="Clvs">Lifetime values, ascending, at least one.</param>
public sealed record PlanKnots(double[] Bills, double[] Clvs)
{
    /// <summary>Number of pairs.</summary>
    public int Count => Bills.Length * Clvs.Length;

    /// <summary>Knots from 0 to the largest value: 0 and powers of two below it.</summary>
    /// <param name="largest">The largest value, 0 or more.</param>
    /// <param name="count">Number of knots above 0.</param>
    public static double[] Of(double largest, int count)
    {
        if (!(largest > 0))
        {
            return [0];
        }

        var knots = new double[count + 1];
        for (var i = 1; i <= count; i++)
        {
            knots[i] = largest / Math.Pow(2, count - i);
        }

        return knots;
    }

    /// <summary>Where an account stands among the knots; beyond the last one it is taken for that.</summary>
    public PlanPlace At(double bill, double clv)
    {
        var (b, bw) = Place(Bills, bill);
        var (c, cw) = Place(Clvs, clv);
        return new PlanPlace(
            b,
            Math.Min(b + 1, Bills.Length - 1),
            bw,
            c,
            Math.Min(c + 1, Clvs.Length - 1),
            cw
        );
    }

    private static (int Index, double Weight) Place(double[] knots, double value)
    {
        var i = 0;
        while (i + 2 < knots.Length && knots[i + 1] <= value)
        {
            i++;
        }

        return knots.Length == 1
            ? (0, 0)
            : (i, Math.Clamp((value - knots[i]) / (knots[i + 1] - knots[i]), 0, 1));
    }
}

/// <summary>The four knots around an account, and the weights of the upper ones.</summary>
/// <param name="Bill">Lower bill.</param>
/// <param name="NextBill">Upper bill.</param>
/// <param name="BillWeight">Weight of the upper bill, 0 to 1.</param>
/// <param name="Clv">Lower lifetime value.</param>
/// <param name="NextClv">Upper lifetime value.</param>
/// <param name="ClvWeight">Weight of the upper lifetime value, 0 to 1.</param>
public readonly record struct PlanPlace(
    int Bill,
    int NextBill,
    double BillWeight,
    int Clv,
    int NextClv,
    double ClvWeight
)
{
    /// <summary>The mean of four knots: lower bill first, in each the lower lifetime value first.</summary>
    public double Mean(double low, double lowNext, double high, double highNext) =>
        ((1 - BillWeight) * (((1 - ClvWeight) * low) + (ClvWeight * lowNext)))
        + (BillWeight * (((1 - ClvWeight) * high) + (ClvWeight * highNext)));
}
