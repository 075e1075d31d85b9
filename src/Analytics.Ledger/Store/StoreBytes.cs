using Analytics.Core.Faults;

namespace Analytics.Ledger.Store;

/// <summary>Reads files of a store and holds them against what the manifests say of them.</summary>
internal static class StoreBytes
{
    /// <summary>The bytes of a file; none are handed out unchecked.</summary>
    /// <exception cref="StoreFault">The file is missing or holds other bytes.</exception>
    public static byte[] Read(string directory, StoreFile file)
    {
        byte[] bytes;
        var path = Path.Combine(directory, file.Name);
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StoreFault($"{path}: missing; restore the file from a backup", e);
        }

        return Complaint(file, bytes) is { } complaint
            ? throw new StoreFault($"{path}: {complaint}; restore the file from a backup")
            : bytes;
    }

    private static string? Complaint(StoreFile file, byte[] bytes) =>
        bytes.LongLength != file.Bytes
            ? FormattableString.Invariant(
                $"{bytes.LongLength} bytes where {file.Bytes} were written"
            )
        : StoreManifest.Hash(bytes) != file.Sha256
            ? "damaged (its SHA-256 is not the one in the manifest)"
        : null;
}
