using Analytics.Core.Faults;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.Sbg;

/// <summary>
/// Shifted beta geometric (Fader &amp; Hardie 2007): contracts that are renewed or not at known times. A cell is (renewals made, the same as
/// recency, renewals that were due): equal numbers mean still a customer.
/// </summary>
public sealed class SbgModel : ILifetimeModel
{
    /// <inheritdoc/>
    public string Name => "sbg";

    /// <inheritdoc/>
    public int Regularity => 1;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterRole> Parameters => SbgParameters.Roles;

    /// <inheritdoc/>
    public bool IsDiscrete => true;

    /// <summary>Cells from a survivors table: customers left after 0, 1, 2, ... renewals of one cohort.</summary>
    /// <param name="survivors">At least two numbers, not negative, never rising.</param>
    /// <exception cref="DataFault">No such table.</exception>
    public static SummaryCells FromSurvivors(ReadOnlySpan<double> survivors)
    {
        if (survivors.Length < 2)
        {
            throw new DataFault(
                "a survivors table needs at least two periods: the customers at the start and after one renewal"
            );
        }

        var due = survivors.Length - 1;
        var (renewals, weights) = (new int[survivors.Length], new double[survivors.Length]);
        for (var t = 0; t < survivors.Length; t++)
        {
            renewals[t] = t;
            weights[t] = t < due ? survivors[t] - survivors[t + 1] : survivors[t];
            if (!(weights[t] >= 0))
            {
                throw new DataFault(
                    $"survivors rise, or are no numbers, at period {(t + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}: a cohort cannot grow"
                );
            }
        }

        var ages = new int[survivors.Length];
        Array.Fill(ages, due);
        return CellGrouping.FromSteps(renewals, renewals, ages, 1, weights, null);
    }

    /// <inheritdoc/>
    public double LogLikelihood(
        ReadOnlySpan<double> parameters,
        SummaryCells cells,
        Span<double> gradient,
        int threads
    )
    {
        Opportunities.Check(cells, Name);
        var p = SbgParameters.From(parameters);
        Span<double> total = stackalloc double[3];
        FixedBlocks.Sum(
            cells.Count,
            threads,
            total,
            (from, to, sums) => SbgKernel.Block(p, cells, from, to, sums.Span)
        );
        total[1..].CopyTo(gradient);
        return total[0];
    }

    /// <inheritdoc/>
    public ILifetime At(ReadOnlySpan<double> parameters) =>
        new SbgLifetime(SbgParameters.From(parameters));
}
