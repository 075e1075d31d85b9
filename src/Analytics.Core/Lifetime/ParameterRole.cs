namespace Analytics.Core.Lifetime;

/// <summary>One parameter of a model; all are positive.</summary>
/// <param name="Name">The letter of the paper in words, for example <c>alpha</c>.</param>
/// <param name="IsTime">True where the parameter is a length of time and follows the unit.</param>
/// <param name="IsDropout">True where the parameter belongs to leaving, false where to purchasing.</param>
public readonly record struct ParameterRole(string Name, bool IsTime, bool IsDropout);
