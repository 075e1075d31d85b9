using Analytics.Core.Summaries;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>A ready summary: one row per customer, or per group of equal customers with a weight; columns of equal length.</summary>
internal sealed class ReadySummary
{
    /// <summary>Customer ids; null where the table has none.</summary>
    public required CustomerIds? Ids { get; init; }

    /// <summary>Repeat purchases x.</summary>
    public required int[] Frequency { get; init; }

    /// <summary>t_x in periods.</summary>
    public required double[] Recency { get; init; }

    /// <summary>T in periods, positive.</summary>
    public required double[] Age { get; init; }

    /// <summary>Mean spend per repeat purchase; null where the table has none.</summary>
    public required double[]? MeanSpend { get; init; }

    /// <summary>Customers of each row; null where each row is one.</summary>
    public required double[]? Weight { get; init; }

    /// <summary>One row of numbers per customer; empty where no covariates are asked for.</summary>
    public required double[][] Covariates { get; init; }

    /// <summary>Number of rows.</summary>
    public int Count => Frequency.Length;

    /// <summary>The histories grouped; times between purchases are not known here.</summary>
    public SummaryCells Cells() =>
        CellGrouping.FromTimes(Frequency, Recency, Age, Weight ?? [], null);
}
