using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Analytics.Pipeline.Output;

/// <summary>
/// What a process that was killed could not remove: temporary names beside the target. The next one that writes the same target removes them,
/// but never those of a process that may still be alive, here or in another container: whoever writes holds a lock that dies with its process.
/// </summary>
internal static partial class Leftovers
{
    private const int NoSuchProcess = 3;
    private const int ExclusiveAtOnce = 2 | 4;

    /// <summary>Removes the leftovers of a target.</summary>
    /// <param name="target">The full path of the output.</param>
    public static void Sweep(string target)
    {
        var folder = Path.GetDirectoryName(target)!;
        var prefix = "." + Path.GetFileName(target) + ".";
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFileSystemEntries(folder, prefix + "*"))
        {
            // what stood here before is the only copy until the new output has its name
            var (purpose, process) = Parts(Path.GetFileName(path)[prefix.Length..]);
            if (
                (
                    purpose == PendingOutput.Temporary
                    || purpose == PendingOutput.Old && Path.Exists(target)
                )
                && process is { } id
                && IsGone(id)
            )
            {
                using var handle = TryLock(path);
                if (handle is not null)
                {
                    PendingOutput.Delete(path);
                }
            }
        }
    }

    /// <summary>Takes the lock of a file or directory; null where another holds it. Disposed, it is free again.</summary>
    public static SafeFileHandle? TryLock(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var handle = new SafeFileHandle(Open(path, 0), ownsHandle: true);
        if (!handle.IsInvalid && Flock(handle, ExclusiveAtOnce) == 0)
        {
            return handle;
        }

        handle.Dispose();
        return null;
    }

    // tmp-1234-0: purpose, process, attempt
    private static (string Purpose, int? Process) Parts(string rest)
    {
        var parts = rest.Split('-');
        return
            parts.Length == 3
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? (parts[0], id)
            : ("", null);
    }

    private static bool IsGone(int process) =>
        Kill(process, 0) != 0 && Marshal.GetLastPInvokeError() == NoSuchProcess;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock")]
    private static partial int Flock(SafeFileHandle handle, int operation);
}
