namespace Analytics.Core.Segments;

/// <summary>Where a customer stands today; the rules and their order are those of <see cref="Lifecycle.StatusOf"/>.</summary>
public enum CustomerStatus
{
    /// <summary>No purchase at all, returns only.</summary>
    ReturnsOnly,

    /// <summary>One purchase day, and not longer ago than the usual time to a repeat.</summary>
    FirstTime,

    /// <summary>Came back at least once.</summary>
    Repeat,

    /// <summary>At least four repeat purchase days, and in rhythm.</summary>
    Loyal,

    /// <summary>Overdue: inactive, or a one-time buyer past the usual time to a repeat.</summary>
    Lapsed,

    /// <summary>Inactive, far out of rhythm, and a year or longer without a purchase.</summary>
    Lost,
}

/// <summary>Names of statuses.</summary>
public static class CustomerStatusNames
{
    /// <summary>The name as it stands in the column <c>status</c>.</summary>
    public static string Name(this CustomerStatus status) =>
        status switch
        {
            CustomerStatus.ReturnsOnly => "returns-only",
            CustomerStatus.FirstTime => "first-time",
            CustomerStatus.Repeat => "repeat",
            CustomerStatus.Loyal => "loyal",
            CustomerStatus.Lapsed => "lapsed",
            CustomerStatus.Lost => "lost",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    /// <summary>The Chinese name.</summary>
    public static string ChineseName(this CustomerStatus status) =>
        status switch
        {
            CustomerStatus.ReturnsOnly => "仅退货",
            CustomerStatus.FirstTime => "首次购买",
            CustomerStatus.Repeat => "重复购买",
            CustomerStatus.Loyal => "忠诚",
            CustomerStatus.Lapsed => "休眠",
            CustomerStatus.Lost => "流失",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
}
