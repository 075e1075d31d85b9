using Analytics.Core.Faults;
using Analytics.Core.Lifetime;

namespace Analytics.Core.Tests.Lifetime;

public class LifetimeModelsTests
{
    [Theory]
    [InlineData("bgnbd", "bg-nbd")]
    [InlineData("BG/NBD", "bg-nbd")]
    [InlineData("pnbd", "pareto-nbd")]
    [InlineData("Pareto NBD", "pareto-nbd")]
    [InlineData("gg", "gamma-gamma")]
    [InlineData("GammaGamma", "gamma-gamma")]
    [InlineData("mbg_cnbd", "mbg-cnbd")]
    [InlineData("sBG", "sbg")]
    public void Names_are_understood_in_their_usual_forms(string text, string name) =>
        Assert.Equal(name, LifetimeModels.Resolve(text));

    [Fact]
    public void An_unknown_name_is_refused_with_the_list_of_names()
    {
        var fault = Assert.Throws<UsageFault>(() => LifetimeModels.Resolve("weibull"));
        Assert.Contains("mbg-nbd", fault.Message, StringComparison.Ordinal);
        Assert.Throws<UsageFault>(() => LifetimeModels.Candidates("gg"));
    }

    [Fact]
    public void Every_name_but_the_spend_model_gives_candidates_of_that_name()
    {
        foreach (var name in LifetimeModels.Names.Where(n => n != LifetimeModels.GammaGamma))
        {
            Assert.All(
                LifetimeModels.Candidates(name),
                m =>
                    Assert.True(
                        m.Name == name
                            || (
                                m.Regularity == 1 && name.EndsWith("cnbd", StringComparison.Ordinal)
                            )
                    )
            );
        }

        Assert.Equal(6, LifetimeModels.Candidates("bg-cnbd").Count);
        Assert.Equal(2, Assert.Single(LifetimeModels.Candidates("mbg-cnbd-2")).Regularity);
    }
}
