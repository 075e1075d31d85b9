namespace Analytics.Ledger.Store;

/// <summary>A file that a manifest names: nothing else is ever read.</summary>
/// <param name="Name">Its path within the store, with slashes.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Rows">Rows it holds.</param>
public sealed record StoreFile(string Name, string Sha256, long Bytes, long Rows);

/// <summary>An immutable file of rows: those of one load, or after compaction of several, one load behind the other.</summary>
/// <param name="File">The file.</param>
/// <param name="Parts">Whose rows it holds, in the order of the file.</param>
/// <param name="FirstDay">Earliest day of its rows, as a day number.</param>
/// <param name="LastDay">Latest day of its rows.</param>
public sealed record StoreSegment(
    StoreFile File,
    IReadOnlyList<SegmentPart> Parts,
    int FirstDay,
    int LastDay
);

/// <summary>The rows of one load within a segment.</summary>
/// <param name="Load">Id of the load.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Scale">Decimals of their amounts.</param>
public sealed record SegmentPart(string Load, int Rows, int Scale);
