using System.Buffers.Binary;
using System.Security.Cryptography;
using Analytics.Ledger.Import;
using Microsoft.Win32.SafeHandles;

namespace Analytics.Ledger.Store.Cache;

/// <summary>
/// Customer-days kept beside the segments they were folded from, so that a later reading folds only what came since. Nothing depends on the
/// file: one that is missing, damaged, or stands for segments that were changed since is passed over, and the segments are read.
/// </summary>
/// <remarks>
/// Blocks of customers in the order of their ids (<see cref="BlockBuffer"/>), the header behind them, and at the end the header's length and SHA-256;
/// the header holds the SHA-256 of both parts of each block.
/// </remarks>
internal sealed class DaysFile : IDisposable
{
    /// <summary>Folder of the files in a store.</summary>
    public const string Folder = "cache";

    /// <summary>How file names end; the number is that of the make.</summary>
    public const string Extension = Kind + "2";

    private const string Kind = ".days";

    private const int TailBytes = sizeof(long) + SHA256.HashSizeInBytes;
    private readonly SafeFileHandle _handle;

    private DaysFile(SafeFileHandle handle, DaysHeader header) =>
        (_handle, Header) = (handle, header);

    /// <summary>What it says of itself.</summary>
    public DaysHeader Header { get; }

    /// <summary>The policies that decide which rows become customer-days, as a part of the file's name.</summary>
    public static string PoliciesOf(ImportSettings settings) =>
        (settings.Returns == ReturnsPolicy.Ignore ? "purchases" : "all")
        + (settings.ZeroAmount == ZeroAmountPolicy.Ignore ? "-above-zero" : "");

    /// <summary>The file that stands for most of a store; null where there is none.</summary>
    public static DaysFile? Find(LedgerStore store, string policies, int scale, bool hasOrders)
    {
        var sizes = store.Segments.ToDictionary(
            s => s.File.Name,
            s => s.File.Bytes,
            StringComparer.Ordinal
        );
        DaysFile? best = null;
        foreach (var path in Paths(store.Directory))
        {
            var file = TryOpen(path);
            if (
                file is not null
                && file.Header.Policies == policies
                && file.Header.Scale == scale
                && file.Header.HasOrders == hasOrders
                && file.Header.Segments.All(s =>
                    sizes.TryGetValue(s.Name, out var bytes)
                    && bytes == s.Bytes
                    && Look(store, s.Name) == s
                )
                && (best is null || file.Header.Segments.Count > best.Header.Segments.Count)
            )
            {
                best?.Dispose();
                best = file;
            }
            else
            {
                file?.Dispose();
            }
        }

        return best;
    }

    /// <summary>All such files of a store.</summary>
    /// <param name="directory">The store.</param>
    /// <param name="ofAnyMake">True for those of earlier makes too.</param>
    public static IReadOnlyList<string> Paths(string directory, bool ofAnyMake = false)
    {
        var folder = Path.Combine(directory, Folder);
        return Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, ofAnyMake ? "*" + Kind + "?" : "*" + Extension)
                .Order(StringComparer.Ordinal)
                .ToList()
            : [];
    }

    /// <summary>How a segment stands on the disk; null where it does not.</summary>
    public static CoveredSegment? Look(LedgerStore store, string name)
    {
        var info = new FileInfo(store.PathOf(name));
        return info.Exists
            ? new CoveredSegment(name, info.Length, info.LastWriteTimeUtc.Ticks)
            : null;
    }

    /// <summary>Opens a file of this make whose header is whole; null for any other.</summary>
    public static DaysFile? TryOpen(string path)
    {
        SafeFileHandle? handle = null;
        if (!path.EndsWith(Extension, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            handle = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
            if (ReadHeader(handle) is { } header)
            {
                return new DaysFile(handle, header);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // what cannot be read is as good as not there
        }

        handle?.Dispose();
        return null;
    }

    /// <summary>The bytes of a part of a block.</summary>
    /// <param name="part">The part.</param>
    /// <param name="buffer">Receives them; made larger where it is too small.</param>
    /// <exception cref="DaysDamagedException">They are not those that were written.</exception>
    public ReadOnlySpan<byte> Read(DaysPart part, ref byte[] buffer)
    {
        if (buffer.Length < part.Bytes)
        {
            buffer = new byte[part.Bytes];
        }

        var bytes = buffer.AsSpan(0, part.Bytes);
        Span<byte> sha256 = stackalloc byte[SHA256.HashSizeInBytes];
        try
        {
            if (ReadFully(_handle, bytes, part.Place))
            {
                SHA256.HashData(bytes, sha256);
                if (sha256.SequenceEqual(part.Sha256))
                {
                    return bytes;
                }
            }
        }
        catch (IOException e)
        {
            throw new DaysDamagedException(e);
        }

        throw new DaysDamagedException();
    }

    /// <summary>True where every block is whole.</summary>
    public bool IsWhole()
    {
        try
        {
            byte[] buffer = [];
            foreach (var block in Header.Blocks)
            {
                _ = Read(block.Head, ref buffer);
                _ = Read(block.Tuples, ref buffer);
            }

            return true;
        }
        catch (DaysDamagedException)
        {
            return false;
        }
    }

    /// <summary>The end of the file behind its header.</summary>
    public static byte[] Tail(byte[] header)
    {
        var tail = new byte[TailBytes];
        BinaryPrimitives.WriteInt64LittleEndian(tail, header.Length);
        SHA256.HashData(header, tail.AsSpan(sizeof(long)));
        return tail;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static DaysHeader? ReadHeader(SafeFileHandle handle)
    {
        var length = RandomAccess.GetLength(handle);
        var tail = new byte[TailBytes];
        if (length < TailBytes || !ReadFully(handle, tail, length - TailBytes))
        {
            return null;
        }

        var bytes = BinaryPrimitives.ReadInt64LittleEndian(tail);
        if (bytes < 0 || bytes > Math.Min(length - TailBytes, Array.MaxLength))
        {
            return null;
        }

        var header = new byte[bytes];
        return
            ReadFully(handle, header, length - TailBytes - bytes)
            && Tail(header).AsSpan().SequenceEqual(tail)
            ? DaysHeader.Parse(header)
            : null;
    }

    private static bool ReadFully(SafeFileHandle handle, Span<byte> bytes, long place)
    {
        for (var read = 0; read < bytes.Length; )
        {
            var more = RandomAccess.Read(handle, bytes[read..], place + read);
            if (more == 0)
            {
                return false;
            }

            read += more;
        }

        return true;
    }
}

/// <summary>Kept customer-days turned out damaged while they were read.</summary>
internal sealed class DaysDamagedException : Exception
{
    /// <summary>They hold other bytes.</summary>
    public DaysDamagedException() { }

    /// <summary>They cannot be read.</summary>
    public DaysDamagedException(Exception cause)
        : base(cause.Message, cause) { }
}
