namespace Analytics.Core.Fitting;

/// <summary>Why a search for the best parameters ended.</summary>
public enum ExitReason
{
    /// <summary>The gradient is as small as asked for: an optimum.</summary>
    GradientSmall,

    /// <summary>No step improves the value any more although the gradient is not small.</summary>
    NoProgress,

    /// <summary>The limit of iterations was reached.</summary>
    IterationLimit,

    /// <summary>The function was not finite at the start.</summary>
    NotFinite,
}
