namespace Analytics.Pipeline.Settings;

/// <summary>The settings of scheduled work: where runs are kept, and when a comparison raises the alarm.</summary>
public static class JobOptions
{
    /// <summary>A directory of runs.</summary>
    public static readonly SettingSpec OutRoot = new(
        "out-root",
        "DIR",
        "instead of --out: a new directory for each run here, named by as-of day and content; an unchanged run is used again; latest links to the newest"
    )
    {
        ChangesResult = false,
    };

    /// <summary>How many runs are kept.</summary>
    public static readonly SettingSpec Keep = new(
        "keep",
        "N",
        "runs kept below --out-root, the newest by as-of day (all); that of latest always stays"
    )
    {
        ChangesResult = false,
    };

    /// <summary>Most drift between two runs.</summary>
    public static readonly SettingSpec MaxDrift = new(
        "max-drift",
        "PSI",
        "alarm (exit code 3) where segments or tiers have drifted further: population stability index, 0.1 is little, 0.25 much (no alarm)"
    );

    /// <summary>Most change between two runs.</summary>
    public static readonly SettingSpec MaxChange = new(
        "max-change",
        "P%",
        "alarm (exit code 3) where customers or net amount went up or down by more (no alarm)"
    );

    /// <summary>All of them, in the order of the help page.</summary>
    public static readonly IReadOnlyList<SettingSpec> All = [OutRoot, Keep, MaxDrift, MaxChange];
}
