using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Disk;

namespace Analytics.Pipeline.Output;

/// <summary>What <see cref="RunDirectory"/> and <see cref="OutputFile"/> share: a temporary name beside the target, and what may be replaced.</summary>
internal static class PendingOutput
{
    /// <summary>Purpose of a name under which something is written.</summary>
    public const string Temporary = "tmp";

    /// <summary>Purpose of a name under which what is replaced stands for a moment.</summary>
    public const string Old = "old";

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

        Durable.CreateDirectory(Path.GetDirectoryName(target)!);
        Leftovers.Sweep(target);
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
                UnfinishedOutputs.Add(name);
                return name;
            }
        }
    }

    /// <summary>Removes a file or a directory, where it is there.</summary>
    public static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }
}
