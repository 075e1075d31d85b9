using System.Globalization;

namespace Analytics.Ledger.Store.Text;

/// <summary>A folder of temporary files for their owner only, gone when it is closed; one that a killed process left goes with the next that opens.</summary>
internal sealed class SpoolFolder : IDisposable
{
    private const string FolderHead = "crm-store-";

    /// <summary>Makes it.</summary>
    public SpoolFolder()
    {
        SweepLeft();
        Path = Directory
            .CreateTempSubdirectory(
                string.Create(CultureInfo.InvariantCulture, $"{FolderHead}{Environment.ProcessId}-")
            )
            .FullName;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void SweepLeft()
    {
        foreach (
            var folder in Directory.EnumerateDirectories(
                System.IO.Path.GetTempPath(),
                FolderHead + "*"
            )
        )
        {
            var number = System.IO.Path.GetFileName(folder)[FolderHead.Length..].Split('-')[0];
            if (
                int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && !IsRunning(id)
            )
            {
                try
                {
                    Directory.Delete(folder, recursive: true);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // another user's, or another process was faster
                }
            }
        }
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
