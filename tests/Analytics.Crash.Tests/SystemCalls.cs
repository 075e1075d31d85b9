using System.Text.RegularExpressions;

namespace Analytics.Crash.Tests;

/// <summary>Counts with strace, which knows nothing of the shim, the system calls that change files below a work directory.</summary>
internal static partial class SystemCalls
{
    private const string Watched =
        "trace=openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,"
        + "rmdir,mkdir,mkdirat,truncate,ftruncate,fallocate,fsync,fdatasync,sync_file_range,chmod,fchmod,fchmodat,copy_file_range,sendfile";

    /// <summary>The count of an undisturbed run.</summary>
    public static int Count(Stage stage)
    {
        var root = stage.Fresh();
        var log = Stage.Beside(root, "trace");
        var run = stage.Trace(root, log, Watched);
        Assert.True(run.ExitCode == 0, run.Error);
        return File.ReadLines(log).Count(line => Changes(line, root));
    }

    private static bool Changes(string line, string root)
    {
        if (Call().Match(line) is not { Success: true } call)
        {
            return false;
        }

        var (name, rest) = (call.Groups["name"].Value, call.Groups["rest"].Value);
        // calls by path name it in quotes, calls by descriptor in angle brackets behind the number
        var first = rest.Split(", ", 2)[0];
        var isBelow =
            first.Contains($"<{root}", StringComparison.Ordinal)
            || (
                name is not ("write" or "pwrite64" or "writev" or "pwritev")
                && rest.Contains($"\"{root}", StringComparison.Ordinal)
            );
        return isBelow
            && (
                name is not ("open" or "openat")
                || rest.Contains("O_CREAT", StringComparison.Ordinal)
                || rest.Contains("O_TRUNC", StringComparison.Ordinal)
            );
    }

    [GeneratedRegex(
        @"^[0-9]+ +(?<name>[a-z0-9_]+)\((?<rest>.*)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Call();
}
