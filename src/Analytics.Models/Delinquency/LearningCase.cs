using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Models.Delinquency;

/// <summary>What a risk model is learnt from and judged by.</summary>
public sealed record LearningCase
{
    /// <summary>The columns.</summary>
    public required LearningTable Table { get; init; }

    /// <summary>Whether the event came, one per row.</summary>
    public required bool[] Bad { get; init; }

    /// <summary>Rows to learn from.</summary>
    public required int[] Train { get; init; }

    /// <summary>Rows to judge by; never learnt from.</summary>
    public required int[] Test { get; init; }

    /// <summary>Customer of each row as a number: rows of one customer share a part in cross-validation.</summary>
    public required int[] Customer { get; init; }

    /// <summary>How the rows were split, as name and value.</summary>
    public required IReadOnlyList<(string Name, string Value)> Split { get; init; }

    /// <summary>Parts for cross-validation inside the training rows, by customer.</summary>
    /// <param name="parts">Number of parts.</param>
    /// <param name="seed">Seed.</param>
    public int[] Parts(int parts, long seed) =>
        Array.ConvertAll(
            Train,
            row =>
                (int)(
                    AccountHash.Of(BitConverter.GetBytes(Customer[row]), 0, (ulong)seed)
                    % (ulong)parts
                )
        );
}
