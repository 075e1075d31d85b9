namespace Analytics.Core.Backtest;

/// <summary>How far forecasts were off.</summary>
/// <param name="Mae">Mean absolute error (MAD).</param>
/// <param name="Mse">Mean squared error.</param>
/// <param name="Bias">Mean of forecast minus actual.</param>
/// <param name="TrackingSignal">Sum of forecast minus actual over MAD; 0 where every forecast is exact.</param>
public readonly record struct ForecastErrors(
    double Mae,
    double Mse,
    double Bias,
    double TrackingSignal
)
{
    /// <summary>A tracking signal beyond this, either way, is flagged: the forecast leans to one side.</summary>
    public const double SignalLimit = 6;

    /// <summary>True where the tracking signal is outside plus and minus <see cref="SignalLimit"/>.</summary>
    public bool IsFlagged => Math.Abs(TrackingSignal) > SignalLimit;

    /// <summary>Errors of a column; all zero for empty columns.</summary>
    /// <param name="forecast">The forecasts.</param>
    /// <param name="actual">What came, as many.</param>
    public static ForecastErrors Of(ReadOnlySpan<double> forecast, ReadOnlySpan<double> actual)
    {
        var (sum, absolute, squares) = (0.0, 0.0, 0.0);
        for (var i = 0; i < forecast.Length; i++)
        {
            var error = forecast[i] - actual[i];
            sum += error;
            absolute += Math.Abs(error);
            squares += error * error;
        }

        var n = Math.Max(1, forecast.Length);
        return new ForecastErrors(
            absolute / n,
            squares / n,
            sum / n,
            absolute > 0 ? sum / (absolute / n) : 0
        );
    }
}
