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

    /// <summary>Tier shares.</summary>
    public static readonly SettingSpec Tiers = new(
        "tiers",
        "A,B,C,...",
        "shares of the tiers in percent, best first (1,4,15,80 of customers, or 20,30,30,20 of value)"
    );

    /// <summary>What tiers are shares of.</summary>
    public static readonly SettingSpec TiersBy = new(
        "tiers-by",
        "customers|value",
        "tiers hold shares of the customers, or are the smallest sets that give shares of the value"
    )
    {
        Default = "customers",
        Choices = ["customers", "value"],
    };

    /// <summary>Days after which a customer has lapsed.</summary>
    public static readonly SettingSpec Lapse = new(
        "lapse",
        "DAYS",
        "days without purchase after which a customer counts as lapsed (from the data)"
    );

    /// <summary>By what customers are ranked.</summary>
    public static readonly SettingSpec Value = new(
        "value",
        "net_amount|margin|contribution|clv",
        "what tiers and deciles rank by"
    )
    {
        Default = "net_amount",
        Choices = ["net_amount", "margin", "contribution", "clv"],
    };

    /// <summary>How far to look back or ahead.</summary>
    public static readonly SettingSpec Horizon = new(
        "horizon",
        "TIME",
        "how far values look ahead and moves look back, with its unit: 90d, 52w, 12m, 1y"
    )
    {
        Default = "365d",
    };

    /// <summary>Replicates of the bootstrap of tiers.</summary>
    public static readonly SettingSpec Bootstrap = new(
        "bootstrap",
        "N",
        "replicates for the probability of each customer's tier, 0 to 10000"
    )
    {
        Default = "0",
    };

    /// <summary>An earlier run whose tiers are kept.</summary>
    public static readonly SettingSpec Previous = new(
        "previous",
        "RUN",
        "an earlier run: a customer keeps its tier unless the value passes the cut by 10 % or the new tier is 80 % sure (--bootstrap)"
    );

    /// <summary>Parts to run.</summary>
    public static readonly SettingSpec Only = new(
        "only",
        "PART,...",
        "only these parts: rfm (always made), lifetime, churn, pyramid, cohorts, migration, delinquency, risk, report"
    );

    /// <summary>Parts to leave out.</summary>
    public static readonly SettingSpec Skip = new("skip", "PART,...", "all parts but these");

    /// <summary>No protection against formulas.</summary>
    public static readonly SettingSpec RawText = new(
        "raw-text",
        "",
        "write text as it is, also where a spreadsheet would run it as a formula"
    );

    /// <summary>The settings of scores and segments.</summary>
    public static readonly IReadOnlyList<SettingSpec> Scores =
    [
        Bins,
        Scoring,
        RfmCuts,
        Segments,
        RawText,
    ];

    /// <summary>The settings of the value pyramid.</summary>
    public static readonly IReadOnlyList<SettingSpec> Pyramid = [Tiers, TiersBy, Value];

    /// <summary>All of them, in the order of the help page.</summary>
    public static readonly IReadOnlyList<SettingSpec> All =
    [
        .. Scores,
        .. Pyramid,
        Lapse,
        Horizon,
        .. LifetimeOptions.All,
        ChurnTrainOptions.ChurnHorizon,
        ChurnTrainOptions.Eligible,
        Bootstrap,
        Previous,
        Only,
        Skip,
    ];
}
