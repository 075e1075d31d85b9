namespace Analytics.Core.Delinquency;

/// <summary>The ageing buckets of open items: not yet due, then by days past due. Overdue starts at day 1.</summary>
public static class Ageing
{
    /// <summary>Number of buckets.</summary>
    public const int Count = 7;

    /// <summary>The buckets' names as they stand in columns, youngest first.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["current", "1_30", "31_60", "61_90", "91_120", "121_180", "181"];

    /// <summary>The bucket of an open item.</summary>
    /// <param name="daysPastDue">Day of the look minus due day; 0 or less is not overdue.</param>
    public static int BucketOf(int daysPastDue) =>
        daysPastDue <= 0 ? 0
        : daysPastDue <= 30 ? 1
        : daysPastDue <= 60 ? 2
        : daysPastDue <= 90 ? 3
        : daysPastDue <= 120 ? 4
        : daysPastDue <= 180 ? 5
        : 6;
}
