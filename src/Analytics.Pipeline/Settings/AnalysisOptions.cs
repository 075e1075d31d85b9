namespace Analytics.Pipeline.Settings;

/// <summary>The settings of the commands that score customers.</summary>
public static class AnalysisOptions
{
    /// <summary>Number of score bins.</summary>
    public static readonly SettingSpec Bins = new("bins", "N", "scores from 1 to N, 3 to 10")
    {
        Default = "5",
    };

    /// <summary>How cut points are found.</summary>
    public static readonly SettingSpec Scoring = new(
        "scoring",
        "quantile|ntile",
        "quantile cuts (equal values get equal scores), or groups of equal size"
    )
    {
        Default = "quantile",
        Choices = ["quantile", "ntile"],
    };

    /// <summary>Own cut points.</summary>
    public static readonly SettingSpec RfmCuts = new(
        "rfm-cuts",
        "FILE",
        "own cut points, a table as rfm_cuts.csv"
    );

    /// <summary>The segment map.</summary>
    public static readonly SettingSpec Segments = new(
        "segments",
        "MAP|FILE",
        "segment map: classic-10, r-rfm, value-8, or a file of score ranges"
    )
    {
        Default = "classic-10",
    };

    /// <summary>No protection against formulas.</summary>
    public static readonly SettingSpec RawText = new(
        "raw-text",
        "",
        "write text as it is, also where a spreadsheet would run it as a formula"
    );

    /// <summary>All of them, in the order of the help page.</summary>
    public static readonly IReadOnlyList<SettingSpec> All =
    [
        Bins,
        Scoring,
        RfmCuts,
        Segments,
        RawText,
    ];
}
