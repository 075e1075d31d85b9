using System.Runtime.Intrinsics;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;

namespace Analytics.Core.Lifetime.CnbdK;

/// <summary>Predictions of the (M)BG/CNBD-k family at fixed parameters.</summary>
/// <param name="p">The parameters.</param>
/// <param name="variant">The member of the family.</param>
public sealed class CnbdKLifetime(CnbdKParameters p, CnbdKVariant variant) : ILifetime
{
    private readonly int? _passed;

    private CnbdKLifetime(CnbdKParameters p, CnbdKVariant variant, int passed)
        : this(p, variant) => _passed = passed;

    /// <inheritdoc/>
    public IReadOnlyList<ILifetime> Stages =>
        variant.Stages == 1 || _passed is not null
            ? [this]
            :
            [
                .. Enumerable
                    .Range(0, variant.Stages)
                    .Select(j => new CnbdKLifetime(p, variant, j)),
            ];

    /// <inheritdoc/>
    public void StageShares(in History history, Span<double> shares)
    {
        if (variant.Stages == 1 || _passed is not null)
        {
            shares[0] = 1;
        }
        else
        {
            Shares(history, shares);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Without the (k - 1) litt of the history, which is no part of it.</remarks>
    public double LogLikelihood(in History history)
    {
        var x = history.Frequency;
        var fixedPart =
            LogBeta.Difference(p.A, p.B, x + variant.Shift)
            - (x * LogGamma.Difference(1, variant.Stages - 1));
        var stages = Silent(history).Log;
        if (!variant.CanHaveLeft(x))
        {
            return fixedPart + Count(x, history.Age) + stages;
        }

        // the larger of "still here" and "left at the last purchase" is factored out
        var odds = LogOdds(history, stages);
        return odds > 0
            ? fixedPart
                + Count(x, history.Recency)
                + Math.Log(p.A / variant.StayWeight(p.B, x))
                + Accurate.Log1p(Math.Exp(-odds))
            : fixedPart + Count(x, history.Age) + stages + Accurate.Log1p(Math.Exp(odds));
    }

    /// <inheritdoc/>
    /// <remarks>BG models: 1 for every one-time buyer, by construction.</remarks>
    public double PAlive(in History history) =>
        variant.CanHaveLeft(history.Frequency)
            ? LogSumExp.Share(LogOdds(history, Silent(history).Log))
            : 1;

    /// <inheritdoc/>
    public void PAlive(SummaryCells cells, double[] target, int threads) =>
        CnbdKKernel.PAlive(p, variant, cells, target, threads);

    /// <inheritdoc/>
    public double ExpectedGivenAlive(in History history, double horizon)
    {
        Span<double> shares = stackalloc double[variant.Stages];
        Shares(history, shares);
        var sum = 0.0;
        for (var passed = 0; passed < shares.Length; passed++)
        {
            sum +=
                shares[passed] == 0
                    ? 0
                    : shares[passed] * CnbdKExpectation.Of(Ahead(history, passed), horizon);
        }

        return sum;
    }

    /// <inheritdoc/>
    public void ExpectedGivenAlive(
        in History history,
        ReadOnlySpan<double> horizons,
        Span<double> expected
    )
    {
        Span<double> shares = stackalloc double[variant.Stages];
        Shares(history, shares);
        var four = Vector256<double>.Count;
        var at = 0;
        for (; at + four <= horizons.Length; at += four)
        {
            var times = Vector256.Create(horizons[at..]);
            var sum = Vector256<double>.Zero;
            var isDone = Vector256.GreaterThanAll(times, Vector256<double>.Zero);
            for (var passed = 0; isDone && passed < shares.Length; passed++)
            {
                if (shares[passed] > 0)
                {
                    isDone = CnbdKExpectation.TryFour(Ahead(history, passed), times, out var part);
                    sum += shares[passed] * part;
                }
            }

            for (var i = at; i < at + four; i++)
            {
                expected[i] = isDone ? sum[i - at] : ExpectedGivenAlive(history, horizons[i]);
            }
        }

        for (; at < horizons.Length; at++)
        {
            expected[at] = ExpectedGivenAlive(history, horizons[at]);
        }
    }

    /// <inheritdoc/>
    public double PPurchaseGivenAlive(in History history, double horizon)
    {
        Span<double> shares = stackalloc double[variant.Stages];
        Shares(history, shares);
        var sum = 0.0;
        for (var passed = 0; passed < shares.Length; passed++)
        {
            sum +=
                shares[passed] == 0
                    ? 0
                    : shares[passed] * CnbdKExpectation.AtLeastOne(Ahead(history, passed), horizon);
        }

        return sum;
    }

    /// <inheritdoc/>
    public double? NextPurchase(in History history, double probability)
    {
        Span<double> shares = stackalloc double[variant.Stages];
        Shares(history, shares);
        var shape = Shape(history.Frequency);
        var log =
            variant.Stages == 1
                ? -Accurate.Log1p(-probability) / shape
                : new NextPurchase(shape, shares).Quantile(probability);
        var time = (p.Alpha + history.Age) * Accurate.Expm1(log ?? double.PositiveInfinity);
        return double.IsFinite(time) ? time : null;
    }

    /// <inheritdoc/>
    /// <remarks>The family has no closed form for it; sum the discounted expectation over a long horizon instead.</remarks>
    public double? ResidualGivenAlive(in History history, double delta) => null;

    /// <inheritdoc/>
    public SimulatedFuture SimulateGivenAlive(
        in History history,
        double horizon,
        double delta,
        ref Chance chance
    )
    {
        var passed = variant.Stages == 1 ? 0 : Passed(history, ref chance);
        var rate = chance.Gamma(Shape(history.Frequency) + passed) / (p.Alpha + history.Age);
        // drawn at the first purchase only: most futures have none
        var dropout = -1.0;
        var (count, discounted, at) = (0, 0.0, 0.0);
        for (var missing = variant.Stages - passed; ; missing = variant.Stages)
        {
            at += (missing == 1 ? chance.Exponential() : chance.Gamma(missing)) / rate;
            if (at > horizon)
            {
                return new SimulatedFuture(count, discounted);
            }

            count++;
            discounted += Math.Exp(-delta * at);
            dropout =
                dropout < 0 ? chance.Beta(p.A, p.B + history.Frequency + variant.Shift) : dropout;
            if (chance.Uniform() < dropout)
            {
                return new SimulatedFuture(count, discounted);
            }
        }
    }

    private int Passed(in History history, ref Chance chance)
    {
        Span<double> shares = stackalloc double[variant.Stages];
        Shares(history, shares);
        var passed = 0;
        for (var u = chance.Uniform(); passed < shares.Length - 1 && u >= shares[passed]; passed++)
        {
            u -= shares[passed];
        }

        return passed;
    }

    private double Shape(int frequency) => p.R + ((double)variant.Stages * frequency);

    private ErlangStages Silent(in History h) =>
        ErlangStages.At(Shape(h.Frequency), h.Age - h.Recency, p.Alpha + h.Age, variant.Stages);

    private void Shares(in History h, Span<double> shares)
    {
        if (_passed is { } known)
        {
            shares.Clear();
            shares[known] = 1;
        }
        else
        {
            ErlangStages.Shares(Shape(h.Frequency), h.Age - h.Recency, p.Alpha + h.Age, shares);
        }
    }

    private double LogOdds(in History h, double stages) =>
        Math.Log(p.A / variant.StayWeight(p.B, h.Frequency))
        + (Shape(h.Frequency) * Accurate.Log1p((h.Age - h.Recency) / (p.Alpha + h.Recency)))
        - stages;

    private StagesAhead Ahead(in History h, int passed) =>
        new(
            Shape(h.Frequency) + passed,
            p.Alpha + h.Age,
            p.A,
            p.B + h.Frequency + variant.Shift,
            variant.Stages,
            passed
        );

    private double Count(int frequency, double time) =>
        CountTerm.Log(p.R, p.Alpha, (double)variant.Stages * frequency, time);
}
