namespace Analytics.Reports.Document;

/// <summary>A small table of ready texts, as it is printed.</summary>
/// <param name="Columns">Column names, snake_case.</param>
/// <param name="Rows">One array per row, as long as <paramref name="Columns"/>; null is an empty cell.</param>
public sealed record Table(
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string?>> Rows
);
