namespace Analytics.Pipeline.Settings;

/// <summary>The settings every command takes.</summary>
public static class GlobalOptions
{
    /// <summary>Where results go.</summary>
    public static readonly SettingSpec Out = new(
        "out",
        "DIR|FILE|-",
        "where results go: a name with a known extension is one file, any other a directory, - is stdout"
    );

    /// <summary>The shape of tables on stdout.</summary>
    public static readonly SettingSpec Format = new(
        "format",
        "table|csv|json",
        "shape of tables (table on a terminal, csv otherwise)"
    )
    {
        Choices = ["table", "csv", "json"],
    };

    /// <summary>The config file.</summary>
    public static readonly SettingSpec Config = new(
        "config",
        "FILE",
        "read settings from this file (crm.yaml where it exists)"
    );

    /// <summary>The day on which everything looks back.</summary>
    public static readonly SettingSpec AsOf = new(
        "as-of",
        "DATE",
        "look back from this day (the last purchase day in the data)"
    );

    /// <summary>Seed of every random draw.</summary>
    public static readonly SettingSpec Seed = new("seed", "N", "seed of every random draw")
    {
        Default = "1",
    };

    /// <summary>Number of threads.</summary>
    public static readonly SettingSpec Threads = new(
        "threads",
        "N",
        "threads to use (all processors); results do not depend on it"
    );

    /// <summary>No progress, no remarks.</summary>
    public static readonly SettingSpec Quiet = new(
        "quiet",
        "",
        "say nothing but warnings and errors"
    );

    /// <summary>Details of what is done and of errors.</summary>
    public static readonly SettingSpec Verbose = new("verbose", "", "say more, also about errors");

    /// <summary>No colour.</summary>
    public static readonly SettingSpec NoColor = new(
        "no-color",
        "",
        "no colour, also on a terminal (as NO_COLOR does)"
    );

    /// <summary>Replace an existing output.</summary>
    public static readonly SettingSpec Overwrite = new(
        "overwrite",
        "",
        "replace an output that exists"
    );

    /// <summary>Do everything but write.</summary>
    public static readonly SettingSpec DryRun = new(
        "dry-run",
        "",
        "check and count, write nothing"
    );

    /// <summary>Language of reports.</summary>
    public static readonly SettingSpec Lang = new(
        "lang",
        "en|zh",
        "language of labels in reports (never taken from LANG)"
    )
    {
        Default = "en",
        Choices = ["en", "zh"],
    };

    /// <summary>How long a command may take.</summary>
    public static readonly SettingSpec Timeout = new(
        "timeout",
        "DURATION",
        "stop after this time with nothing half written, as on SIGTERM: 90s, 15m, 2h (no limit)"
    );

    /// <summary>How much memory a command may take.</summary>
    public static readonly SettingSpec Memory = new(
        "memory",
        "SIZE",
        "stop, with nothing half written, where more memory than this is needed: 800MB, 4GB (no limit)"
    );

    /// <summary>The shape of what is said on stderr.</summary>
    public static readonly SettingSpec Log = new(
        "log",
        "text|json",
        "lines on stderr as text, or as one JSON object each"
    )
    {
        Default = "text",
        Choices = ["text", "json"],
    };

    /// <summary>All of them, in the order of the help page.</summary>
    public static readonly IReadOnlyList<SettingSpec> All =
    [
        Out,
        Format,
        Config,
        AsOf,
        Seed,
        Threads,
        Overwrite,
        DryRun,
        Lang,
        Timeout,
        Memory,
        Log,
        Quiet,
        Verbose,
        NoColor,
    ];
}
