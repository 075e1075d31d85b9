using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Ledger.Disk;
using Microsoft.Win32.SafeHandles;

namespace Analytics.Ledger.Store.Cache;

/// <summary>
/// Writes kept customer-days: blocks as they come, then the header, then the name. It needs no lock and no flush: a file is whole by its own
/// checksums or passed over. Where the disk does not take it there is none.
/// </summary>
internal sealed class DaysFileWriter : IDisposable
{
    private readonly LedgerStore _store;
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private readonly List<DaysBlock> _blocks = [];
    private long _length;
    private bool _isBroken;

    private DaysFileWriter(LedgerStore store, string path, SafeFileHandle handle) =>
        (_store, _path, _handle) = (store, path, handle);

    /// <summary>Begins a file; null where the store cannot be written.</summary>
    public static DaysFileWriter? TryCreate(LedgerStore store)
    {
        var folder = store.PathOf(DaysFile.Folder);
        var path = Path.Combine(
            folder,
            StoreWriter.Fresh + Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
        );
        try
        {
            Durable.CreateDirectory(folder);
            Durable.CreateFile(path).Dispose();
            return new DaysFileWriter(
                store,
                path,
                File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.Delete)
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Adds a block; safe for several threads.</summary>
    /// <param name="head">Ids and sums.</param>
    /// <param name="tuples">Tuples.</param>
    /// <param name="customers">Customers in it.</param>
    /// <param name="days">Their customer-days.</param>
    /// <param name="lastDay">The last of those days.</param>
    /// <param name="firstId">Id of the first one.</param>
    public void Add(
        ReadOnlySpan<byte> head,
        ReadOnlySpan<byte> tuples,
        int customers,
        int days,
        int lastDay,
        byte[] firstId
    )
    {
        var (headSha256, tuplesSha256) = (SHA256.HashData(head), SHA256.HashData(tuples));
        DaysBlock block;
        lock (_blocks)
        {
            block = new DaysBlock(
                customers,
                days,
                lastDay,
                firstId,
                new DaysPart(_length, head.Length, headSha256),
                new DaysPart(_length + head.Length, tuples.Length, tuplesSha256)
            );
            _length += head.Length + tuples.Length;
            _blocks.Add(block);
        }

        Write(head, block.Head.Place);
        Write(tuples, block.Tuples.Place);
    }

    /// <summary>Completes the file and names it; files that stand for fewer segments under the same policies go.</summary>
    /// <param name="header">What it is; the blocks are put in here.</param>
    public void Publish(DaysHeader header)
    {
        header = header with
        {
            Blocks = _blocks
                .OrderBy(
                    b => b,
                    Comparer<DaysBlock>.Create(
                        (a, b) => a.FirstId.AsSpan().SequenceCompareTo(b.FirstId)
                    )
                )
                .ToList(),
        };
        var bytes = header.ToBytes();
        Write(bytes, _length);
        Write(DaysFile.Tail(bytes), _length + bytes.Length);
        _handle.Dispose();
        var name = NameOf(header);
        var target = Path.Combine(_store.PathOf(DaysFile.Folder), name);
        try
        {
            if (_isBroken)
            {
                return;
            }

            // one of this name is damaged, or has just been written by another process: the same either way
            File.Delete(target);
            if (!Durable.TryRename(_path, target))
            {
                return;
            }

            foreach (var other in DaysFile.Paths(_store.Directory, ofAnyMake: true))
            {
                if (IsReplaced(other, name, header.Policies))
                {
                    File.Delete(other);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // another process cleared it away, or the disk is full: the next reading begins again
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _handle.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the next writer of the store clears it away
        }
    }

    private static bool IsReplaced(string path, string name, string policies)
    {
        using var file = DaysFile.TryOpen(path);
        return file is null || (file.Header.Policies == policies && Path.GetFileName(path) != name);
    }

    // policies, and the segments it stands for
    private static string NameOf(DaysHeader header)
    {
        var segments = string.Concat(
            header.Segments.Select(s => FormattableString.Invariant($"{s.Name} {s.Changed}\n"))
        );
        return header.Policies
            + "-"
            + StoreManifest.Hash(Encoding.UTF8.GetBytes(segments))[..16]
            + DaysFile.Extension;
    }

    private void Write(ReadOnlySpan<byte> bytes, long place)
    {
        if (_isBroken)
        {
            return;
        }

        try
        {
            RandomAccess.Write(_handle, bytes, place);
        }
        catch (IOException)
        {
            _isBroken = true;
        }
    }
}
