using System.Text.Json;
using Analytics.Core.Faults;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Runs;
using Analytics.Pipeline.Settings;
using Analytics.Reports.Pages;

namespace Analytics.Pipeline;

/// <summary>Charts and page of an earlier run made again from what the run kept.</summary>
public static class ReportRun
{
    private const string Charts = "charts";

    /// <summary>Makes them in the run itself, all or nothing, or in a directory of their own.</summary>
    /// <param name="run">The run directory.</param>
    /// <param name="language">Language of headings and captions; null = as in the run.</param>
    /// <param name="settings">Where to; without <c>--out</c> the run's own files are replaced.</param>
    /// <returns>The directory that was written.</returns>
    /// <exception cref="FileFault">There is no such run.</exception>
    /// <exception cref="DataFault">The run kept no report, or a file of it was changed.</exception>
    public static string Run(string run, string? language, PipelineSettings settings)
    {
        var report = Read(run);
        report = report with { Language = language ?? report.Language };
        var target = settings.Out switch
        {
            null => Path.GetFullPath(run),
            { Kind: OutputKind.Directory, Path: var path } => path,
            _ => throw new UsageFault("report writes a directory; name one with --out"),
        };
        var isItself = settings.Out is null || target == Path.GetFullPath(run);
        using var directory = RunDirectory.Open(target, isItself || settings.Overwrite);
        RunPage.Write(report, settings.Threads, directory.Create);
        if (isItself)
        {
            CopyRest(run, directory);
            using var manifest = JsonDocument.Parse(
                File.ReadAllBytes(Path.Combine(run, RunManifest.FileName))
            );
            RunManifest.Renew(
                directory.TemporaryPath,
                manifest.RootElement,
                directory.Create(RunManifest.FileName)
            );
        }

        if (!settings.DryRun)
        {
            directory.Publish();
        }

        return target;
    }

    private static RunReport Read(string run)
    {
        if (!File.Exists(Path.Combine(run, RunManifest.FileName)))
        {
            throw new FileFault($"{run}: no run directory (it holds no {RunManifest.FileName})");
        }

        var path = Path.Combine(run, RunReportFile.FileName);
        if (!File.Exists(path))
        {
            throw new DataFault(
                $"{run}: the run kept no {RunReportFile.FileName} (made with --skip report, or by crm rfm); make the run again"
            );
        }

        using var file = File.OpenRead(path);
        return RunReportFile.Read(file, path);
    }

    private static void CopyRest(string run, RunDirectory directory)
    {
        foreach (var path in Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(run, path);
            var isMadeAgain =
                name is RunPage.FileName or RunReportFile.FileName or RunManifest.FileName
                || name.StartsWith(Charts + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            if (!isMadeAgain)
            {
                using var from = File.OpenRead(path);
                using var to = directory.Create(name);
                from.CopyTo(to);
            }
        }
    }
}
