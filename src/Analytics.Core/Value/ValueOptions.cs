namespace Analytics.Core.Value;

/// <summary>How values are simulated.</summary>
public sealed record ValueOptions
{
    /// <summary>Futures drawn per customer, at least 20.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>Draws of the population parameters, used in turn by the futures.</summary>
    public int ParameterDraws { get; init; } = 40;

    /// <summary>Seed of everything drawn.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads, at least 1; changes no bit.</summary>
    public int Threads { get; init; } = 1;
}
