using System.Globalization;

namespace Analytics.Models.Training;

/// <summary>How trees are grown and added up.</summary>
/// <param name="Trees">Number of trees.</param>
/// <param name="Leaves">Leaves of a tree at most; 2 = one question.</param>
/// <param name="Rate">Share of each tree's advice that is taken.</param>
/// <param name="LeafRows">Fewest rows of a leaf.</param>
/// <param name="ColumnShare">Share of the columns each tree may look at.</param>
public sealed record TreeSettings(
    int Trees = 100,
    int Leaves = 31,
    double Rate = 0.1,
    int LeafRows = 20,
    double ColumnShare = 1
)
{
    /// <summary>Short text for names, for example <c>200x8@0.05</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Trees}x{Leaves}@{Rate}");
}
