namespace Analytics.Core.Simulation;

/// <summary>What a simulated customer was drawn with.</summary>
/// <param name="CustomerId">The id in the export.</param>
/// <param name="FirstPurchase">Day of the first purchase.</param>
/// <param name="WeeklyRate">Purchases per week while alive.</param>
/// <param name="Dropout">Chance to leave after a repeat purchase.</param>
/// <param name="MeanOrderValue">Expected order value in currency units.</param>
/// <param name="Orders">Orders made.</param>
/// <param name="IsAlive">True where the customer had not left at the end.</param>
public sealed record CustomerTruth(
    string CustomerId,
    DateOnly FirstPurchase,
    double WeeklyRate,
    double Dropout,
    double MeanOrderValue,
    int Orders,
    bool IsAlive
);
