using Analytics.Core.Lifetime;
using Analytics.Core.Lifetime.CnbdK;
using Analytics.Core.Lifetime.ParetoNbd;
using Analytics.Core.Numerics;
using CsCheck;

namespace Analytics.Core.Tests.Lifetime;

/// <summary>Consistency of the predictions: laws of chance that no formula may break.</summary>
public class PredictionLawsTests
{
    private static readonly Gen<double[]> Extreme = Gen.Double[-4.5, 4.5]
        .Array[4]
        .Select(logs => Array.ConvertAll(logs, Math.Exp));

    private static readonly Gen<(int X, double Tx, double T, double H)> Past = Gen.Select(
        Gen.Int[0, 60],
        Gen.Double[0, 1],
        Gen.Double[0.1, 300],
        Gen.Double[0.01, 500],
        (x, share, t, h) => (x, x == 0 ? 0 : Math.Round(share, 2) * t, t, h)
    );

    [Theory]
    [MemberData(nameof(AllModels.Continuous), MemberType = typeof(AllModels))]
    public void Everything_is_finite_and_chances_are_chances_at_any_parameters(string name) =>
        Gen.Select(Extreme, Past)
            .Sample(
                (p, past) =>
                {
                    var model = AllModels.Model(name);
                    var life = model.At(p.AsSpan(0, model.Parameters.Count));
                    var h = new History(past.X, past.Tx, past.T);
                    Assert.True(double.IsFinite(life.LogLikelihood(h)));
                    Assert.InRange(life.PAlive(h), 0, 1);
                    Assert.InRange(life.PPurchaseGivenAlive(h, past.H), 0, 1 + 1e-12);
                    var expected = life.ExpectedGivenAlive(h, past.H);
                    Assert.True(double.IsFinite(expected) && expected >= 0);
                    // at least one purchase is at most one purchase on average; the sums round at 1e-12
                    Assert.True(life.PPurchaseGivenAlive(h, past.H) <= expected * (1 + 1e-9));
                    // where all are sure to have left within the horizon both sums are the same but for rounding
                    Assert.True(life.ExpectedGivenAlive(h, past.H * 1.1) >= expected * (1 - 1e-11));
                },
                iter: 1500
            );

    [Theory]
    [MemberData(nameof(AllModels.Continuous), MemberType = typeof(AllModels))]
    public void P_alive_falls_with_silence(string name)
    {
        var life = AllModels.Lifetime(name);
        for (var x = 0; x < 12; x++)
        {
            var before = 1.0;
            for (var silence = 0; silence < 60; silence++)
            {
                var recency = x == 0 ? 0 : 20;
                var now = life.PAlive(new History(x, recency, recency + silence));
                Assert.True(now <= before);
                before = now;
            }
        }
    }

    [Fact]
    public void P_alive_is_one_without_a_repeat_purchase_under_the_bg_models_only()
    {
        var silent = new History(0, 0, 300);
        Assert.Equal(1, AllModels.Lifetime("bg-nbd").PAlive(silent));
        Assert.Equal(1, AllModels.Lifetime("bg-cnbd-2").PAlive(silent));
        Assert.True(AllModels.Lifetime("mbg-nbd").PAlive(silent) < 1);
        Assert.True(AllModels.Lifetime("pareto-nbd").PAlive(silent) < 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Bg_nbd_expectation_is_the_closed_form_with_the_gauss_function(int shift)
    {
        // Fader, Hardie and Lee 2005, eq. 10 without the p_alive denominator; a away from 1, where it does not cancel
        var p = new CnbdKParameters(0.24, 4.4, 2.8, 2.4);
        var h = new History(5, 21, 39);
        var (b, shape, z) = (p.B + 5 + shift, p.R + 5, 52 / (p.Alpha + 39 + 52));
        var closed =
            (p.A + b - 1)
            / (p.A - 1)
            * (
                1
                - Math.Exp(
                    (shape * Math.Log((p.Alpha + 39) / (p.Alpha + 39 + 52)))
                        + Hypergeometric2F1.Log(shape, b, p.A + b - 1, z)
                )
            );
        // the closed form loses three digits to cancellation
        Assert.Equal(
            closed,
            new CnbdKLifetime(p, new CnbdKVariant(1, shift == 1)).ExpectedGivenAlive(h, 52),
            1e-10
        );
    }

    [Fact]
    public void Expectation_passes_smoothly_through_a_equal_one_and_s_equal_one()
    {
        var h = new History(3, 21, 39);
        double Bg(double a) =>
            new CnbdKLifetime(
                new CnbdKParameters(0.24, 4.4, a, 2.4),
                new CnbdKVariant(1, false)
            ).Expected(h, 52);
        double Pareto(double s) =>
            new ParetoNbdLifetime(new ParetoNbdParameters(0.55, 10.6, s, 11.7)).Expected(h, 52);
        // second differences of a smooth function over 1e-6 are 1e-12
        Assert.Equal((Bg(1 - 1e-6) + Bg(1 + 1e-6)) / 2, Bg(1), 1e-10);
        Assert.Equal((Pareto(1 - 1e-6) + Pareto(1 + 1e-6)) / 2, Pareto(1), 1e-10);
    }

    [Fact]
    public void Pareto_likelihood_passes_smoothly_through_alpha_equal_beta()
    {
        var h = new History(3, 21, 39);
        double At(double alpha) =>
            new ParetoNbdLifetime(new ParetoNbdParameters(0.55, alpha, 0.6, 10)).LogLikelihood(h);
        Assert.Equal((At(10 - 1e-5) + At(10 + 1e-5)) / 2, At(10), 1e-10);
    }

    [Fact]
    public void Short_and_long_ways_to_the_same_expectation_agree()
    {
        // the series is left for the integral at many stages; either side of the switch they must meet
        var h = new History(40, 30, 31);
        var life = new CnbdKLifetime(
            new CnbdKParameters(2, 0.5, 0.4, 3),
            new CnbdKVariant(1, true)
        );
        for (var horizon = 1000.0; horizon < 3000; horizon += 7)
        {
            var (before, middle, after) = (
                life.ExpectedGivenAlive(h, horizon - 1),
                life.ExpectedGivenAlive(h, horizon),
                life.ExpectedGivenAlive(h, horizon + 1)
            );
            // a jump of 1e-10 would show against a curvature of 1e-6
            Assert.Equal(middle, (before + after) / 2, 1e-5 * middle);
            Assert.True(before < middle && middle < after);
        }
    }

    [Theory]
    [MemberData(nameof(AllModels.Continuous), MemberType = typeof(AllModels))]
    public void Next_purchase_is_where_the_chance_of_a_purchase_reaches_the_quantile(string name)
    {
        var life = AllModels.Lifetime(name);
        foreach (var h in new[] { new History(0, 0, 5), new History(7, 20, 22) })
        {
            foreach (var q in new[] { .1, .5, .9 })
            {
                if (life.NextPurchase(h, q) is { } time)
                {
                    Assert.Equal(q, life.PPurchaseGivenAlive(h, time), 1e-9);
                }
                else
                {
                    Assert.True(life.PPurchaseGivenAlive(h, 1e6) < q);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllModels.All), MemberType = typeof(AllModels))]
    public void Simulated_futures_have_the_expected_means(string name)
    {
        var life = AllModels.Lifetime(name);
        var h = AllModels.Model(name).IsDiscrete
            ? new History(3, 3, name == "sbg" ? 3 : 5)
            : new History(3, 20, 24);
        var (sum, squares, some) = (0.0, 0.0, 0.0);
        const int n = 60_000;
        var chance = new Chance(11, 0);
        for (var i = 0; i < n; i++)
        {
            var future = life.Simulate(h, 20, 0, ref chance);
            sum += future.Purchases;
            squares += (double)future.Purchases * future.Purchases;
            some += future.Purchases > 0 ? 1 : 0;
            Assert.Equal(future.Purchases, future.Discounted, 1e-9);
        }

        // four standard errors
        var error = Math.Sqrt(squares / n / n);
        Assert.Equal(life.Expected(h, 20), sum / n, 4 * error);
        Assert.Equal(life.PPurchase(h, 20), some / n, 4 * Math.Sqrt(0.25 / n));
    }

    [Theory]
    [InlineData("pareto-nbd")]
    [InlineData("nbd")]
    [InlineData("bg-bb")]
    [InlineData("sbg")]
    public void Residual_transactions_are_the_discounted_sum_of_expected_ones(string name)
    {
        var life = AllModels.Lifetime(name);
        var discrete = AllModels.Model(name).IsDiscrete;
        var h = discrete ? new History(3, 3, name == "sbg" ? 3 : 5) : new History(3, 20, 24);
        var (delta, step) = (discrete ? 0.1 : 0.02, discrete ? 1.0 : 0.5);
        var (sum, before) = (0.0, 0.0);
        for (var t = step; t * delta < 30; t += step)
        {
            var now = life.Expected(h, t);
            sum += (now - before) * Math.Exp(-delta * (discrete ? t : t - (step / 2)));
            before = now;
        }

        // discrete sums are exact, the mid-point rule over half weeks is good to (delta step)^2 / 24 = 4e-6
        Assert.Equal(
            sum,
            life.ResidualTransactions(h, delta)!.Value,
            (discrete ? 1e-9 : 1e-5) * sum
        );
    }

    [Theory]
    [MemberData(nameof(AllModels.All), MemberType = typeof(AllModels))]
    public void Chances_of_all_counts_of_a_short_history_are_consistent_with_p_alive(string name)
    {
        var life = AllModels.Lifetime(name);
        var cells = AllModels.Cells(name, 80);
        for (var i = 0; i < cells.Count; i++)
        {
            var h = AllModels.At(cells, i);
            Assert.InRange(life.PAlive(h), 0, 1);
            Assert.True(life.PPurchase(h, 3) <= life.PAlive(h));
            Assert.Equal(0, life.ExpectedGivenAlive(h, 0));
        }
    }

    [Theory]
    [MemberData(nameof(AllModels.All), MemberType = typeof(AllModels))]
    public void The_column_of_p_alive_is_the_one_of_single_histories(string name)
    {
        var (life, cells) = (AllModels.Lifetime(name), AllModels.Cells(name, 3000));
        var column = new double[cells.Count];
        life.PAlive(cells, column, 2);
        for (var i = 0; i < column.Length; i++)
        {
            // the table of days of Pareto/NBD is good to 1e-10
            Assert.Equal(life.PAlive(AllModels.At(cells, i)), column[i], 1e-9);
        }
    }

    [Theory]
    [InlineData("bg-bb")]
    [InlineData("sbg")]
    public void Discrete_models_are_finite_at_any_parameters(string name) =>
        Gen.Select(Extreme, Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Double[0.5, 60])
            .Sample(
                (p, x, gap, silence, horizon) =>
                {
                    var model = AllModels.Model(name);
                    var life = model.At(p.AsSpan(0, model.Parameters.Count));
                    var h =
                        name == "sbg" ? new History(x, x, x + Math.Min(silence, 1))
                        : x == 0 ? new History(0, 0, silence)
                        : new History(x, x + gap, x + gap + silence);
                    Assert.True(double.IsFinite(life.LogLikelihood(h)));
                    Assert.InRange(life.PAlive(h), 0, 1);
                    Assert.InRange(life.PPurchaseGivenAlive(h, horizon), 0, 1);
                    Assert.True(
                        life.PPurchaseGivenAlive(h, horizon)
                            <= life.ExpectedGivenAlive(h, horizon) + 1e-12
                    );
                    Assert.True(double.IsFinite(life.ResidualTransactions(h, 0.1)!.Value));
                },
                iter: 1000
            );
}
