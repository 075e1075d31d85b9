using Analytics.Core.Faults;
using Analytics.Core.Lifetime.CnbdK;
using Analytics.Core.Lifetime.ParetoNbd;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.Covariates;

/// <summary>
/// Static covariates for Pareto/NBD and the BG family (Fader &amp; Hardie 2007, "Incorporating time-invariant covariates into the Pareto/NBD and
/// BG/NBD models"): alpha exp(-g1 z) and beta exp(-g2 z), or alpha exp(-g1 z), a exp(g2 z) and b exp(g3 z). A model like the others: its
/// parameters are those of the plain model at covariates 0, then one per parameter acted on and covariate (see
/// <see cref="ParameterRole.Deviation"/>), 1 where the covariate does nothing. Takes cells by group (<see cref="SummaryCells.ByGroup"/>).
/// </summary>
public sealed class CovariateModel : ILifetimeModel
{
    private readonly ILifetimeModel _plain;
    private readonly CovariateTable _table;
    private readonly (int Parameter, int Sign)[] _acts;

    /// <summary>A model with covariates.</summary>
    /// <param name="plain">Pareto/NBD or a member of the BG family.</param>
    /// <param name="table">The covariates of each group of the cells.</param>
    /// <param name="suffix">What is added to the name of the plain model.</param>
    /// <exception cref="UsageFault">The model has no covariates.</exception>
    public CovariateModel(ILifetimeModel plain, CovariateTable table, string suffix)
    {
        (_plain, _table, _acts) = (plain, table, [.. ActsOn(plain)]);
        Name = plain.Name + suffix;
        Parameters =
        [
            .. plain.Parameters,
            .. _acts.SelectMany(act =>
                table.Names.Select(
                    (name, c) =>
                        new ParameterRole(
                            $"{plain.Parameters[act.Parameter].Name}:{name}",
                            false,
                            plain.Parameters[act.Parameter].IsDropout
                        )
                        {
                            Deviation = table.Deviation(c),
                        }
                )
            ),
        ];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Regularity => _plain.Regularity;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterRole> Parameters { get; }

    /// <inheritdoc/>
    public bool IsDiscrete => false;

    /// <summary>True for the models that take covariates.</summary>
    public static bool Takes(ILifetimeModel model) => model is ParetoNbdModel or CnbdKModel;

    /// <inheritdoc/>
    public double LogLikelihood(
        ReadOnlySpan<double> parameters,
        SummaryCells cells,
        Span<double> gradient,
        int threads
    )
    {
        var (own, all, count) = (_plain.Parameters.Count, parameters.ToArray(), cells.Parts.Count);
        var (values, slopes) = (new double[count], new double[count * own]);
        // one group at a time in each thread; few groups are big enough to be shared
        var (across, within) = count > 4 * threads ? (threads, 1) : (1, threads);
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = across },
            g =>
            {
                if (cells.Parts[g].Count > 0)
                {
                    values[g] = _plain.LogLikelihood(
                        Shifted(all, g),
                        cells.Parts[g],
                        slopes.AsSpan(g * own, own),
                        within
                    );
                }
            }
        );
        gradient.Clear();
        for (var g = 0; g < count; g++)
        {
            AddSlopes(all, g, slopes.AsSpan(g * own, own), gradient);
        }

        return values.Sum();
    }

    /// <inheritdoc/>
    public ILifetime At(ReadOnlySpan<double> parameters)
    {
        var all = parameters.ToArray();
        return new CovariateLifetime([
            .. _table.Values.Select((_, g) => _plain.At(Shifted(all, g))),
        ]);
    }

    private static (int Parameter, int Sign)[] ActsOn(ILifetimeModel model) =>
        model switch
        {
            ParetoNbdModel => [(1, -1), (3, -1)],
            CnbdKModel => [(1, -1), (2, 1), (3, 1)],
            _ => throw new UsageFault(
                $"{model.Name} takes no covariates; pareto-nbd and the models of the BG family do"
            ),
        };

    /// <summary>Parameters of the plain model for a group.</summary>
    private double[] Shifted(double[] parameters, int group)
    {
        var shifted = parameters[.._plain.Parameters.Count];
        for (var k = 0; k < _acts.Length; k++)
        {
            var sum = 0.0;
            for (var c = 0; c < _table.Names.Count; c++)
            {
                var at = Place(k, c);
                sum += Parameters[at].Told(parameters[at]) * _table.Values[group][c];
            }

            shifted[_acts[k].Parameter] *= Math.Exp(_acts[k].Sign * sum);
        }

        return shifted;
    }

    /// <summary>The chain rule: everything is linear in the logs of the parameters.</summary>
    private void AddSlopes(
        double[] parameters,
        int group,
        ReadOnlySpan<double> slopes,
        Span<double> gradient
    )
    {
        var shifted = Shifted(parameters, group);
        for (var i = 0; i < slopes.Length; i++)
        {
            gradient[i] += slopes[i] * shifted[i] / parameters[i];
        }

        for (var k = 0; k < _acts.Length; k++)
        {
            var (parameter, sign) = _acts[k];
            for (var c = 0; c < _table.Names.Count; c++)
            {
                var at = Place(k, c);
                gradient[at] +=
                    sign
                    * slopes[parameter]
                    * shifted[parameter]
                    * _table.Values[group][c]
                    / (Parameters[at].Deviation * parameters[at]);
            }
        }
    }

    private int Place(int act, int covariate) =>
        _plain.Parameters.Count + (act * _table.Names.Count) + covariate;
}
