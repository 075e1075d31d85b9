namespace Analytics.Crash.Tests;

/// <summary>Where the figures go: the console, and the file that <c>CRM_CRASH_REPORT</c> names.</summary>
internal static class Report
{
    private static readonly Lock Gate = new();

    /// <summary>Says a line.</summary>
    public static void Say(string line)
    {
        Console.WriteLine(line);
        if (Environment.GetEnvironmentVariable("CRM_CRASH_REPORT") is { Length: > 0 } path)
        {
            lock (Gate)
            {
                File.AppendAllText(path, line + "\n");
            }
        }
    }
}
