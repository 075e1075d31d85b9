using System.Runtime.InteropServices;

namespace Analytics.Ledger.Disk;

/// <summary>
/// The one room where files and directories are made to last: created for their owner only, flushed to the disk, renamed so that a name
/// appears whole or not at all. What the base library does not offer is asked of the system here.
/// </summary>
public static partial class Durable
{
    /// <summary>Owner only, files.</summary>
    public const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Owner only, directories.</summary>
    public const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    private const int CurrentDirectory = -100;
    private const uint NoReplace = 1;
    private const uint Exchange = 2;
    private const int InputOutput = 5;
    private const int AlreadyExists = 17;
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    /// <summary>Opens a new file that only its owner may read.</summary>
    /// <exception cref="IOException">The file exists, or cannot be made.</exception>
    public static FileStream CreateFile(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
    }

    /// <summary>Makes a directory, and those above it, for its owner only, and flushes where their names stand; one that exists is left as it is.</summary>
    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var above = Path.GetDirectoryName(path);
        if (!string.IsNullOrEmpty(above))
        {
            CreateDirectory(above);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerDirectory);
        }

        if (!string.IsNullOrEmpty(above))
        {
            FlushDirectory(above);
        }
    }

    /// <summary>Flushes a closed file to the disk and leaves it to its owner only.</summary>
    public static void Seal(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerFile);
        }

        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Flushes the entries of a directory to the disk; a file system that does not offer it is left alone.</summary>
    /// <exception cref="IOException">The disk refused: nothing is known to have reached it.</exception>
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

        var error = Fsync(descriptor) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (error is InputOutput or NoSpace or QuotaExceeded)
        {
            throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }

    /// <summary>Gives a flushed file its name; false where the name is taken, which is never replaced. The directory is not yet flushed.</summary>
    /// <exception cref="IOException">The name cannot be given.</exception>
    public static bool TryRename(string path, string target)
    {
        if (
            OperatingSystem.IsLinux()
            && RenameAt2(CurrentDirectory, path, CurrentDirectory, target, NoReplace) == 0
        )
        {
            return true;
        }

        var error = OperatingSystem.IsLinux() ? Marshal.GetLastPInvokeError() : 0;
        if (error == AlreadyExists || Path.Exists(target))
        {
            return false;
        }

        // a file system that knows no rename without replacing: the caller holds the lock, so looking first is enough
        File.Move(path, target, overwrite: false);
        return true;
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

    /// <summary>Lets a symbolic link point elsewhere in one step: who follows it finds the old place or the new one.</summary>
    /// <param name="target">What it points to, relative to where it stands.</param>
    /// <param name="link">Where it stands.</param>
    /// <param name="temporary">A free name in the same directory.</param>
    /// <exception cref="IOException">Something that is no link has its name.</exception>
    public static void Link(string target, string link, string temporary)
    {
        if (new FileInfo(link).LinkTarget == target)
        {
            return;
        }

        File.CreateSymbolicLink(temporary, target);
        if (Rename(temporary, link) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            File.Delete(temporary);
            throw new IOException($"{link}: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }

        FlushDirectory(Path.GetDirectoryName(link)!);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport(
        "libc",
        EntryPoint = "rename",
        StringMarshalling = StringMarshalling.Utf8,
        SetLastError = true
    )]
    private static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport(
        "libc",
        EntryPoint = "renameat2",
        StringMarshalling = StringMarshalling.Utf8,
        SetLastError = true
    )]
    private static partial int RenameAt2(
        int firstDirectory,
        string first,
        int secondDirectory,
        string second,
        uint flags
    );
}
