using System.Security.Cryptography;
using System.Text;

namespace Analytics.Pipeline.Runs;

/// <summary>
/// What decides the bytes of a run before any of it is made: the program's version, the settings that matter and the content of every file they
/// name, the content of the inputs. Two runs of one key are one run.
/// </summary>
public static class RunKey
{
    /// <summary>The key, SHA-256 in lower-case hexadecimal.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="inputs">Name and SHA-256 of each input, in the order read; where a file lies is no matter.</param>
    public static string Of(RunRequest request, IEnumerable<(string Name, string Sha256)> inputs)
    {
        var text = new StringBuilder();
        void Add(string name, string? value) =>
            text.Append(name).Append('\0').Append(value).Append('\0');
        Add("version", request.Version);
        Add("lang", request.Shared.Lang);
        Add("as-of", request.Shared.AsOf is { } day ? Steps.Cells.Of(day) : null);
        Add("seed", Steps.Cells.Of(request.Shared.Seed));
        foreach (var (name, value) in request.Options)
        {
            Add(name, value);
        }

        foreach (var (name, sha256) in inputs)
        {
            Add(Path.GetFileName(name), sha256);
        }

        foreach (var path in request.NamedFiles)
        {
            Add(Path.GetFileName(path), HashOf(path));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // an earlier run counts by its manifest, which holds the hashes of everything in it
    private static string? HashOf(string path) =>
        Directory.Exists(path) ? HashOf(Path.Combine(path, RunManifest.FileName))
        : File.Exists(path) ? RunManifest.HashOf(path)
        : null;
}
