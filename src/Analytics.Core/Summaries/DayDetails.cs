namespace Analytics.Core.Summaries;

/// <summary>
/// What customers bought and where, beside their days; each part null where the inputs do not tell, or nobody asked. Only purchases count, never returns.
/// </summary>
public sealed record DayDetails
{
    /// <summary>Products.</summary>
    public DayBreadth? Products { get; init; }

    /// <summary>Groups of products.</summary>
    public DayBreadth? Categories { get; init; }

    /// <summary>Where was bought.</summary>
    public DayChannels? Channels { get; init; }
}

/// <summary>How many different things a customer bought on each day, one entry per customer-day. A day's entry follows from that day and earlier ones alone.</summary>
/// <param name="Distinct">Different things of the day; 0 where none is named.</param>
/// <param name="New">Those of them the customer had not bought on an earlier day, so that the sum over days is the number of different things.</param>
public sealed record DayBreadth(int[] Distinct, int[] New);

/// <summary>Where a customer bought on each day.</summary>
/// <param name="Names">The channels, ascending by ordinal.</param>
/// <param name="Main">Per customer-day the channel of most of its purchase rows, the first of equals; -1 where none is named.</param>
public sealed record DayChannels(IReadOnlyList<string> Names, int[] Main);
