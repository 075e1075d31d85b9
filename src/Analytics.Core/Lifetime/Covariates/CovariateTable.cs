namespace Analytics.Core.Lifetime.Covariates;

/// <summary>Groups of customers with the same covariates.</summary>
/// <param name="Names">One per covariate.</param>
/// <param name="Values">One row per group, one value per covariate.</param>
public sealed record CovariateTable(IReadOnlyList<string> Names, IReadOnlyList<double[]> Values)
{
    /// <summary>Standard deviation of a covariate over the groups; 1 where it does not vary.</summary>
    public double Deviation(int covariate)
    {
        var mean = Values.Average(v => v[covariate]);
        var variance = Values.Average(v => (v[covariate] - mean) * (v[covariate] - mean));
        return variance > 0 ? Math.Sqrt(variance) : 1;
    }

    /// <summary>Rows of equal values once, in order of first occurrence.</summary>
    /// <param name="names">One per covariate.</param>
    /// <param name="rows">One row per customer.</param>
    /// <returns>The groups, and the group of each customer.</returns>
    public static (CovariateTable Table, int[] GroupOf) Of(
        IReadOnlyList<string> names,
        IReadOnlyList<double[]> rows
    )
    {
        var groups = new Dictionary<double[], int>(new SameValues());
        var groupOf = new int[rows.Count];
        var values = new List<double[]>();
        for (var row = 0; row < groupOf.Length; row++)
        {
            if (!groups.TryGetValue(rows[row], out groupOf[row]))
            {
                groupOf[row] = values.Count;
                groups.Add(rows[row], values.Count);
                values.Add(rows[row]);
            }
        }

        return (new CovariateTable(names, values), groupOf);
    }

    private sealed class SameValues : IEqualityComparer<double[]>
    {
        public bool Equals(double[]? x, double[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(double[] values)
        {
            var hash = default(HashCode);
            foreach (var value in values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
