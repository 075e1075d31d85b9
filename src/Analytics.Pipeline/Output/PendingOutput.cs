using System.Globalization;
using Analytics.Core.Faults;

namespace Analytics.Pipeline.Output;

/// <summary>What <see cref="RunDirectory"/> and <see cref="OutputFile"/> share: a temporary name beside the target, and what may be replaced.</summary>
internal static class PendingOutput
{
    /// <summary>Owner only, files.</summary>
    public const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Owner only, directories.</summary>
    public const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Checks the target and makes its parent directory.</summary>
    /// <exception cref="UsageFault">The target exists and may not be replaced.</exception>
    public static void Prepare(string target, bool overwrite)
    {
        if (!overwrite && Path.Exists(target))
        {
            throw new UsageFault(
                $"output exists: {target}; choose another --out, or give --overwrite to replace it"
            );
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
    }

    /// <summary>A free name beside the target, hidden, that tells whose it is.</summary>
    public static string TemporaryName(string target, string purpose)
    {
        var process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        for (var attempt = 0; ; attempt++)
        {
            var name = Path.Combine(
                Path.GetDirectoryName(target)!,
                $".{Path.GetFileName(target)}.{purpose}-{process}-{attempt.ToString(CultureInfo.InvariantCulture)}"
            );
            if (!Path.Exists(name))
            {
                return name;
            }
        }
    }

    /// <summary>Opens a new file that only its owner may read.</summary>
    public static FileStream Create(string path)
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
}
