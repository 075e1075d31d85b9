namespace Analytics.Core.Delinquency.Treatment;

/// <summary>
/// Which accounts to call when there are not calls enough for all: the largest increments first, which is the exact optimum because every call
/// takes one unit of capacity.
/// </summary>
public static class CallCapacity
{
    /// <summary>Orders the accounts by what a call adds.</summary>
    /// <param name="increments">Value of a call over the best that can be done without one; only positive ones are ever called.</param>
    /// <param name="ties">Hash of account and as-of day: decides between equal increments, so that nobody is favoured for the place in a file.</param>
    /// <returns>Rows with a positive increment, best first.</returns>
    public static int[] Order(ReadOnlySpan<double> increments, ReadOnlySpan<ulong> ties)
    {
        var rows = new List<int>();
        var (values, hashes) = (increments.ToArray(), ties.ToArray());
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] > 0)
            {
                rows.Add(i);
            }
        }

        var order = rows.ToArray();
        Array.Sort(
            order,
            (a, b) =>
            {
                var c = values[b].CompareTo(values[a]);
                return c != 0 ? c : hashes[a].CompareTo(hashes[b]);
            }
        );
        return order;
    }

    /// <summary>The capacity curve: what the first calls add together and what one more would.</summary>
    /// <param name="increments">Increments, largest first.</param>
    /// <param name="points">Most points wanted; the first, the last and <paramref name="capacity"/> are always among them.</param>
    /// <param name="capacity">Calls at hand; null = no limit.</param>
    public static IReadOnlyList<CapacityPoint> Curve(
        ReadOnlySpan<double> increments,
        int points,
        long? capacity
    )
    {
        var curve = new List<CapacityPoint>();
        var step = Math.Max(1, (increments.Length + points - 1) / points);
        var value = 0.0;
        for (var calls = 0; calls <= increments.Length; calls++)
        {
            if (calls % step == 0 || calls == increments.Length || calls == capacity)
            {
                curve.Add(
                    new CapacityPoint(
                        calls,
                        value,
                        calls < increments.Length ? increments[calls] : 0
                    )
                );
            }

            value += calls < increments.Length ? increments[calls] : 0;
        }

        return curve;
    }
}

/// <summary>One point of the capacity curve.</summary>
/// <param name="Calls">Calls made.</param>
/// <param name="Value">What they add together, in currency units.</param>
/// <param name="ShadowPrice">What one more call would add.</param>
public readonly record struct CapacityPoint(int Calls, double Value, double ShadowPrice);
