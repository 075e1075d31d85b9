using Analytics.Core.Faults;
using Analytics.Ledger.Disk;
using Microsoft.Win32.SafeHandles;

namespace Analytics.Pipeline.Output;

/// <summary>
/// A directory that appears whole or not at all: written under a temporary name beside the target, flushed, and renamed by
/// <see cref="Publish"/>. Disposed without that (a fault, Ctrl-C), it leaves nothing behind.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    private static readonly string[] OurMarks =
    [
        "manifest.json",
        "truth.json",
        "reconciliation.json",
        "report.json",
        "churn_evaluation.json",
        "delinquency_evaluation.json",
        "capacity.csv",
    ];
    private string _target;
    private readonly List<FileStream> _files = [];
    private readonly SafeFileHandle? _lock;
    private bool _published;

    private RunDirectory(string target, string path)
    {
        _target = target;
        _lock = Leftovers.TryLock(path);
        TemporaryPath = path;
    }

    /// <summary>Where the files are until <see cref="Publish"/>.</summary>
    public string TemporaryPath { get; }

    /// <summary>Opens the directory before the long work begins.</summary>
    /// <param name="target">The full path it will have.</param>
    /// <param name="overwrite">True to replace an earlier output of ours.</param>
    /// <exception cref="UsageFault">The target exists and <paramref name="overwrite"/> is false, or it is not an output of ours.</exception>
    public static RunDirectory Open(string target, bool overwrite)
    {
        target = Behind(target);
        PendingOutput.Prepare(target, overwrite);
        RefuseForeign(target);
        var path = PendingOutput.TemporaryName(target, PendingOutput.Temporary);
        Durable.CreateDirectory(path);
        return new RunDirectory(target, path);
    }

    // a link such as latest stays one: what it points to is replaced
    private static string Behind(string target)
    {
        var directory = new DirectoryInfo(
            Path.TrimEndingDirectorySeparator(Path.GetFullPath(target))
        );
        return directory.LinkTarget is null
            ? target
            : directory.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>Opens a new file of the directory for its owner only; who writes may close it, else the directory does.</summary>
    /// <param name="name">Relative name, sub-directories allowed.</param>
    public FileStream Create(string name)
    {
        var path = Path.Combine(TemporaryPath, name);
        Durable.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = Durable.CreateFile(path);
        _files.Add(file);
        return file;
    }

    /// <summary>Flushes every file to the disk, also those that others made inside, and gives the directory its name.</summary>
    public void Publish()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }

        foreach (
            var path in Directory.EnumerateFiles(TemporaryPath, "*", SearchOption.AllDirectories)
        )
        {
            Durable.Seal(path);
        }

        foreach (
            var directory in Directory.EnumerateDirectories(
                TemporaryPath,
                "*",
                SearchOption.AllDirectories
            )
        )
        {
            Durable.FlushDirectory(directory);
        }

        Durable.FlushDirectory(TemporaryPath);
        UnfinishedOutputs.Publish(TemporaryPath, Replace);
        _published = true;
        Durable.FlushDirectory(Path.GetDirectoryName(_target)!);
    }

    /// <summary>As <see cref="Publish"/>, under a name that was not known before the work was done.</summary>
    /// <param name="target">The full path it will have, beside the one it was opened for; an output of ours there is replaced.</param>
    public void PublishAs(string target)
    {
        RefuseForeign(target);
        _target = target;
        Publish();
    }

    /// <summary>Removes the temporary directory where it was not published.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            Abandon(file);
        }

        if (!_published && Directory.Exists(TemporaryPath))
        {
            Directory.Delete(TemporaryPath, recursive: true);
        }

        UnfinishedOutputs.Remove(TemporaryPath);
        _lock?.Dispose();
    }

    private void Replace()
    {
        if (!Path.Exists(_target))
        {
            Directory.Move(TemporaryPath, _target);
            return;
        }

        var old = TemporaryPath;
        if (!Durable.TryExchange(TemporaryPath, _target))
        {
            old = PendingOutput.TemporaryName(_target, PendingOutput.Old);
            Directory.Move(_target, old);
            Directory.Move(TemporaryPath, _target);
        }

        Directory.Delete(old, recursive: true);
        UnfinishedOutputs.Remove(old);
    }

    private static void RefuseForeign(string target)
    {
        if (File.Exists(target))
        {
            throw new UsageFault($"--out {target} is a file; a directory is to be written here");
        }

        if (
            Directory.Exists(target)
            && Directory.EnumerateFileSystemEntries(target).Any()
            && !OurMarks.Any(mark => File.Exists(Path.Combine(target, mark)))
        )
        {
            throw new UsageFault(
                $"--overwrite: {target} holds files but no {string.Join(" or ", OurMarks)}, so it is no earlier output; remove it yourself, or choose another --out"
            );
        }
    }

    // a full disk makes the flush inside Dispose fail again; the first failure is the one to report
    private static void Abandon(FileStream file)
    {
        try
        {
            file.Dispose();
        }
        catch (IOException) { }
    }
}
