using Analytics.Core.Faults;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Tests.Lifetime;

namespace Analytics.Core.Tests.Fitting;

public class CovariateTests
{
    private static readonly FitOptions Options = new() { RandomStarts = 0 };

    [Theory]
    [InlineData("bg-nbd")]
    [InlineData("mbg-nbd")]
    [InlineData("pareto-nbd")]
    public void Covariates_at_zero_give_the_plain_model(string name)
    {
        var model = LifetimeModels.Candidates(name)[0];
        var cells =
            name == "pareto-nbd"
                ? SimulatedCohort.Pareto(800, [0.8, 6.0, 0.9, 15.0], 80, 30)
                : SimulatedCohort.Cnbd(800, 1, name == "mbg-nbd", [0.8, 6.0, 0.9, 3.0], 80, 30);
        var plain = ModelFitter.Fit(model, cells, Options);
        var with = CovariateFitter.Fit(model, [new CovariateGroup([0], cells)], Options);
        // both stop at a gradient of 1e-10 (1 + |LL|)
        Assert.Equal(plain.LogLikelihood, with.Base.LogLikelihood, 1e-6);
        Assert.Equal(plain.Parameters, Covariates.Shifted(model, plain.Parameters, [3, 2, 1], [0]));
    }

    [Fact]
    public void A_group_that_buys_twice_as_fast_is_found()
    {
        double[] truth = [0.8, 6.0, 0.9, 3.0];
        var slow = SimulatedCohort.Cnbd(3000, 1, false, truth, 80, 31);
        var fast = SimulatedCohort.Cnbd(3000, 1, false, truth, 80, 32, static _ => 2);
        var model = LifetimeModels.Cnbd(1, false);
        var fit = CovariateFitter.Fit(
            model,
            [new CovariateGroup([0], slow), new CovariateGroup([1], fast)],
            Options
        );
        Assert.Equal(ExitReason.GradientSmall, fit.Base.Exit);
        // ln 2 with a standard error of .05; three of them
        Assert.Equal(Math.Log(2), fit.Coefficients[0], 0.15);
        // leaving is the same in both groups: the mean dropout a / (a + b) moves little
        var (zero, one) = (
            Covariates.Shifted(model, fit.Base.Parameters, fit.Coefficients, [0]),
            Covariates.Shifted(model, fit.Base.Parameters, fit.Coefficients, [1])
        );
        Assert.Equal(zero[2] / (zero[2] + zero[3]), one[2] / (one[2] + one[3]), 0.05);
        Assert.True(fit.At([1]).ExpectedNew(20) > fit.At([0]).ExpectedNew(20));
    }

    [Fact]
    public void Models_without_covariates_say_so()
    {
        Assert.Throws<UsageFault>(() => Covariates.ActsOn(LifetimeModels.Candidates("nbd")[0]));
        Assert.Throws<DataFault>(() =>
            CovariateFitter.Fit(LifetimeModels.Cnbd(1, true), [], Options)
        );
    }
}
