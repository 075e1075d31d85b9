namespace Analytics.Core.Pyramid;

/// <summary>P(tier) of every customer, from a bootstrap.</summary>
public sealed class TierProbabilities
{
    private readonly int[] _counts;

    internal TierProbabilities(int[] counts, int tiers, int replicates, long seed)
    {
        _counts = counts;
        (Tiers, Replicates, Seed) = (tiers, replicates, seed);
    }

    /// <summary>Number of tiers.</summary>
    public int Tiers { get; }

    /// <summary>Number of replicates behind each probability.</summary>
    public int Replicates { get; }

    /// <summary>The seed of the draws.</summary>
    public long Seed { get; }

    /// <summary>Share of replicates in which the customer of a row was in a tier; 0 for customers without a purchase.</summary>
    public double Of(int row, int tier) => _counts[(row * Tiers) + tier] / (double)Replicates;

    /// <summary>Probability of one given tier per row; 0 for <see cref="ValuePyramid.NoTier"/>.</summary>
    public double[] OfTiers(ReadOnlySpan<byte> tiers)
    {
        var probabilities = new double[tiers.Length];
        for (var row = 0; row < probabilities.Length; row++)
        {
            probabilities[row] = tiers[row] == ValuePyramid.NoTier ? 0 : Of(row, tiers[row]);
        }

        return probabilities;
    }
}
