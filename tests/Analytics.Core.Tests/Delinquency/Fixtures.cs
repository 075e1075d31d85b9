using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Core.Tests.Delinquency;

/// <summary>The chain of Thomas, Edelman &amp; Crook 7.4 and the seven states of the treatment plan's reference values.</summary>
internal static class Fixtures
{
    public static readonly string[] ChainStates = ["0", "1", "2", "3", "4"];

    public static readonly double[] Chain =
    [
        .79,
        .21,
        0,
        0,
        0,
        .09,
        .73,
        .18,
        0,
        0,
        .09,
        .51,
        0,
        .40,
        0,
        .09,
        .38,
        0,
        0,
        .53,
        .06,
        .32,
        0,
        0,
        .62,
    ];

    public static readonly string[] PlanStates = ["0", "1", "2", "3", "B", "D", "P"];

    private static readonly double[] PlanRows =
    [
        .8946,
        .0136,
        0,
        0,
        0,
        0,
        .0918,
        .5,
        .397,
        .0528,
        0,
        0,
        0,
        .0502,
        .25,
        .16,
        .18,
        .31,
        0,
        0,
        .10,
        .10,
        .05,
        .07,
        .08,
        .60,
        0,
        .10,
        .02,
        0,
        0,
        0,
        .84,
        .05,
        .09,
        0,
        0,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        1,
    ];

    public static TransitionMatrix PlanMatrix => TransitionMatrix.Of(PlanStates, PlanRows);

    public static Economy PlanEconomy => Economy.Standard(PlanStates, 60);

    /// <summary>n = 0 throughout: fatigue does not grow with contacts.</summary>
    public static TreatmentSettings PlanSettings => new() { FatigueGrowth = 0 };
}
