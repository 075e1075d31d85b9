namespace Analytics.Ledger.Import.Purchases;

/// <summary>Lines seen so far, by SHA-256 cut to 128 bits, for <c>--duplicates drop</c>.</summary>
internal sealed class SeenLines
{
    private readonly HashSet<UInt128> _seen = [];

    /// <summary>True the first time a line is seen.</summary>
    public bool IsNew(ReadOnlySpan<byte> line)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(line, hash);
        return _seen.Add(System.Runtime.InteropServices.MemoryMarshal.Read<UInt128>(hash));
    }
}
