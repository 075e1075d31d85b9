namespace Analytics.Models.Delinquency;

/// <summary>One bin of a scorecard feature.</summary>
/// <param name="Label">What falls in it, in words.</param>
/// <param name="Upper">Largest number in it (numbers up to and with it, above the bin before); not-a-number for groups and missing.</param>
/// <param name="Groups">The groups in it; empty for numbers.</param>
/// <param name="IsMissing">True for missing values.</param>
/// <param name="Good">Training rows without the event.</param>
/// <param name="Bad">Training rows with it.</param>
/// <param name="Woe">Weight of evidence; positive = riskier.</param>
public sealed record WoeBin(
    string Label,
    double Upper,
    IReadOnlyList<string> Groups,
    bool IsMissing,
    long Good,
    long Bad,
    double Woe
)
{
    /// <summary>True where it takes whatever no other bin takes.</summary>
    public bool IsRest { get; init; }

    /// <summary>True where it holds exactly the number <see cref="Upper"/>.</summary>
    public bool IsSpecial { get; init; }
}
