using Analytics.Core.Numerics;

namespace Analytics.Core.Spend.GammaGamma;

/// <summary>The Gamma-Gamma model of spend at fixed parameters (Fader &amp; Hardie 2013).</summary>
/// <param name="parameters">The parameters.</param>
public sealed class GammaGammaLaw(GammaGammaParameters parameters)
{
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private readonly GammaGammaParameters _p = parameters;

    /// <summary>The parameters.</summary>
    public GammaGammaParameters Parameters => _p;

    /// <summary>
    /// ln density of the mean spend over x repeat purchase days (eq. 1a), as a distance from its peak: no term of the size of p x is ever
    /// subtracted from another.
    /// </summary>
    /// <param name="frequency">Repeat purchase days, at least 1.</param>
    /// <param name="meanSpend">Positive, currency units.</param>
    public double LogLikelihood(int frequency, double meanSpend)
    {
        var u = _p.P * frequency;
        var total = frequency * meanSpend;
        // both logs are zero where total / v = u / q; their first orders cancel exactly
        var gap =
            Math.FusedMultiplyAdd(total, _p.Q, -u * _p.V)
            + Math.FusedMultiplyAdd(-u, _p.V, u * _p.V);
        var (first, second) = (gap / (u * (total + _p.V)), -gap / (_p.Q * (total + _p.V)));
        var share = (u + _p.Q) / (total + _p.V);
        return (u * Deviance(first, total * share / u))
            + (_p.Q * Deviance(second, _p.V * share / _p.Q))
            + (0.5 * Math.Log(u / (u + _p.Q) * _p.Q))
            - Math.Log(meanSpend)
            - HalfLogTwoPi
            - LogGamma.StirlingRest(u)
            - LogGamma.StirlingRest(_p.Q)
            + LogGamma.StirlingRest(u + _p.Q);
    }

    /// <summary>
    /// E[mean spend | history] = p (v + x m) / (p x + q - 1) (eq. 5): between the customer's own mean and the population's. For a customer
    /// without repeats the population mean; null where that does not exist (x = 0, q &lt;= 1).
    /// </summary>
    public double? Expected(int frequency, double meanSpend)
    {
        var weight = (_p.P * frequency) + (_p.Q - 1);
        return weight > 0 ? _p.P * (_p.V + (frequency * meanSpend)) / weight : null;
    }

    /// <summary>A draw of the customer's true mean spend given the history: p / nu with nu ~ gamma(q + p x, v + x m).</summary>
    public double Simulate(int frequency, double meanSpend, ref Chance chance) =>
        _p.P * (_p.V + (frequency * meanSpend)) / chance.Gamma(_p.Q + (_p.P * frequency));

    /// <summary>ln(ratio) - excess, with ratio = 1 + excess known both ways.</summary>
    private static double Deviance(double excess, double ratio) =>
        Math.Abs(excess) < 0.25 ? Accurate.Log1pMinusX(excess) : Math.Log(ratio) - excess;
}
