using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
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
    public static void Sweep(string target) =>
        Sweep(Path.GetDirectoryName(target)!, name => name == Path.GetFileName(target));

    /// <summary>Removes the leftovers of all targets in a directory.</summary>
    public static void SweepAll(string folder) => Sweep(folder, _ => true);

    private static void Sweep(string folder, Func<string, bool> isMeant)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFileSystemEntries(folder, ".*"))
        {
            if (
                Name().Match(Path.GetFileName(path)) is { Success: true } name
                && isMeant(name.Groups["target"].Value)
                // what stood here before is the only copy until the new output has its name
                && (
                    name.Groups["purpose"].Value == PendingOutput.Temporary
                    || Path.Exists(Path.Combine(folder, name.Groups["target"].Value))
                )
                && int.TryParse(
                    name.Groups["process"].ValueSpan,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var process
                )
                && IsGone(process)
            )
            {
                Remove(path);
            }
        }
    }

    private static void Remove(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            File.Delete(path);
            return;
        }

        using var handle = TryLock(path);
        if (handle is not null)
        {
            PendingOutput.Delete(path);
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

    private static bool IsGone(int process) =>
        Kill(process, 0) != 0 && Marshal.GetLastPInvokeError() == NoSuchProcess;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock")]
    private static partial int Flock(SafeFileHandle handle, int operation);

    // the target, what for, whose, and which of several
    [GeneratedRegex(
        @"^\.(?<target>.+)\.(?<purpose>tmp|old)-(?<process>[0-9]+)-[0-9]+$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Name();
}
