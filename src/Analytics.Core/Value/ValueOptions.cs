namespace Analytics.Core.Value;

/// <summary>How values are simulated.</summary>
public sealed record ValueOptions
{
    /// <summary>Futures drawn per customer, at least 20; fewer where there are very many customers.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>Futures of all customers together that are thought enough: beyond, each customer gets fewer, but at least <see cref="FewestDraws"/>.</summary>
    public const int EnoughFutures = 20_000_000;

    /// <summary>Fewest futures per customer.</summary>
    public const int FewestDraws = 60;

    /// <summary>Futures of each of a number of customers.</summary>
    public int DrawsFor(int customers) =>
        Math.Min(Draws, Math.Max(FewestDraws, EnoughFutures / Math.Max(1, customers)));

    /// <summary>Most draws of the population parameters, used in turn by the futures.</summary>
    public int ParameterDraws { get; init; } = 200;

    /// <summary>Draws times histories that are thought enough; beyond, fewer are drawn, but at least <see cref="FewestParameterDraws"/>.</summary>
    public const int EnoughParameterDraws = 100_000;

    /// <summary>Fewest draws of the population parameters.</summary>
    public const int FewestParameterDraws = 40;

    /// <summary>Draws of the population parameters for a number of different histories: many where few histories leave the parameters open.</summary>
    public int ParameterDrawsFor(int histories) =>
        Math.Min(
            ParameterDraws,
            Math.Max(FewestParameterDraws, EnoughParameterDraws / Math.Max(1, histories))
        );

    /// <summary>Seed of everything drawn.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads, at least 1; changes no bit.</summary>
    public int Threads { get; init; } = 1;
}
