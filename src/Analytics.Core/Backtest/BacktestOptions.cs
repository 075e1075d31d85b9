using Analytics.Core.Fitting;

namespace Analytics.Core.Backtest;

/// <summary>How a back-test is made.</summary>
public sealed record BacktestOptions
{
    /// <summary>How the models are refitted.</summary>
    public FitOptions Fit { get; init; } = new();

    /// <summary>False for point forecasts alone, without the spread of single customers and the interval of the total.</summary>
    public bool Spread { get; init; } = true;

    /// <summary>Simulated futures per history for the spread of single customers; fewer where there are very many histories.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>Futures of all histories together that are thought enough: beyond, each history gets fewer, but at least <see cref="FewestDraws"/>.</summary>
    public const int EnoughFutures = 4_000_000;

    /// <summary>Fewest futures per history.</summary>
    public const int FewestDraws = 25;

    /// <summary>Futures of each of a number of histories.</summary>
    public int DrawsFor(int histories) =>
        Math.Min(Draws, Math.Max(FewestDraws, EnoughFutures / Math.Max(1, histories)));

    /// <summary>Draws of the population parameters for the interval of the total.</summary>
    public int ParameterDraws { get; init; } = 40;

    /// <summary>Seed of everything drawn.</summary>
    public long Seed { get; init; } = 1;
}
