using Analytics.Core.Lifetime;

namespace Analytics.Core.Fitting;

/// <summary>The model that is used, and why.</summary>
/// <param name="Name">Its name, or <see cref="EmpiricalRates.Name"/>.</param>
/// <param name="Lifetime">The model at its fitted parameters.</param>
/// <param name="Fit">Its fit; null for empirical rates.</param>
/// <param name="Trials">All models tried, in order.</param>
/// <param name="Words">Why this one.</param>
public sealed record LifetimeChoice(
    string Name,
    ILifetime Lifetime,
    FitReport? Fit,
    IReadOnlyList<ModelTrial> Trials,
    string Words
);

/// <summary>How well a model refitted at an earlier cut-off foretold what followed.</summary>
/// <param name="Mae">Mean absolute error per customer, purchases.</param>
/// <param name="Rmse">Root of the mean squared error per customer; this one chooses, because the absolute error of rare counts rewards who foretells too little.</param>
/// <param name="Bias">Mean of predicted minus actual per customer.</param>
/// <param name="BaselineMae">Error of the best naive baseline.</param>
public readonly record struct HoldoutScore(
    double Mae,
    double Rmse,
    double Bias,
    double BaselineMae
);

/// <summary>One model that was tried.</summary>
/// <param name="Fit">Its fit, good or bad.</param>
/// <param name="Holdout">Its back-test, where one was made.</param>
public sealed record ModelTrial(FitReport Fit, HoldoutScore? Holdout);
