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

    /// <summary>A transition matrix.</summary>
    public static readonly SettingSpec Matrix = new(
        "matrix",
        "FILE",
        "a transition matrix instead of one from data: a square table with the states' names, or from,to,share"
    );

    /// <summary>Trained models.</summary>
    public static readonly SettingSpec Models = new(
        "models",
        "DIR",
        "the directory that delinquency train wrote"
    );

    /// <summary>Calls at hand.</summary>
    public static readonly SettingSpec Calls = new(
        "calls",
        "N",
        "calls that can be made in a cycle (no limit)"
    );

    /// <summary>A log of treatments.</summary>
    public static readonly SettingSpec Treatments = new(
        "treatments",
        "FILE",
        "a treatment log (account, state, action, rolled, perhaps propensity): effects are estimated from it, not assumed"
    );

    /// <summary>The actions.</summary>
    public static readonly SettingSpec Actions = new(
        "actions",
        "NAME=COST:THETA:KAPPA,...",
        "what can be done: its cost, the factor on the odds of not rolling, and the share of the lifetime value that it wears off"
    )
    {
        Default = "letter=1:1.10:0.0002,call=30:1.50:0.002",
    };

    /// <summary>The usual bill.</summary>
    public static readonly SettingSpec Bill = new(
        "bill",
        "AMOUNT",
        "the usual bill, where the data show none"
    )
    {
        Default = "60",
    };

    /// <summary>Lifetime value at stake.</summary>
    public static readonly SettingSpec Clv = new(
        "clv",
        "AMOUNT",
        "lifetime value at stake (margin on the bills of 24 cycles; 0 without data)"
    );

    /// <summary>Accounts that must be left alone.</summary>
    public static readonly SettingSpec DoNotContact = new(
        "do-not-contact",
        "FILE",
        "accounts that must not be contacted: a promise was made, they asked for it, the law says so"
    );

    /// <summary>Share of the randomised holdout.</summary>
    public static readonly SettingSpec Holdout = new(
        "holdout",
        "P%",
        "share of the accounts to be treated that are left alone at random, so that the plan can be proved"
    )
    {
        Default = "5%",
    };

    /// <summary>The settings of a plan beside the reader's.</summary>
    public static readonly IReadOnlyList<SettingSpec> Planning =
    [
        Matrix,
        Models,
        Calls,
        Treatments,
        Actions,
        Bill,
        Clv,
        DoNotContact,
        Holdout,
    ];

    /// <summary>Receivables beside the purchases of a run.</summary>
    public static readonly SettingSpec Receivables = new(
        "receivables",
        "FILE",
        "receivables of the same customers: open items, a ledger or a panel; adds state, risk and what to do"
    )
    {
        IsList = true,
    };

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
    public static readonly IReadOnlyList<SettingSpec> All =
    [
        .. Reading,
        Types,
        .. Planning,
        Receivables,
    ];
}
