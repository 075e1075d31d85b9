using System.Security.Cryptography;
using System.Text;
using Analytics.Core.Faults;

namespace Analytics.Ledger.Store;

/// <summary>
/// One commit: what it adds to the store and which segments it replaces. Manifests are numbered from 1 and each holds the SHA-256 of the
/// one before, so that all of them stand or fall together; the last line is the SHA-256 of the manifest's own text before it.
/// </summary>
public sealed record StoreManifest
{
    /// <summary>
    /// The schema this program writes, and the latest it reads: 2 brought products, categories and channels, 3 segments with dictionaries, differences
    /// and fronts.
    /// </summary>
    public const int CurrentSchema = 3;

    private const string SealHead = ",\n  \"sha256\": \"";
    private const string SealTail = "\"\n}\n";
    private const string BodyTail = "\n}";
    private static readonly int SealLength = SealHead.Length + 64 + SealTail.Length;

    /// <summary>The schema it is written in.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>1, 2, 3 ...</summary>
    public required long Number { get; init; }

    /// <summary>SHA-256 of the whole manifest before; empty in the first.</summary>
    public required string Previous { get; init; }

    /// <summary>Loads that enter.</summary>
    public IReadOnlyList<StoreLoad> Loads { get; init; } = [];

    /// <summary>Segments that enter.</summary>
    public IReadOnlyList<StoreSegment> Segments { get; init; } = [];

    /// <summary>Names of segments whose rows stand in the new segments from now on.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>Its file name.</summary>
    public static string FileName(long number) =>
        number.ToString("000000", System.Globalization.CultureInfo.InvariantCulture) + ".json";

    /// <summary>Its bytes.</summary>
    public byte[] ToBytes()
    {
        var body = ManifestJson.Write(this);
        var seal = SealHead + Hash(body) + SealTail;
        return [.. body[..^BodyTail.Length], .. Encoding.ASCII.GetBytes(seal)];
    }

    /// <summary>Reads a manifest and checks its own checksum.</summary>
    /// <exception cref="StoreFault">The bytes are not those that were written.</exception>
    public static StoreManifest Parse(byte[] bytes, string path)
    {
        if (bytes.Length > SealLength)
        {
            byte[] body = [.. bytes[..^SealLength], .. Encoding.ASCII.GetBytes(BodyTail)];
            var seal = SealHead + Hash(body) + SealTail;
            if (
                bytes.AsSpan(bytes.Length - SealLength).SequenceEqual(Encoding.ASCII.GetBytes(seal))
            )
            {
                return ManifestJson.Read(body);
            }
        }

        throw new StoreFault(
            $"{path}: this manifest is damaged (its checksum does not fit its text); restore the file from a backup"
        );
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes));
}
