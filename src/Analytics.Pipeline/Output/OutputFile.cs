using Analytics.Core.Faults;
using Analytics.Ledger.Disk;

namespace Analytics.Pipeline.Output;

/// <summary>
/// One file that appears whole or not at all: written under a temporary name beside the target, flushed, and renamed by
/// <see cref="Publish"/>. Disposed without that, it leaves nothing behind.
/// </summary>
public sealed class OutputFile : IDisposable
{
    private readonly string _target;
    private readonly string _path;

    private OutputFile(string target, string path, FileStream stream)
    {
        _target = target;
        _path = path;
        Stream = stream;
    }

    /// <summary>Where the content goes.</summary>
    public FileStream Stream { get; }

    /// <summary>Opens the file before the long work begins.</summary>
    /// <exception cref="UsageFault">The target exists and <paramref name="overwrite"/> is false, or it is a directory.</exception>
    public static OutputFile Open(string target, bool overwrite)
    {
        PendingOutput.Prepare(target, overwrite);
        if (Directory.Exists(target))
        {
            throw new UsageFault($"--out {target} is a directory; a file is to be written here");
        }

        var path = PendingOutput.TemporaryName(target, PendingOutput.Temporary);
        return new OutputFile(target, path, Durable.CreateFile(path));
    }

    /// <summary>Flushes the file to the disk and gives it its name.</summary>
    public void Publish()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        UnfinishedOutputs.Publish(_path, () => File.Move(_path, _target, overwrite: true));
        Durable.FlushDirectory(Path.GetDirectoryName(_target)!);
    }

    /// <summary>Removes the temporary file where it was not published.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // a full disk makes the flush fail again; the first failure is the one to report
        }

        File.Delete(_path);
        UnfinishedOutputs.Remove(_path);
    }
}
