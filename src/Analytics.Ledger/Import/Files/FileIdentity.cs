using System.Runtime.InteropServices;
using Analytics.Core.Faults;

namespace Analytics.Ledger.Import.Files;

/// <summary>What tells whether a file is still the one that was opened: its place on the device, its size, the time of its last change.</summary>
/// <param name="Device">The device; 0 where the system does not tell.</param>
/// <param name="Node">The number of the file on it; 0 where the system does not tell.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Changed">Its last change: nanoseconds where the system offers them, else ticks of 100 ns. Two of them are only compared.</param>
internal readonly partial record struct FileIdentity(
    ulong Device,
    ulong Node,
    long Bytes,
    long Changed
)
{
    private const int CurrentDirectory = -100;
    private const uint BasicFields = 0x7FF;

    /// <summary>The identity of the file that has this path now; a size of -1 where there is none.</summary>
    public static FileIdentity Of(string path)
    {
        if (OperatingSystem.IsLinux() && TryStatx(path) is { } found)
        {
            return found;
        }

        var info = new FileInfo(path);
        return info.Exists
            ? new FileIdentity(0, 0, info.Length, info.LastWriteTimeUtc.Ticks)
            : new FileIdentity(0, 0, -1, 0);
    }

    /// <summary>Holds the file against what it was.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">Its name as shown to users.</param>
    /// <exception cref="DataFault">Somebody wrote to it, replaced or removed it.</exception>
    public void RequireUnchanged(string path, string name)
    {
        var now = Of(path);
        if (now == this)
        {
            return;
        }

        var what =
            now.Bytes < 0 ? "was removed"
            : now.Device != Device || now.Node != Node ? "was replaced by another file"
            : now.Bytes != Bytes
                ? string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"went from {Bytes} to {now.Bytes} bytes"
                )
            : "was changed";
        throw new DataFault(
            $"{name}: {what} while it was read, so it is still being written; nothing of it was used. Run again when its writer has finished (best: let it write under another name and rename the whole file)"
        );
    }

    private static FileIdentity? TryStatx(string path)
    {
        try
        {
            return Statx(CurrentDirectory, path, 0, BasicFields, out var s) == 0
                ? new FileIdentity(
                    ((ulong)s.DeviceMajor << 32) | s.DeviceMinor,
                    s.Node,
                    (long)s.Bytes,
                    unchecked((s.ChangedSeconds * 1_000_000_000) + s.ChangedNanoseconds)
                )
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(
        int directory,
        string path,
        int flags,
        uint mask,
        out StatxBuffer buffer
    );

    // struct statx of linux/stat.h: the same on every processor
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(32)]
        public ulong Node;

        [FieldOffset(40)]
        public ulong Bytes;

        [FieldOffset(112)]
        public long ChangedSeconds;

        [FieldOffset(120)]
        public uint ChangedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
