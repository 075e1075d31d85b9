namespace Analytics.Core.Value;

/// <summary>Why a customer is worth acting on.</summary>
public enum WorkReason
{
    /// <summary>Has probably left, or is out of rhythm: the value at risk.</summary>
    WinBack,

    /// <summary>Still there, but the chance of leaving is large enough to matter: churn probability x margin of the horizon where a churn model scored the customer, else the value at risk.</summary>
    Retain,

    /// <summary>The next purchase is late: the discounted margin that the horizon should bring.</summary>
    Overdue,

    /// <summary>The day of the first purchase comes round within <see cref="Worklist.AnniversaryDays"/> days.</summary>
    Anniversary,

    /// <summary>Little value so far, much to come: the discounted margin that the horizon should bring.</summary>
    Grow,

    /// <summary>In arrears, and the treatment plan writes or calls: what is owed.</summary>
    Collect,
}

/// <summary>Names of reasons.</summary>
public static class WorkReasonNames
{
    /// <summary>The name as it stands in <c>worklist.csv</c>.</summary>
    public static string Name(this WorkReason reason) =>
        reason switch
        {
            WorkReason.WinBack => "win-back",
            WorkReason.Retain => "retain",
            WorkReason.Overdue => "overdue",
            WorkReason.Anniversary => "anniversary",
            WorkReason.Grow => "grow",
            WorkReason.Collect => "collect",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };
}
