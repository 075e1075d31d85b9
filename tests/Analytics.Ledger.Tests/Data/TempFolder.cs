using System.IO.Compression;
using System.Text;

namespace Analytics.Ledger.Tests.Data;

/// <summary>A folder of its own for a test, gone at its end.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-test-");

    public string Root => _folder.FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Writes bytes as they are.</summary>
    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>Writes a text as UTF-8 without byte-order mark.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Dispose() => _folder.Delete(recursive: true);

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            zip.Write(bytes);
        }

        return packed.ToArray();
    }

    public static byte[] Zstd(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZstdSharp.CompressionStream(packed, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        return packed.ToArray();
    }
}
