namespace Analytics.Core.Delinquency.Treatment;

/// <summary>
/// Which accounts to call when there are not calls enough for all: the largest increments first, which is the exact optimum because every call
/// takes one unit of capacity. Increments pass by once, in their order; what is kept is where the calls end.
/// </summary>
public sealed class CallCapacity
{
    private PlanStep? _end;

    private CallCapacity() { }

    /// <summary>The capacity curve: what the first calls add together and what one more would.</summary>
    public IReadOnlyList<CapacityPoint> Curve { get; private set; } = [];

    /// <summary>Value of one more call; 0 where calls are not scarce.</summary>
    public double Price => _end?.Value ?? 0;

    /// <summary>Finds where the calls end.</summary>
    /// <param name="increments">Value of a call over the best that can be done without one, where it is positive; in the order of steps.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="points">Most points of the curve wanted; the first, the last and <paramref name="calls"/> are always among them.</param>
    /// <param name="calls">Calls at hand; null = no limit.</param>
    public static CallCapacity Of(
        IEnumerable<PlanStep> increments,
        long count,
        int points,
        long? calls
    )
    {
        var (capacity, curve) = (new CallCapacity(), new List<CapacityPoint>());
        var stride = Math.Max(1, (count + points - 1) / points);
        var (at, value) = (0L, 0.0);
        foreach (var step in increments)
        {
            if (at % stride == 0 || at == calls)
            {
                curve.Add(new CapacityPoint(at, value, step.Value));
            }

            if (at == calls)
            {
                capacity._end = step;
            }

            (at, value) = (at + 1, value + step.Value);
        }

        curve.Add(new CapacityPoint(at, value, 0));
        capacity.Curve = curve;
        return capacity;
    }

    /// <summary>True where there is a call for an account with this increment; null where the tie decides.</summary>
    public bool? Reaches(double increment) =>
        _end is not { } end || increment > end.Rank ? true
        : increment < end.Rank ? false
        : null;

    /// <summary>True where there is a call for an account with this increment.</summary>
    public bool Reaches(in PlanStep increment) => _end is not { } end || increment < end;
}

/// <summary>One point of the capacity curve.</summary>
/// <param name="Calls">Calls made.</param>
/// <param name="Value">What they add together, in currency units.</param>
/// <param name="ShadowPrice">What one more call would add.</param>
public readonly record struct CapacityPoint(long Calls, double Value, double ShadowPrice);
