using Analytics.Core.Simulation;
using CsCheck;

namespace Analytics.Core.Tests.Simulation;

public class PortableMathTests
{
    // both sides round, each by less than an ulp or two
    private const double FewUlps = 8e-16;

    [Fact]
    public void Log_agrees_with_the_system_over_all_magnitudes() =>
        Gen.Double[-300, 300]
            .Select(e => Math.Pow(10, e))
            .Sample(x =>
                Math.Abs(PortableMath.Log(x) - Math.Log(x))
                <= FewUlps * Math.Max(1, Math.Abs(Math.Log(x)))
            );

    [Fact]
    public void Log_of_one_is_zero_and_near_one_it_loses_no_digits()
    {
        Assert.Equal(0.0, PortableMath.Log(1));
        Assert.Equal(1e-10 - 5e-21, PortableMath.Log(1 + 1e-10), 1e-17);
    }

    [Fact]
    public void Log_reaches_the_smallest_number() =>
        Assert.Equal(Math.Log(double.Epsilon), PortableMath.Log(double.Epsilon), 1e-12);

    [Fact]
    public void Exp_agrees_with_the_system() =>
        Gen.Double[-690, 690]
            .Sample(x => Math.Abs((PortableMath.Exp(x) / Math.Exp(x)) - 1) <= FewUlps);

    [Fact]
    public void Cos_of_turns_agrees_with_the_system() =>
        Gen.Double[-3, 3]
            .Sample(t => Math.Abs(PortableMath.CosOfTurns(t) - Math.Cos(2 * Math.PI * t)) <= 4e-15);
}
