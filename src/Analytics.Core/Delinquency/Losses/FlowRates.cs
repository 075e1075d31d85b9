namespace Analytics.Core.Delinquency.Losses;

/// <summary>
/// Flow rates between ageing buckets: the balance of a bucket at a close over the balance of the one before it at the close before. They are
/// ratios of two stocks, not probabilities, and may exceed 1.
/// </summary>
public sealed class FlowRates
{
    private readonly SortedDictionary<int, Int128[]> _byClose = [];

    /// <summary>Adds the buckets of an account at a close.</summary>
    public void Add(int closeDay, ReadOnlySpan<long> open)
    {
        if (!_byClose.TryGetValue(closeDay, out var sums))
        {
            sums = new Int128[Ageing.Count];
            _byClose.Add(closeDay, sums);
        }

        for (var b = 0; b < sums.Length; b++)
        {
            sums[b] += open[b];
        }
    }

    /// <summary>Adds what another counter saw of other accounts.</summary>
    public void Add(FlowRates other)
    {
        foreach (var (close, sums) in other._byClose)
        {
            if (!_byClose.TryGetValue(close, out var mine))
            {
                mine = new Int128[Ageing.Count];
                _byClose.Add(close, mine);
            }

            for (var b = 0; b < mine.Length; b++)
            {
                mine[b] += sums[b];
            }
        }
    }

    /// <summary>The mean flow rate out of each bucket but the last: sums of stocks over all neighbouring closes; null where nothing was there.</summary>
    public double?[] Mean()
    {
        var rates = new double?[Ageing.Count - 1];
        var closes = _byClose.Values.ToList();
        for (var b = 0; b < rates.Length; b++)
        {
            Int128 before = 0;
            Int128 after = 0;
            for (var t = 1; t < closes.Count; t++)
            {
                before += closes[t - 1][b];
                after += closes[t][b + 1];
            }

            rates[b] = before == 0 ? null : (double)after / (double)before;
        }

        return rates;
    }
}
