using System.Security.Cryptography;
using System.Text;

namespace Analytics.Crash.Tests;

/// <summary>What stands in a directory: directories (null), files (their bytes) and links, by path relative to it.</summary>
internal sealed class Tree
{
    // the log of times is no output: that it is there counts, not what it says
    private const string Log = "run.log";

    // customer-days kept beside a store may go at any time; they tell when the segments were written
    private const string Cache = "/cache/";
    private readonly SortedDictionary<string, (byte[]? Bytes, string? Link)> _entries = new(
        StringComparer.Ordinal
    );

    /// <summary>Reads a directory.</summary>
    public static Tree Of(string root)
    {
        var tree = new Tree();
        tree.Read(root, "");
        return tree;
    }

    /// <summary>Adds a directory.</summary>
    public void AddDirectory(string path) => _entries[path] = (null, null);

    /// <summary>Adds a file.</summary>
    public void AddFile(string path, byte[] bytes) => _entries[path] = (bytes, null);

    /// <summary>Adds a symbolic link.</summary>
    public void AddLink(string path, string target) => _entries[path] = (null, target);

    /// <summary>All entries, parents before children.</summary>
    public IEnumerable<(string Path, byte[]? Bytes, string? Link)> Entries =>
        _entries.Select(e => (e.Key, e.Value.Bytes, e.Value.Link));

    /// <summary>SHA-256 of everything in it.</summary>
    public string Digest => DigestBelow("", _ => true);

    /// <summary>Makes it in a new directory.</summary>
    public void WriteTo(string root)
    {
        Directory.CreateDirectory(root);
        foreach (var (path, bytes, link) in Entries)
        {
            var full = Path.Combine(root, path);
            if (link is not null)
            {
                File.CreateSymbolicLink(full, link);
            }
            else if (bytes is null)
            {
                Directory.CreateDirectory(full);
            }
            else
            {
                File.WriteAllBytes(full, bytes);
            }
        }
    }

    /// <summary>What readers see in a directory: its entries that are not hidden, each with the digest of all that is in it.</summary>
    public Dictionary<string, string> Published(string directory)
    {
        var prefix = directory.Length == 0 ? "" : directory + "/";
        return _entries
            .Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(path => path[prefix.Length..])
            .Where(name =>
                name.Length > 0 && !name.Contains('/', StringComparison.Ordinal) && name[0] != '.'
            )
            .ToDictionary(name => name, name => DigestBelow(prefix + name), StringComparer.Ordinal);
    }

    /// <summary>True where the path is there.</summary>
    public bool Has(string path) => _entries.ContainsKey(path);

    /// <summary>The link at a path, or null.</summary>
    public string? LinkAt(string path) => _entries.GetValueOrDefault(path).Link;

    /// <summary>The bytes of the file at a path, or null.</summary>
    public byte[]? BytesAt(string path) => _entries.GetValueOrDefault(path).Bytes;

    /// <summary>What differs from another tree, in a line.</summary>
    public string DifferenceFrom(Tree other) =>
        string.Join(
            ", ",
            _entries
                .Keys.Union(other._entries.Keys, StringComparer.Ordinal)
                .Where(IsLasting)
                .Where(path => DigestBelow(path) != other.DigestBelow(path))
                .Select(path =>
                    path
                    + (
                        !other.Has(path) ? " is too much"
                        : !Has(path) ? " is missing"
                        : " differs"
                    )
                )
        );

    private static bool IsLasting(string path) =>
        !(path + "/").Contains(Cache, StringComparison.Ordinal);

    private string DigestBelow(string path) => DigestBelow(path, IsLasting);

    private string DigestBelow(string path, Func<string, bool> counts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes, link) in Entries)
        {
            if (
                !counts(name)
                || (
                    path.Length > 0
                    && name != path
                    && !name.StartsWith(path + "/", StringComparison.Ordinal)
                )
            )
            {
                continue;
            }

            hash.AppendData(Encoding.UTF8.GetBytes($"\0{name}\0{link}\0"));
            if (bytes is not null)
            {
                hash.AppendData(Path.GetFileName(name) == Log ? [] : SHA256.HashData(bytes));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Read(string root, string prefix)
    {
        foreach (var entry in new DirectoryInfo(root).EnumerateFileSystemInfos())
        {
            var path = prefix + entry.Name;
            if (entry.LinkTarget is { } target)
            {
                AddLink(path, target);
            }
            else if (entry is DirectoryInfo)
            {
                AddDirectory(path);
                Read(entry.FullName, path + "/");
            }
            else
            {
                AddFile(path, File.ReadAllBytes(entry.FullName));
            }
        }
    }
}
