namespace Analytics.Ledger.Import.Purchases;

/// <summary>What was added up for each customer of a table.</summary>
internal interface ISummaryStates
{
    /// <summary>True where the customer has no row up to the as-of day.</summary>
    bool IsEmpty(int customer);

    /// <summary>Brings what <see cref="Of"/> reads into the cache.</summary>
    void Prefetch(int customer);

    /// <summary>The customer's sums.</summary>
    SummaryState Of(int customer);
}

/// <summary>States that lie side by side.</summary>
internal sealed class SummaryStates(SummaryState[] states) : ISummaryStates
{
    /// <inheritdoc/>
    public bool IsEmpty(int customer) => states[customer].IsEmpty;

    /// <inheritdoc/>
    public void Prefetch(int customer) => CacheLine.Prefetch(ref states[customer]);

    /// <inheritdoc/>
    public SummaryState Of(int customer) => states[customer];
}
