namespace Analytics.Ledger.Disk;

/// <summary>Files that hold what is too much for memory while a command runs. They have no name, so nothing is left of them, however a command ends.</summary>
internal static class Scratch
{
    /// <summary>An empty file among those of the system's that are of no account, for its owner only.</summary>
    public static FileStream Open()
    {
        var path = Path.GetTempFileName();
        var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose
        );
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return file;
    }
}
