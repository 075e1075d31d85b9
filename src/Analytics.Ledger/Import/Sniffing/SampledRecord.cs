namespace Analytics.Ledger.Import.Sniffing;

/// <summary>One of the first records of a file.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Next">First byte of the next record.</param>
/// <param name="Fields">Its fields as texts; null where it is refused.</param>
internal sealed record SampledRecord(int Start, int Next, string[]? Fields);
