using System.Globalization;
using System.Runtime.InteropServices;
using Analytics.Pipeline.Output;

namespace Analytics.Cli.Commands;

/// <summary><c>crm doctor</c>: what is there, what is missing and how to install it.</summary>
internal sealed class DoctorCommand()
    : CrmCommand("doctor", "what is missing on this machine and how to install it")
{
    private static readonly string[] FontFolders =
    [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/System/Library/Fonts",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "doctor",
                "one line per thing that is needed; exit code 0 where the main job can run"
            ),
            new("doctor --format json", "the same for a script"),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var checks = new[] { Runtime(), Memory(), Temporary(), OpenMp(), ChineseFont() };
        var rows = checks.Select(check =>
            (IReadOnlyList<string?>)
                [check.Name, check.State, check.Found, check.NeededFor, check.Remedy]
        );
        TableOutput.Write(
            ["check", "state", "found", "needed_for", "remedy"],
            rows,
            context.Settings,
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal
        );
        if (checks.FirstOrDefault(check => check.State == "failed") is not { } failed)
        {
            return ExitCode.Done;
        }

        context.Terminal.Error.WriteLine(
            $"error: the main job cannot run: {failed.Name}: {failed.Remedy}"
        );
        return ExitCode.Files;
    }

    private static Check Runtime() =>
        new("dotnet", "ok", RuntimeInformation.FrameworkDescription, "everything", "");

    private static Check Memory()
    {
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var found = (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture) + " GB";
        return bytes >= 500_000_000
            ? new Check("memory", "ok", found, "everything", "")
            : new Check(
                "memory",
                "warning",
                found,
                "files with more than a million customers",
                "raise the memory limit to 1 GB or more"
            );
    }

    private static Check Temporary()
    {
        var folder = Directory.GetCurrentDirectory();
        var probe = Path.Combine(folder, ".crm-doctor");
        try
        {
            using (new FileStream(probe, FileMode.Create, FileAccess.Write)) { }
            File.Delete(probe);
            return new Check("folder", "ok", folder, "results", "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Check(
                "folder",
                "warning",
                folder + " cannot be written",
                "results below this folder",
                "give --out in a folder you may write"
            );
        }
    }

    private static Check OpenMp()
    {
        const string Needed = "boosted trees (churn and delinquency models)";
        if (!OperatingSystem.IsLinux())
        {
            return new Check("libgomp1", "ok", "not needed here", Needed, "");
        }

        if (NativeLibrary.TryLoad("libgomp.so.1", out var library))
        {
            NativeLibrary.Free(library);
            return new Check("libgomp1", "ok", "libgomp.so.1", Needed, "");
        }

        return new Check("libgomp1", "missing", "", Needed, "apt-get install libgomp1");
    }

    private static Check ChineseFont()
    {
        const string Needed = "Chinese labels in charts";
        var font = FontFolders
            .Where(Directory.Exists)
            .SelectMany(folder =>
                Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            )
            .FirstOrDefault(IsChinese);
        return font is null
            ? new Check("chinese font", "missing", "", Needed, "apt-get install fonts-wqy-microhei")
            : new Check("chinese font", "ok", Path.GetFileName(font), Needed, "");
    }

    private static bool IsChinese(string path) =>
        Path.GetFileName(path) is var name
        && (
            name.StartsWith("wqy", StringComparison.OrdinalIgnoreCase)
            || name.Contains("CJK", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("PingFang", StringComparison.OrdinalIgnoreCase)
        );

    private sealed record Check(
        string Name,
        string State,
        string Found,
        string NeededFor,
        string Remedy
    );
}
