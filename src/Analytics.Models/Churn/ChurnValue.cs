using Analytics.Models.Features;

namespace Analytics.Models.Churn;

/// <summary>What a customer's leaving would cost.</summary>
public static class ChurnValue
{
    private const double Year = 365;

    /// <summary>Sales of the horizon that leaving would cost: the spend of the year up to the cut-off (of the tenure where it is shorter, at least 30 days) in proportion. Known at the cut-off.</summary>
    /// <param name="rows">The customers.</param>
    /// <param name="horizonDays">Length of the horizon.</param>
    /// <returns>Currency units, one per row.</returns>
    public static double[] AtStake(ChurnRows rows, int horizonDays)
    {
        double[] Column(string name) =>
            rows.Columns.OfType<NumberColumn>().First(c => c.Name == name).Values;
        var (spend, tenure) = (Column("spend_365d"), Column("tenure_days"));
        var value = new double[spend.Length];
        for (var i = 0; i < value.Length; i++)
        {
            value[i] = spend[i] * horizonDays / Math.Clamp(tenure[i] + 1, 30, Year);
        }

        return value;
    }
}
