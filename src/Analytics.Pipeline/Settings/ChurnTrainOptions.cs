namespace Analytics.Pipeline.Settings;

/// <summary>The settings of churn models.</summary>
public static class ChurnTrainOptions
{
    /// <summary>The label of contractual data.</summary>
    public static readonly SettingSpec Label = new(
        "label",
        "COLUMN",
        "the outcome as a column of a table with one row per customer; without it churn is found in transactions"
    );

    /// <summary>The word of the label that is the event.</summary>
    public static readonly SettingSpec Positive = new(
        "positive",
        "VALUE",
        "the value of the label that is the event, where it is none of the usual words (Yes, 1, true)"
    );

    /// <summary>More columns.</summary>
    public static readonly SettingSpec Features = new(
        "features",
        "FILE|store",
        "a table with one row per customer whose columns are used as well; store = the customers of the store"
    );

    /// <summary>Columns left out.</summary>
    public static readonly SettingSpec Exclude = new(
        "exclude",
        "COLUMN,...",
        "columns that are not learnt from"
    );

    /// <summary>A time to split by.</summary>
    public static readonly SettingSpec TimeColumn = new(
        "time-column",
        "COLUMN",
        "test on the latest quarter by this date or number instead of a random quarter (with --label)"
    );

    /// <summary>Trust in suspicious columns.</summary>
    public static readonly SettingSpec AllowLeaky = new(
        "allow-leaky",
        "",
        "use columns although they seem to know the outcome"
    );

    /// <summary>The horizon of churn.</summary>
    public static readonly SettingSpec ChurnHorizon = new(
        "churn-horizon",
        "TIME",
        "a customer who does not buy for so long has churned, with its unit: 90d, 12w, 3m"
    )
    {
        Default = "90d",
    };

    /// <summary>The same under its short name in <c>churn train</c>.</summary>
    public static readonly SettingSpec Horizon = new(
        "horizon",
        "TIME",
        "a customer who does not buy for so long has churned, with its unit: 90d, 12w, 3m (90d)"
    );

    /// <summary>Who is scored.</summary>
    public static readonly SettingSpec Eligible = new(
        "eligible",
        "DAYS",
        "customers are scored who bought within so many days (three times the lapse days of the data)"
    );

    /// <summary>The saved model.</summary>
    public static readonly SettingSpec ModelFile = new(
        "model",
        "FILE|DIR",
        "the model: models/churn.json that churn train wrote, or the directory it was written to"
    )
    {
        IsRequired = true,
    };

    /// <summary>The settings of training.</summary>
    public static readonly IReadOnlyList<SettingSpec> Train =
    [
        Label,
        Positive,
        Features,
        Exclude,
        TimeColumn,
        AllowLeaky,
        Horizon,
        ChurnHorizon,
        Eligible,
        LifetimeOptions.Margin,
        LifetimeOptions.SaveRate,
        LifetimeOptions.ContactCost,
    ];

    /// <summary>The settings of scoring.</summary>
    public static readonly IReadOnlyList<SettingSpec> Score =
    [
        ModelFile,
        Features,
        AnalysisOptions.RawText,
    ];

    /// <summary>The settings of evaluating.</summary>
    public static readonly IReadOnlyList<SettingSpec> Evaluate =
    [
        ModelFile,
        Label,
        Positive,
        Features,
        LifetimeOptions.Margin,
        LifetimeOptions.SaveRate,
        LifetimeOptions.ContactCost,
    ];
}
