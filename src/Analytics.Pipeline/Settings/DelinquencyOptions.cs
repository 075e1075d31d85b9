namespace Analytics.Pipeline.Settings;

/// <summary>The settings of the receivables commands.</summary>
public static class DelinquencyOptions
{
    /// <summary>The shape of the inputs.</summary>
    public static readonly SettingSpec Shape = new(
        "shape",
        "open-items|ledger|panel|wide",
        "shape of the inputs (told by their columns)"
    )
    {
        Choices = ["open-items", "ledger", "panel", "wide"],
    };

    /// <summary>Payments beside open items.</summary>
    public static readonly SettingSpec Payments = new(
        "payments",
        "FILE",
        "payments beside open items: account, date, amount and perhaps the invoice"
    )
    {
        IsList = true,
    };

    /// <summary>Status columns of a wide panel.</summary>
    public static readonly SettingSpec Wide = new(
        "wide",
        "A,B,C",
        "the status columns of a wide panel, oldest month first"
    );

    /// <summary>Order of statuses.</summary>
    public static readonly SettingSpec Statuses = new(
        "statuses",
        "A,B,C",
        "order of the statuses of a panel, best first; others stand behind them as they are"
    );

    /// <summary>Disputed items.</summary>
    public static readonly SettingSpec Disputed = new(
        "disputed",
        "apart|include",
        "keep disputed items apart, or age them like all others"
    )
    {
        Default = "apart",
        Choices = ["apart", "include"],
    };

    /// <summary>Absolute floor of materiality.</summary>
    public static readonly SettingSpec MaterialAmount = new(
        "material-amount",
        "AMOUNT",
        "open items of at most this amount make nobody overdue"
    )
    {
        Default = "0",
    };

    /// <summary>Relative floor of materiality.</summary>
    public static readonly SettingSpec MaterialShare = new(
        "material-share",
        "P%",
        "open items of at most this share of the open balance make nobody overdue"
    )
    {
        Default = "0%",
    };

    /// <summary>Customer types.</summary>
    public static readonly SettingSpec Types = new(
        "types",
        "auto|none|value-8|COLUMN",
        "customer types: found by the data, none, the eight of recency, frequency and money, or a column (auto for a ledger, none for a panel)"
    );

    /// <summary>What a receivables reader takes.</summary>
    public static readonly IReadOnlyList<SettingSpec> Reading =
    [
        Shape,
        Payments,
        Wide,
        Statuses,
        Disputed,
        MaterialAmount,
        MaterialShare,
    ];

    /// <summary>All of them, in the order of the help page.</summary>
    public static readonly IReadOnlyList<SettingSpec> All = [.. Reading, Types];
}
