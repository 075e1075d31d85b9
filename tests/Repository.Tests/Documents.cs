namespace Repository.Tests;

/// <summary>The commands that documents tell readers to type.</summary>
internal static class Documents
{
    private const string Launcher = "./crm ";

    /// <summary>The lines of the shell blocks of a Markdown file.</summary>
    public static IEnumerable<string> ShellLines(params string[] path)
    {
        var inside = false;
        foreach (var line in File.ReadLines(Repository.At(path)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line is "```sh" or "```bash";
            }
            else if (inside && line.Length > 0 && line[0] != '#')
            {
                yield return line.Split(" #", 2)[0].Trim();
            }
        }
    }

    /// <summary>The words behind <c>./crm</c> in each shell line that starts it.</summary>
    public static IEnumerable<string[]> CrmCalls(params string[] path) =>
        ShellLines(path)
            .Where(line => line.StartsWith(Launcher, StringComparison.Ordinal))
            .Select(line =>
                line[Launcher.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            );

    /// <summary>The same call with its output somewhere else, and its store beside that.</summary>
    public static string[] WithOutput(string[] call, string output) =>
        With(With(call, "--out", output), "--store", Path.Combine(output, "..", "store"));

    private static string[] With(string[] call, string option, string value)
    {
        var at = Array.IndexOf(call, option);
        return at < 0 ? call : [.. call[..(at + 1)], value, .. call[(at + 2)..]];
    }
}
