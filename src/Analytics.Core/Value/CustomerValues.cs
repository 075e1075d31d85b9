using Analytics.Core.Spend.GammaGamma;
using Analytics.Core.Summaries;

namespace Analytics.Core.Value;

/// <summary>The lifetime columns of customers, one entry per customer in each; NaN where a customer has no history or the number is blank.</summary>
public sealed class CustomerValues
{
    private readonly int _count;

    private CustomerValues(int count, bool hasResidual)
    {
        _count = count;
        PAlive = Blank();
        PPurchase = Blank();
        Expected = Blank();
        NextPurchaseDays = Blank();
        NextPurchaseLowDays = Blank();
        NextPurchaseHighDays = Blank();
        Clv = Blank();
        ClvLow = Blank();
        ClvHigh = Blank();
        AtRisk = Blank();
        Residual = hasResidual ? Blank() : null;
    }

    /// <summary>P(alive at T), 0 to 1.</summary>
    public double[] PAlive { get; }

    /// <summary>P(at least one purchase day in the horizon).</summary>
    public double[] PPurchase { get; }

    /// <summary>E[purchase days in the horizon].</summary>
    public double[] Expected { get; }

    /// <summary>Median days to the next purchase given alive.</summary>
    public double[] NextPurchaseDays { get; }

    /// <summary>10 % quantile of the same.</summary>
    public double[] NextPurchaseLowDays { get; }

    /// <summary>90 % quantile of the same.</summary>
    public double[] NextPurchaseHighDays { get; }

    /// <summary>Discounted margin expected in the horizon, currency units.</summary>
    public double[] Clv { get; }

    /// <summary>10 % quantile of the discounted margin that will come.</summary>
    public double[] ClvLow { get; }

    /// <summary>90 % quantile of the discounted margin that will come.</summary>
    public double[] ClvHigh { get; }

    /// <summary>Discounted margin expected without end; null where the model has no closed form.</summary>
    public double[]? Residual { get; }

    /// <summary>(1 - p_alive) x the discounted margin expected in the horizon given alive.</summary>
    public double[] AtRisk { get; }

    /// <summary>80 % interval of purchases and discounted margin of all customers together: of the total, not a sum of limits.</summary>
    public GroupTotals Total { get; private set; }

    /// <summary>Purchase days expected of all customers together in the horizon.</summary>
    public double ExpectedTotal => Sum(Expected);

    /// <summary>Discounted margin expected of all customers together in the horizon.</summary>
    public double ClvTotal => Sum(Clv);

    /// <summary>Values all customers.</summary>
    /// <param name="groups">Who shares which model; a customer is in one group at most.</param>
    /// <param name="spend">Expected spend per purchase day of each customer.</param>
    /// <param name="meanSpend">Mean spend of each customer on repeat days, currency units; 0 without repeats.</param>
    /// <param name="spendDraws">The spend model at drawn parameters; null values every purchase at the expected spend.</param>
    /// <param name="terms">Unit, horizon, discount, margin.</param>
    /// <param name="options">Draws, seed, threads.</param>
    public static CustomerValues Of(
        IReadOnlyList<ValuedGroup> groups,
        SpendEstimates spend,
        double[] meanSpend,
        IReadOnlyList<GammaGammaLaw>? spendDraws,
        ClvTerms terms,
        ValueOptions options
    )
    {
        var n = meanSpend.Length;
        var scores = groups
            .Select(g => LifetimeScores.Of(g.Lifetime, g.Cells, terms, options.Threads))
            .ToArray();
        var values = new CustomerValues(n, scores.Length > 0 && scores[0].Residual is not null);
        var draws = options.DrawsFor(n);
        var totals = new SimulatedTotals(1, draws);
        for (var g = 0; g < scores.Length; g++)
        {
            values.Fill(groups[g].Cells, scores[g], spend.PerPurchase, terms.Margin);
            var customers = new SimulatedCustomers
            {
                Cells = groups[g].Cells,
                MeanSpend = spendDraws is null ? spend.PerPurchase : meanSpend,
                Group = new int[n],
                Groups = 1,
            };
            totals.Add(
                ValueSimulation.Run(
                    groups[g].Draws,
                    spendDraws,
                    customers,
                    terms,
                    draws,
                    options.Seed,
                    options.Threads,
                    values.ClvLow,
                    values.ClvHigh
                )
            );
        }

        values.Total = totals.Intervals()[0];
        return values;
    }

    private void Fill(SummaryCells cells, LifetimeScores scores, double[] spend, double margin)
    {
        for (var i = 0; i < _count; i++)
        {
            var cell = cells.CellOf[i];
            if (cell == SummaryCells.NoCell)
            {
                continue;
            }

            PAlive[i] = scores.PAlive[cell];
            PPurchase[i] = scores.PPurchase[cell];
            Expected[i] = scores.Expected[cell];
            NextPurchaseDays[i] = OrBlank(scores.NextPurchaseDays[cell]);
            NextPurchaseLowDays[i] = OrBlank(scores.NextPurchaseLowDays[cell]);
            NextPurchaseHighDays[i] = OrBlank(scores.NextPurchaseHighDays[cell]);
            Clv[i] = margin * spend[i] * scores.Discounted[cell];
            AtRisk[i] = margin * spend[i] * scores.DiscountedAtRisk[cell];
            if (Residual is not null)
            {
                Residual[i] = margin * spend[i] * scores.Residual![cell];
            }
        }
    }

    private static double OrBlank(double days) => days == LifetimeScores.Blank ? double.NaN : days;

    private static double Sum(double[] column)
    {
        var sum = 0.0;
        foreach (var value in column)
        {
            sum += double.IsNaN(value) ? 0 : value;
        }

        return sum;
    }

    private double[] Blank()
    {
        var column = new double[_count];
        Array.Fill(column, double.NaN);
        return column;
    }
}
