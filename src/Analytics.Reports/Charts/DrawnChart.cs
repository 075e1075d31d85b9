namespace Analytics.Reports.Charts;

/// <summary>A chart as it is written, or the reason why there is none.</summary>
public sealed record DrawnChart
{
    /// <summary>File name without ending.</summary>
    public required string Name { get; init; }

    /// <summary>The table with the same numbers, a file of the run directory.</summary>
    public required string Csv { get; init; }

    /// <summary>What the picture says, in a sentence; where there is no picture, why.</summary>
    public required string Text { get; init; }

    /// <summary>The picture as PNG, 1800 x 1120 pixels; null where there is none.</summary>
    public byte[]? Png { get; init; }

    /// <summary>The picture as an SVG document, 900 x 560; null where there is none.</summary>
    public string? Svg { get; init; }

    /// <summary>True where there is a picture.</summary>
    public bool IsDrawn => Png is not null;
}
