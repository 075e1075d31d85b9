using Analytics.Models.Features;

namespace Analytics.Models.Churn;

/// <summary>Customers at one cut-off: who is eligible, and what was known of them.</summary>
/// <param name="CutOffDay">The last day looked at.</param>
/// <param name="Customers">Number in the customer-days of each row.</param>
/// <param name="Columns">Features, one entry per row; see <see cref="ChurnFeatures.Facts"/>; those of products, categories and channels only where the inputs tell them.</param>
/// <param name="Lifetime">The lifetime model behind the last of them.</param>
public sealed record ChurnRows(
    int CutOffDay,
    int[] Customers,
    IReadOnlyList<RawColumn> Columns,
    string Lifetime
);
