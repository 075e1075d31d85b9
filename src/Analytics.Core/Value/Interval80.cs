namespace Analytics.Core.Value;

/// <summary>An 80 % interval.</summary>
/// <param name="Low">10 % quantile.</param>
/// <param name="High">90 % quantile.</param>
public readonly record struct Interval80(double Low, double High);
