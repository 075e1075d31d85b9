namespace Analytics.Pipeline.Delinquency;

/// <summary>What <c>delinquency train</c> is asked for.</summary>
/// <param name="Label">Column of a ready outcome, or null.</param>
/// <param name="IsLate">True to learn which invoices are settled late, false to learn rolls.</param>
/// <param name="Exclude">Columns that are no features.</param>
/// <param name="TestFrom">First day of the test rows of invoices, or null.</param>
/// <param name="Lgd">Loss given default where the data cannot tell it, 0 to 1.</param>
public sealed record TrainRequest(
    string? Label,
    bool IsLate,
    IReadOnlyList<string> Exclude,
    DateOnly? TestFrom,
    double Lgd
)
{
    /// <summary>Loss given default that is assumed where neither data nor user tell it.</summary>
    public const double UsualLgd = 0.75;
}
