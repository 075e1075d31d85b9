namespace Analytics.Core.Backtest;

/// <summary>One week of the tracking chart.</summary>
/// <param name="Day">Its first day, as a day number.</param>
/// <param name="Actual">Repeat purchase days of the customers known at the cut-off.</param>
/// <param name="Expected">What the model fitted at the cut-off expects.</param>
/// <param name="IsHoldout">True for weeks after the cut-off, which the fit did not see.</param>
public readonly record struct TrackingWeek(int Day, double Actual, double Expected, bool IsHoldout);
