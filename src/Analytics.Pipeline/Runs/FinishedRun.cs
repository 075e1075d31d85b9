using System.Text.Json;

namespace Analytics.Pipeline.Runs;

/// <summary>A run directory that stands there already: whose it is, and whether it is whole.</summary>
internal static class FinishedRun
{
    private const string KeyLine = "key ";

    /// <summary>The line of <c>run.log</c> that carries the key.</summary>
    public static string Line(string key) => KeyLine + key + "\n";

    /// <summary>True where the directory was made with this key, and every file is as its manifest says.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="key">The key, see <see cref="RunKey"/>.</param>
    public static bool Is(string directory, string key) =>
        KeyOf(directory) == key && IsWhole(directory);

    private static string? KeyOf(string directory)
    {
        var path = Path.Combine(directory, RunManifest.LogName);
        return File.Exists(path)
            ? File.ReadLines(path)
                .FirstOrDefault(line => line.StartsWith(KeyLine, StringComparison.Ordinal))
                ?[KeyLine.Length..]
            : null;
    }

    private static bool IsWhole(string directory)
    {
        var path = Path.Combine(directory, RunManifest.FileName);
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
            var outputs = manifest
                .RootElement.GetProperty("outputs")
                .EnumerateArray()
                .ToDictionary(
                    output => output.GetProperty("name").GetString()!,
                    output => output.GetProperty("sha256").GetString(),
                    StringComparer.Ordinal
                );
            var there = Directory
                .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(directory, file).Replace('\\', '/'))
                .Where(name => name is not (RunManifest.FileName or RunManifest.LogName))
                .ToList();
            return there.Count == outputs.Count
                && there.TrueForAll(name =>
                    outputs.GetValueOrDefault(name) is { } hash
                    && RunManifest.HashOf(Path.Combine(directory, name)) == hash
                );
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
