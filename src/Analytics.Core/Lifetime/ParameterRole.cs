namespace Analytics.Core.Lifetime;

/// <summary>One parameter of a model; all are positive.</summary>
/// <param name="Name">The letter of the paper in words, for example <c>alpha</c>.</param>
/// <param name="IsTime">True where the parameter is a length of time and follows the unit.</param>
/// <param name="IsDropout">True where the parameter belongs to leaving, false where to purchasing.</param>
public readonly record struct ParameterRole(string Name, bool IsTime, bool IsDropout)
{
    /// <summary>
    /// For the coefficient of a covariate the standard deviation of the covariate: the parameter is e^(coefficient x deviation), positive like
    /// all. 0 for every other parameter.
    /// </summary>
    public double Deviation { get; init; }

    /// <summary>True for the coefficient of a covariate.</summary>
    public bool IsCoefficient => Deviation > 0;

    /// <summary>What is told of a parameter: itself, or the coefficient per unit of its covariate.</summary>
    public double Told(double parameter) =>
        IsCoefficient ? Math.Log(parameter) / Deviation : parameter;
}
