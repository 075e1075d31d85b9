using Analytics.Core.Lifetime;
using Analytics.Core.Summaries;

namespace Analytics.Core.Value;

/// <summary>Customers that share one lifetime model: all of a base, or those with equal covariates.</summary>
/// <param name="Lifetime">The model at its best parameters.</param>
/// <param name="Draws">The model at drawn parameters; the best ones alone where nothing was drawn.</param>
/// <param name="Cells">Their histories; customers of other groups have no cell.</param>
public sealed record ValuedGroup(
    ILifetime Lifetime,
    IReadOnlyList<ILifetime> Draws,
    SummaryCells Cells
);
