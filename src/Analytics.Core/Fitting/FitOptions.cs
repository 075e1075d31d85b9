namespace Analytics.Core.Fitting;

/// <summary>How a model is fitted.</summary>
public sealed record FitOptions
{
    /// <summary>Threads at most; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Random starting points besides the one from moments and the one with all parameters 1.</summary>
    public int RandomStarts { get; init; } = 2;

    /// <summary>Seed of the random starts.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>An optimum is accepted when |gradient| by log parameters is at most this times (1 + |LL|).</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>Iterations per start.</summary>
    public int MaxIterations { get; init; } = 300;
}
