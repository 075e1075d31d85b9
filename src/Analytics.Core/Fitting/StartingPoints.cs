using Analytics.Core.Lifetime;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Fitting;

/// <summary>Where to begin the search, as logs of parameters in scaled time.</summary>
internal static class StartingPoints
{
    /// <summary>From the moments of the counts, all ones, and seeded random points around both.</summary>
    /// <param name="roles">The parameters.</param>
    /// <param name="cells">The histories.</param>
    /// <param name="stages">Erlang stages per purchase.</param>
    /// <param name="scale">Factor from periods to scaled time.</param>
    /// <param name="options">Number and seed of the random points.</param>
    public static IEnumerable<double[]> For(
        IReadOnlyList<ParameterRole> roles,
        SummaryCells cells,
        int stages,
        double scale,
        FitOptions options
    )
    {
        var moments = FromMoments(roles, cells, stages, scale);
        yield return moments;
        yield return new double[roles.Count];
        for (var n = 0; n < options.RandomStarts; n++)
        {
            var chance = new Chance(options.Seed, n);
            yield return Array.ConvertAll(moments, m => (m / 2) + chance.Normal());
        }
    }

    private static double[] FromMoments(
        IReadOnlyList<ParameterRole> roles,
        SummaryCells cells,
        int stages,
        double scale
    )
    {
        var (n, x, xx, t) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < cells.Count; i++)
        {
            var w = cells.Weight[i];
            n += w;
            x += w * cells.Frequency[i];
            xx += w * cells.Frequency[i] * cells.Frequency[i];
            t += w * cells.Age[i] * scale;
        }

        var mean = Math.Max(x / n, 1e-3);
        // negative binomial: variance = mean + mean^2 / r
        var excess = (xx / n) - (mean * mean) - mean;
        var r = Math.Clamp(excess > 0 ? mean * mean / excess : 5, 0.1, 5);
        var alpha = Math.Clamp(r * Math.Max(t / n, 1e-3) / (mean * stages), 1e-3, 1e3);
        return
        [
            .. roles.Select(
                (role, i) =>
                    i == 0 ? Math.Log(r)
                    : i == 1 && role.IsTime ? Math.Log(alpha)
                    : Ones(role)
            ),
        ];
    }

    // half the window until somebody leaves, one chance in a few per purchase
    private static double Ones(ParameterRole role) => role.IsTime ? Math.Log(5) : 0;
}
