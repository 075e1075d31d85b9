namespace Analytics.Core.Simulation;

/// <summary>What is to be simulated.</summary>
public sealed record SimulationSettings
{
    /// <summary>Most customers of one simulation.</summary>
    public const int MaxCustomers = 100_000_000;

    /// <summary>Customers, 1 to <see cref="MaxCustomers"/>; each has at least one purchase.</summary>
    public required int Customers { get; init; }

    /// <summary>Seed, 0 or more: the same seed gives the same bytes.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>First day.</summary>
    public DateOnly From { get; init; } = new(2023, 1, 1);

    /// <summary>Last day, not before <see cref="From"/>; at most 100 years later.</summary>
    public DateOnly To { get; init; } = new(2024, 12, 31);

    /// <summary>True: rows in random order; false: by date.</summary>
    public bool Shuffled { get; init; }

    /// <summary>The process.</summary>
    public PurchaseParameters Parameters { get; init; } = new();

    /// <summary>How many dirty rows of which kind.</summary>
    public DirtyPlan Dirty { get; init; } = DirtyPlan.None;

    /// <summary>Days from first to last, both counted.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;
}
