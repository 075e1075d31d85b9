using Analytics.Core.Faults;

namespace Analytics.Pipeline.Output;

/// <summary>Where results go: stdout, one file (a name with a known extension) or a directory (any other name).</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Path">The full path; <c>-</c> for stdout.</param>
public sealed record OutputTarget(OutputKind Kind, string Path)
{
    private static readonly string[] FileExtensions =
    [
        ".csv",
        ".tsv",
        ".txt",
        ".json",
        ".html",
        ".xlsx",
        ".parquet",
        ".sql",
        ".md",
    ];

    /// <summary>Reads the value of <c>--out</c>; a trailing slash always means a directory.</summary>
    /// <exception cref="UsageFault">An empty name, or the root of the file system.</exception>
    public static OutputTarget Parse(string text)
    {
        if (text == "-")
        {
            return new OutputTarget(OutputKind.Stdout, text);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UsageFault("--out is empty; name a directory, a file, or - for stdout");
        }

        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(text));
        if (System.IO.Path.GetFileName(full).Length == 0)
        {
            throw new UsageFault($"--out '{text}' is the root of the file system");
        }

        var isFile =
            !System.IO.Path.EndsInDirectorySeparator(text)
            && FileExtensions.Contains(
                System.IO.Path.GetExtension(full),
                StringComparer.OrdinalIgnoreCase
            );
        return new OutputTarget(isFile ? OutputKind.File : OutputKind.Directory, full);
    }
}
