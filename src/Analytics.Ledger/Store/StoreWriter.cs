using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Disk;
using Analytics.Ledger.Store.Cache;

namespace Analytics.Ledger.Store;

/// <summary>
/// Changes a store, alone: files are written and flushed under temporary names, named, and only then told by a new manifest, which is the
/// commit. Whatever happens before it leaves nothing but files that no manifest names; the next writer clears them away.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    /// <summary>How the names of unfinished files begin.</summary>
    public const string Fresh = ".new-";
    private readonly StoreLock _lock;
    private readonly List<PendingFile> _pending = [];
    private readonly List<string> _named = [];
    private int _count;

    private StoreWriter(StoreLock held, LedgerStore store) => (_lock, Store) = (held, store);

    /// <summary>The store as it is.</summary>
    public LedgerStore Store { get; private set; }

    /// <summary>Takes the lock and opens the store; one that does not exist is made where that is wanted.</summary>
    /// <exception cref="UsageFault">The directory holds other things.</exception>
    /// <exception cref="LockFault">Another process writes the store.</exception>
    /// <exception cref="StoreFault">A manifest is damaged.</exception>
    public static StoreWriter Open(
        string directory,
        LockRequest request,
        bool mayCreate,
        CancellationToken cancel
    )
    {
        if (!LedgerStore.IsStore(directory))
        {
            if (!mayCreate)
            {
                _ = LedgerStore.Open(directory);
            }

            RefuseForeign(directory);
            Durable.CreateDirectory(directory);
            Durable.FlushDirectory(Path.GetDirectoryName(directory)!);
        }

        var held = StoreLock.Take(directory, request.Holder, request.Wait, cancel);
        try
        {
            foreach (var folder in (string[])[LedgerStore.SegmentFolder, LedgerStore.Manifests])
            {
                Durable.CreateDirectory(Path.Combine(directory, folder));
            }

            foreach (var left in Unfinished(directory))
            {
                File.Delete(left);
            }

            Durable.FlushDirectory(directory);
            return new StoreWriter(held, LedgerStore.Load(directory));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Writes and flushes a file that <see cref="Commit"/> will name; safe for several threads.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="rows">Rows it holds.</param>
    public PendingFile Write(byte[] bytes, long rows)
    {
        var path = FreshPath(LedgerStore.SegmentFolder);
        WriteFlushed(path, bytes);
        var file = new PendingFile(
            path,
            new StoreFile("", StoreManifest.Hash(bytes), bytes.LongLength, rows)
        );
        lock (_pending)
        {
            _pending.Add(file);
        }

        return file;
    }

    /// <summary>Removes a file that will not be named.</summary>
    public void Forget(PendingFile file)
    {
        File.Delete(file.Path);
        lock (_pending)
        {
            _pending.Remove(file);
        }
    }

    /// <summary>Gives a written file its name for good.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What it holds, for people; the number of the manifest stands before it.</param>
    public StoreFile Name(PendingFile file, string name)
    {
        var full = string.Create(
            CultureInfo.InvariantCulture,
            $"{LedgerStore.SegmentFolder}/{Store.Number + 1:000000}-{name}.parquet"
        );
        var target = Store.PathOf(full);
        if (!Durable.TryRename(file.Path, target))
        {
            // left by a run that ended before its commit: no manifest names it, since this number is not given yet
            File.Delete(target);
            if (!Durable.TryRename(file.Path, target))
            {
                throw new FileFault($"{target}: cannot be written");
            }
        }

        _named.Add(target);
        return file.File with { Name = full };
    }

    /// <summary>Commits: from here on the store holds what the manifest says.</summary>
    public void Commit(
        IReadOnlyList<StoreLoad> loads,
        IReadOnlyList<StoreSegment> segments,
        IReadOnlyList<string> replaces
    )
    {
        Durable.FlushDirectory(Store.PathOf(LedgerStore.SegmentFolder));
        var manifest = new StoreManifest
        {
            Number = Store.Number + 1,
            Previous = Store.Head,
            Loads = loads,
            Segments = segments,
            Replaces = replaces,
        };
        var path = FreshPath(LedgerStore.Manifests);
        var target = Path.Combine(
            Store.PathOf(LedgerStore.Manifests),
            StoreManifest.FileName(manifest.Number)
        );
        WriteFlushed(path, manifest.ToBytes());

        // from here on a manifest may name them, whatever is reported
        _named.Clear();
        if (!Durable.TryRename(path, target))
        {
            File.Delete(path);
            throw new LockFault(
                $"{Store.Directory}: another process wrote this store meanwhile; run again"
            );
        }

        Durable.FlushDirectory(Store.PathOf(LedgerStore.Manifests));
        _pending.Clear();
        Store = LedgerStore.Load(Store.Directory);
    }

    /// <summary>Removes what was written and not committed, and lets the store go.</summary>
    public void Dispose()
    {
        foreach (var path in _pending.Select(file => file.Path).Concat(_named))
        {
            File.Delete(path);
        }

        _lock.Dispose();
    }

    private static void RefuseForeign(string directory)
    {
        string[] ours =
        [
            StoreLock.FileName,
            LedgerStore.SegmentFolder,
            LedgerStore.Manifests,
            DaysFile.Folder,
        ];
        if (File.Exists(directory))
        {
            throw new UsageFault($"--store {directory} is a file; a store is a directory");
        }

        if (
            Directory.Exists(directory)
            && Directory
                .EnumerateFileSystemEntries(directory)
                .Any(entry => !ours.Contains(Path.GetFileName(entry), StringComparer.Ordinal))
        )
        {
            throw new UsageFault(
                $"--store {directory}: this directory holds other files and is no store; name a new one"
            );
        }
    }

    // what broke off before its name was given
    private static IEnumerable<string> Unfinished(string directory) =>
        ((string[])[LedgerStore.SegmentFolder, LedgerStore.Manifests, DaysFile.Folder])
            .Select(folder => Path.Combine(directory, folder))
            .Where(Directory.Exists)
            .SelectMany(path => Directory.EnumerateFiles(path, Fresh + "*"));

    private string FreshPath(string folder) =>
        Path.Combine(
            Store.PathOf(folder),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Fresh}{Environment.ProcessId}-{Interlocked.Increment(ref _count)}"
            )
        );

    private static void WriteFlushed(string path, byte[] bytes)
    {
        try
        {
            using var stream = Durable.CreateFile(path);
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            File.Delete(path);
            throw;
        }
    }
}

/// <summary>A flushed file that has no name yet.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="File">What is known of it; the name is still empty.</param>
internal sealed record PendingFile(string Path, StoreFile File);

/// <summary>How the lock is asked for.</summary>
/// <param name="Holder">The line that tells others who holds it.</param>
/// <param name="Wait">How long to wait for another holder; null = as long as it takes, zero = not at all.</param>
public sealed record LockRequest(string Holder, TimeSpan? Wait)
{
    /// <summary>Describes this process.</summary>
    /// <param name="command">What it does, as a user would write it.</param>
    /// <param name="wait">As <see cref="Wait"/>.</param>
    /// <param name="clock">Tells since when.</param>
    public static LockRequest Of(string command, TimeSpan? wait, TimeProvider clock) =>
        new(StoreLock.Describe(command, clock), wait);
}
