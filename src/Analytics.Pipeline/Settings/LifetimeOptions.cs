namespace Analytics.Pipeline.Settings;

/// <summary>The settings of lifetime value.</summary>
public static class LifetimeOptions
{
    /// <summary>The model.</summary>
    public static readonly SettingSpec Model = new(
        "model",
        "NAME",
        "lifetime model: nbd, bg-nbd, mbg-nbd, pareto-nbd, bg-cnbd, mbg-cnbd, bg-bb, sbg; gamma-gamma with --fit-only (the best)"
    );

    /// <summary>The discount rate with its base.</summary>
    public static readonly SettingSpec Discount = new(
        "discount",
        "RATE/BASE",
        "discount rate with its base, for example 10%/year or 0.8%/month"
    )
    {
        Default = "10%/year",
    };

    /// <summary>Margin as a share of sales.</summary>
    public static readonly SettingSpec Margin = new(
        "margin",
        "SHARE",
        "margin as a share of sales, for example 30% or 0.3"
    )
    {
        Default = "100%",
    };

    /// <summary>The period of the model's times.</summary>
    public static readonly SettingSpec Unit = new(
        "unit",
        "day|week|month",
        "period in which the model counts time"
    )
    {
        Default = "week",
        Choices = ["day", "week", "month", "year"],
    };

    /// <summary>The last day the fit may see.</summary>
    public static readonly SettingSpec CalibrationEnd = new(
        "calibration-end",
        "DATE",
        "fit on the days up to this one; what followed proves the fit"
    );

    /// <summary>Static covariates.</summary>
    public static readonly SettingSpec Covariates = new(
        "covariates",
        "COLUMN,...",
        "columns of --features, or of a ready summary, that shift buying and leaving (pareto-nbd and the bg family)"
    );

    /// <summary>The table of the covariates; the same as that of churn.</summary>
    public static SettingSpec Features => ChurnTrainOptions.Features;

    /// <summary>Seasonal clock.</summary>
    public static readonly SettingSpec Season = new(
        "season",
        "",
        "let time run faster in busy weeks, where two years of data and the back-test bear it out"
    );

    /// <summary>Share of a value at risk that a contact is assumed to save.</summary>
    public static readonly SettingSpec SaveRate = new(
        "save-rate",
        "SHARE",
        "share of the value at stake that a contact is assumed to bring, for the worklist"
    )
    {
        Default = "5%",
    };

    /// <summary>What a contact costs.</summary>
    public static readonly SettingSpec ContactCost = new(
        "contact-cost",
        "AMOUNT",
        "cost of one contact in currency units, for the worklist"
    )
    {
        Default = "1",
    };

    /// <summary>Most that contacts may cost.</summary>
    public static readonly SettingSpec Budget = new(
        "budget",
        "AMOUNT",
        "most that the contacts of the worklist may cost together (no limit)"
    );

    /// <summary>What serving an order costs.</summary>
    public static readonly SettingSpec CostToServe = new(
        "cost-to-serve",
        "AMOUNT",
        "cost of serving one order in currency units: contribution = margin - cost to serve"
    )
    {
        Default = "0",
    };

    /// <summary>The settings of the models.</summary>
    public static readonly IReadOnlyList<SettingSpec> Models =
    [
        Model,
        Discount,
        Margin,
        CostToServe,
        Unit,
        CalibrationEnd,
        Covariates,
        Season,
    ];

    /// <summary>All of them, in the order of the help page.</summary>
    public static readonly IReadOnlyList<SettingSpec> All =
    [
        .. Models,
        SaveRate,
        ContactCost,
        Budget,
    ];
}
