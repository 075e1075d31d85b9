namespace Analytics.Core.Simulation;

/// <summary>What a simulated export holds; money in cents.</summary>
public sealed record PurchaseTruth
{
    /// <summary>What was asked for.</summary>
    public required SimulationSettings Settings { get; init; }

    /// <summary>Rows without header and without dirty rows.</summary>
    public required long CleanRows { get; init; }

    /// <summary>Clean rows that take something back.</summary>
    public required long ReturnRows { get; init; }

    /// <summary>Clean rows with a quoted product.</summary>
    public required long QuotedRows { get; init; }

    /// <summary>Distinct orders, returns not counted.</summary>
    public required long Orders { get; init; }

    /// <summary>Distinct pairs of customer and purchase day.</summary>
    public required long PurchaseDays { get; init; }

    /// <summary>First day with a clean row.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last day with a purchase.</summary>
    public required DateOnly LastPurchaseDay { get; init; }

    /// <summary>Purchases of the clean rows.</summary>
    public required long GrossCents { get; init; }

    /// <summary>Returns of the clean rows, positive.</summary>
    public required long RefundCents { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>The dirty rows by kind, only kinds that occur.</summary>
    public required IReadOnlyList<DirtyTally> Dirty { get; init; }
}

/// <summary>The dirty rows of one kind.</summary>
/// <param name="Kind">The kind.</param>
public sealed record DirtyTally(DirtyKind Kind)
{
    /// <summary>Most places that are listed.</summary>
    public const int MaxPlaces = 10_000;

    private readonly List<DirtyPlace> _places = [];

    /// <summary>Number of rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Sum of their amounts, where readable.</summary>
    public long AmountCents { get; private set; }

    /// <summary>Where the first <see cref="MaxPlaces"/> stand.</summary>
    public IReadOnlyList<DirtyPlace> Places => _places;

    /// <summary>Counts a row.</summary>
    internal void Add(DirtyPlace place, long amountCents)
    {
        Rows++;
        AmountCents += amountCents;
        if (_places.Count < MaxPlaces)
        {
            _places.Add(place);
        }
    }
}

/// <summary>Where a row stands.</summary>
/// <param name="Line">1-based line; the header is line 1.</param>
/// <param name="ByteOffset">0-based offset of its first byte in the file.</param>
public readonly record struct DirtyPlace(long Line, long ByteOffset);
