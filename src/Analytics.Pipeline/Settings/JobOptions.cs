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

    /// <summary>When models are trained again.</summary>
    public static readonly SettingSpec Refit = new(
        "refit",
        "always|drift",
        "below --out-root: models are trained whenever their inputs changed (always), or only where those of the newest run fail their drift test"
    )
    {
        Choices = ["always", "drift"],
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

    /// <summary>Most refused rows of the later run.</summary>
    public static readonly SettingSpec MaxRejected = new(
        "max-rejected",
        "P%",
        "alarm (exit code 3) where a larger share of the later run's rows was refused (no alarm)"
    );

    /// <summary>Most repeated rows of the later run.</summary>
    public static readonly SettingSpec MaxRepeated = new(
        "max-repeated",
        "P%",
        "alarm where a larger share are duplicates or lines identical to others (no alarm)"
    );

    /// <summary>Most rows without customer of the later run.</summary>
    public static readonly SettingSpec MaxNameless = new(
        "max-nameless",
        "P%",
        "alarm where a larger share names no customer (no alarm)"
    );

    /// <summary>Most growth of a model's error.</summary>
    public static readonly SettingSpec MaxErrorGrowth = new(
        "max-error-growth",
        "P%",
        "alarm where the back-test error of lifetime value or the log loss of churn, each in proportion to its baseline, grew by more (no alarm)"
    );

    /// <summary>When a comparison raises the alarm.</summary>
    public static readonly IReadOnlyList<SettingSpec> Alarms =
    [
        MaxDrift,
        MaxChange,
        MaxRejected,
        MaxRepeated,
        MaxNameless,
        MaxErrorGrowth,
    ];

    /// <summary>All of them, in the order of the help page.</summary>
    public static readonly IReadOnlyList<SettingSpec> All = [OutRoot, Keep, Refit, .. Alarms];
}
