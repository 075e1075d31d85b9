namespace Analytics.Core.Delinquency.Rolls;

/// <summary>A share with its interval.</summary>
/// <param name="Share">The share, 0 to 1.</param>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
public readonly record struct ShareInterval(double Share, double Low, double High);
