using Analytics.Reports.Pages;

namespace Analytics.Reports.Charts;

/// <summary>One chart of the catalogue.</summary>
/// <param name="Name">File name without ending, and key of its texts.</param>
/// <param name="Csv">The table with the same numbers.</param>
/// <param name="Draw">Draws it.</param>
internal sealed record ChartSpec(string Name, string Csv, Func<RunReport, ChartDrawing> Draw);
