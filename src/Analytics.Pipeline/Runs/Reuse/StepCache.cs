using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Analytics.Ledger.Disk;
using Analytics.Pipeline.Output;

namespace Analytics.Pipeline.Runs.Reuse;

/// <summary>
/// Results of single steps, kept beside the runs of a root: a step whose inputs, settings and program are those of an earlier one is not done
/// again. Each result is one file, written whole or not at all, that ends with its own SHA-256; one that does not fit it is made again.
/// </summary>
internal sealed class StepCache
{
    /// <summary>The folder within the root.</summary>
    public const string Folder = ".steps";

    private const string LineHead = "step ";
    private const int BufferBytes = 1 << 20;

    // whatever is compiled into the program may change a result, and the shape of what is kept
    private static readonly string Program = string.Join(
        ' ',
        new[]
        {
            typeof(StepCache).Assembly,
            typeof(Core.Summaries.CustomerDays).Assembly,
            typeof(Models.Churn.ChurnModel).Assembly,
            typeof(Ledger.Store.LedgerStore).Assembly,
        }.Select(a => a.ManifestModule.ModuleVersionId.ToString())
    );

    private readonly string? _folder;
    private readonly List<string> _lines = [];

    /// <summary>Opens the cache of a root and clears away what broke off there.</summary>
    /// <param name="root">The root of the runs; null = nothing is kept.</param>
    public StepCache(string? root)
    {
        _folder = root is null ? null : Path.Combine(root, Folder);
        if (_folder is not null)
        {
            Leftovers.SweepAll(_folder);
        }
    }

    /// <summary>Lines for <c>run.log</c>: which steps were made, which used again.</summary>
    public string Log => string.Concat(_lines);

    /// <summary>The result of a step: the kept one where there is one, else a new one, which is kept.</summary>
    /// <typeparam name="T">Plain data.</typeparam>
    /// <param name="step">The step's name.</param>
    /// <param name="make">Makes the result; one that is null is not kept.</param>
    /// <param name="inputs">Everything that decides the result: plain data.</param>
    public T Of<T>(string step, Func<T> make, params object?[] inputs)
        where T : class?
    {
        if (_folder is null)
        {
            return make();
        }

        var watch = Stopwatch.StartNew();
        var name = step + "-" + Key(step, inputs) + ".bin";
        var path = Path.Combine(_folder, name);
        if (Read(path) is T kept)
        {
            Note(name, "used again", watch);
            return kept;
        }

        var made = make();
        if (made is not null)
        {
            Note(name, TryWrite(path, made) ? "made" : "made, not kept", watch);
        }

        return made;
    }

    /// <summary>Removes the results that no run of the root used.</summary>
    /// <param name="root">The root.</param>
    /// <param name="runs">The runs that are kept.</param>
    public static void Prune(string root, IEnumerable<string> runs)
    {
        var folder = Path.Combine(root, Folder);
        if (!Directory.Exists(folder))
        {
            return;
        }

        var used = runs.Select(run => Path.Combine(run, RunManifest.LogName))
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith(LineHead, StringComparison.Ordinal))
            .Select(line => line[LineHead.Length..].Split(' ')[0])
            .ToHashSet(StringComparer.Ordinal);
        var unused = Directory
            .GetFiles(folder, "*.bin")
            .Where(path => !used.Contains(Path.GetFileName(path)))
            .ToList();
        unused.ForEach(File.Delete);
        if (unused.Count > 0)
        {
            Durable.FlushDirectory(folder);
        }
    }

    private void Note(string name, string what, Stopwatch watch) =>
        _lines.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{LineHead}{name} {what}, {watch.Elapsed.TotalSeconds:0.000} s\n"
            )
        );

    private static string Key(string step, object?[] inputs)
    {
        using var sha = SHA256.Create();
        using (var hashed = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write))
        using (var buffered = new BufferedStream(hashed, BufferBytes))
        {
            using var graph = new GraphWriter(buffered);
            graph.Write((object?[])[step, Program, .. inputs]);
        }

        return Convert.ToHexStringLower(sha.Hash!)[..32];
    }

    private static object? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            BufferBytes
        );
        var seal = new byte[SHA256.HashSizeInBytes];
        var length = file.Length - seal.Length;
        if (length <= 0)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        for (var left = length; left > 0; )
        {
            var read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
            {
                return null;
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        if (
            file.ReadAtLeast(seal, seal.Length, throwOnEndOfStream: false) < seal.Length
            || !hash.GetHashAndReset().AsSpan().SequenceEqual(seal)
        )
        {
            return null;
        }

        file.Position = 0;
        using var graph = new GraphReader(file);
        return graph.Read();
    }

    // a result that holds anything but plain data is used and not kept: the run is as good without
    private static bool TryWrite(string path, object result)
    {
        var folder = Path.GetDirectoryName(path)!;
        Durable.CreateDirectory(folder);
        var temporary = PendingOutput.TemporaryName(path, PendingOutput.Temporary);
        try
        {
            using (var file = Durable.CreateFile(temporary))
            {
                using var sha = SHA256.Create();
                using (
                    var hashed = new CryptoStream(
                        file,
                        sha,
                        CryptoStreamMode.Write,
                        leaveOpen: true
                    )
                )
                using (var buffered = new BufferedStream(hashed, BufferBytes))
                {
                    using var graph = new GraphWriter(buffered);
                    graph.Write(result);
                }

                file.Write(sha.Hash!);
                file.Flush(flushToDisk: true);
            }

            // a damaged one goes; one that another run made meanwhile holds the same
            File.Delete(path);
            if (!Durable.TryRename(temporary, path))
            {
                return File.Exists(path);
            }

            // the log says that it was kept: then a loss of power may not take it
            Durable.FlushDirectory(folder);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
        finally
        {
            File.Delete(temporary);
            UnfinishedOutputs.Remove(temporary);
        }
    }
}
