namespace Analytics.Core.Segments;

/// <summary>How values become scores.</summary>
public enum RfmScoring
{
    /// <summary>Type-7 quantile cuts; equal values get equal scores. The default.</summary>
    Quantile,

    /// <summary>
    /// SQL's <c>ntile(bins) over (order by value, id)</c>: groups of equal size, the first <c>n mod bins</c> one larger; equal values
    /// may get different scores.
    /// </summary>
    Ntile,
}
