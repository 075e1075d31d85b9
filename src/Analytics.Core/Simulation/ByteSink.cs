namespace Analytics.Core.Simulation;

/// <summary>Takes the bytes of a file, piece by piece.</summary>
/// <param name="bytes">The next piece; only valid during the call.</param>
public delegate void ByteSink(ReadOnlySpan<byte> bytes);
