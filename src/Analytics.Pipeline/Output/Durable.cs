using System.Runtime.InteropServices;

namespace Analytics.Pipeline.Output;

/// <summary>Makes renames survive a power cut; what the base library does not offer.</summary>
internal static partial class Durable
{
    private const int CurrentDirectory = -100;
    private const uint Exchange = 2;

    /// <summary>Flushes the entries of a directory to the disk. Best effort: some file systems do not offer it.</summary>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, 0);
        if (descriptor < 0)
        {
            return;
        }

        _ = Fsync(descriptor);
        _ = Close(descriptor);
    }

    /// <summary>Swaps two existing paths in one step; false where the system cannot.</summary>
    public static bool TryExchange(string first, string second)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            return RenameAt2(CurrentDirectory, first, CurrentDirectory, second, Exchange) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(
        int firstDirectory,
        string first,
        int secondDirectory,
        string second,
        uint flags
    );
}
