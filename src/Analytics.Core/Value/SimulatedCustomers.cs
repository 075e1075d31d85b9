using Analytics.Core.Summaries;

namespace Analytics.Core.Value;

/// <summary>The customers to be simulated, one entry per customer in every column.</summary>
public sealed record SimulatedCustomers
{
    /// <summary>The histories.</summary>
    public required SummaryCells Cells { get; init; }

    /// <summary>Mean spend on repeat days, currency units; ignored where x = 0.</summary>
    public required double[] MeanSpend { get; init; }

    /// <summary>Group of each customer from 0, or -1 for none.</summary>
    public required int[] Group { get; init; }

    /// <summary>Number of groups.</summary>
    public required int Groups { get; init; }
}
