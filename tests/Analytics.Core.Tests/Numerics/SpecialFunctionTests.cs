using Analytics.Core.Numerics;

namespace Analytics.Core.Tests.Numerics;

/// <summary>Reference values computed at 40 digits; arguments are the doubles nearest to the text.</summary>
public class SpecialFunctionTests
{
    // a few ulp of the result, or of 1 where the result passes through zero
    private const double FewUlp = 4e-15;

    [Theory]
    [InlineData(0.01, 4.599479878042021701580505958755, -100.5608854578686724154753)]
    [InlineData(0.5, 0.5723649429247000870717136756765, -1.963510026021423479440976)]
    [InlineData(1.5, -0.120782237635245222345518445781, 0.036489973978576520559023667)]
    [InlineData(10, 12.80182748008146961120771787, 2.251752589066721107647456163885)]
    [InlineData(100, 359.1342053695753987760440104603, 4.600161852738087400198605585576)]
    public void LogGamma_and_digamma_agree_with_forty_digit_values(
        double z,
        double logGamma,
        double digamma
    )
    {
        Near(logGamma, LogGamma.Of(z), FewUlp);
        Near(digamma, Digamma.Of(z), FewUlp);
    }

    [Theory]
    [InlineData(0.3, 5000, 37584.085654647677157, 12.019677414483149214)]
    [InlineData(87.5, 33, 152.96513451359324169, 0.3215810128277058317)]
    public void Differences_agree_with_forty_digit_values(
        double r,
        double x,
        double logGamma,
        double digamma
    )
    {
        Near(logGamma, LogGamma.Difference(r, x), FewUlp);
        Near(digamma, Digamma.Difference(r, x), 1e-14);
    }

    [Theory]
    [InlineData(0.01, 0.02, 5.0103133506979857571)]
    [InlineData(3.5, 2000, -25.40437141309705031)]
    [InlineData(150, 0.01, 4.5494065610318080549)]
    [InlineData(400, 5000, -1427.9191835103185576)]
    [InlineData(12, 12, -16.602059876016601892)]
    public void LogBeta_agrees_with_forty_digit_values(double a, double b, double expected) =>
        Near(expected, LogBeta.Of(a, b), FewUlp);

    [Theory]
    [InlineData(0.8, 2.4, 5000, -6.145576964292429009)]
    [InlineData(100, 0.01, 5000, -498.12228714482852941)]
    [InlineData(0.01, 100, 300, -0.013900144399204969268)]
    [InlineData(2.5, 0.5, 3, -3.4657359027997265471)]
    public void LogBeta_differences_keep_their_digits_for_long_runs(
        double a,
        double b,
        double x,
        double expected
    ) => Near(expected, LogBeta.Difference(a, b, x), FewUlp);

    [Theory]
    [InlineData(2, 3, 7, 0.5, 0.52186843696373168031)]
    [InlineData(5.5, 0.7, 3.2, 0.97, 7.9679639279344366935)]
    [InlineData(1, 10, 12.5, 0.999, 2.0200154191690444191)]
    [InlineData(3, 0.4, 2.6, -40, -1.558297509400713915)]
    [InlineData(50, 2.5, 8, -3, -7.9502010894711575776)]
    [InlineData(300, 12, 40, 0.95, 747.03736576197235805)]
    public void Log_2F1_agrees_with_forty_digit_values(
        double a,
        double b,
        double c,
        double z,
        double expected
    ) =>
        // quadrature near z = 1: the class promises 1e-12
        Near(expected, Hypergeometric2F1.Log(a, b, c, z), 1e-12);

    [Fact]
    public void Small_arguments_keep_relative_accuracy()
    {
        Assert.Equal(1e-18, Accurate.Log1p(1e-18));
        Assert.Equal(9.9999999995e-11, Accurate.Log1p(1e-10), 1e-25);
        Assert.Equal(1.00000000005e-10, Accurate.Expm1(1e-10), 1e-25);
        // ln(1 + x) - x = -x^2/2 + x^3/3 - ...
        Assert.Equal(-4.99999666666916667e-13, Accurate.Log1pMinusX(1e-6), 1e-27);
        Near(Math.Log(1.5) - 0.5, Accurate.Log1pMinusX(0.5), 1e-15);
        Near(-Math.Log(2), Accurate.Log1p(-0.5), 1e-15);
    }

    [Fact]
    public void Sums_and_differences_of_logs_do_not_overflow()
    {
        Near(1000 + Math.Log(2), LogSumExp.Add(1000, 1000), 1e-12);
        Near(1000 + Math.Log(Math.E - 1), LogSumExp.Subtract(1001, 1000), 1e-12);
        Assert.Equal(double.NegativeInfinity, LogSumExp.Subtract(5, 5));
        Near(-999 + Math.Log(1 + Math.Exp(-1)), LogSumExp.Of([-1000, -999]), 1e-12);
        Assert.Equal(double.NegativeInfinity, LogSumExp.Of([]));
        Assert.Equal(0.25, LogSumExp.Share(Math.Log(3)), 1e-15);
    }

    [Fact]
    public void Gauss_Legendre_with_twenty_nodes_is_exact_to_degree_39()
    {
        var rule = GaussLegendre.Twenty;
        var sum = 0.0;
        for (var i = 0; i < 20; i++)
        {
            sum += rule.Weights[i] * Math.Pow(rule.Nodes[i], 38);
        }

        // a node that is half an ulp off moves x^38 by 38 of them
        Assert.Equal(2.0 / 39, sum, 1e-14);
        Assert.Equal(2, rule.Weights.Sum(), 1e-14);
    }

    private static void Near(double expected, double actual, double relative) =>
        Assert.True(
            Math.Abs(actual - expected) <= relative * Math.Max(1, Math.Abs(expected)),
            FormattableString.Invariant($"{actual:R} is not {expected:R}")
        );
}
