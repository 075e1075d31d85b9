using System.Text.RegularExpressions;
using Analytics.Core.Faults;
using Analytics.Ledger.Disk;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Runs.Reuse;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Runs;

/// <summary>
/// Where a run goes: a directory of its own (<c>--out</c>), or below a root that keeps many (<c>--out-root</c>), where it is named by its as-of day
/// and content and <c>latest</c> links to the newest.
/// </summary>
public sealed partial class RunPlace
{
    /// <summary>The link to the newest run.</summary>
    public const string Latest = "latest";

    private readonly string _path;
    private readonly bool _isRoot;
    private readonly int? _keep;
    private readonly bool _overwrite;
    private readonly bool _keepsModels;

    private RunPlace(
        string path,
        bool isRoot,
        int? keep = null,
        bool overwrite = true,
        bool keepsModels = false
    ) =>
        (_path, _isRoot, _keep, _overwrite, _keepsModels) = (
            path,
            isRoot,
            keep,
            overwrite,
            keepsModels
        );

    /// <summary>Reads the place from the settings; <c>--out</c> wins over <c>--out-root</c>.</summary>
    /// <exception cref="UsageFault">Neither is given, <c>--out</c> is no directory, or models of earlier runs are to be kept where there are none.</exception>
    public static RunPlace From(ResolvedSettings resolved, PipelineSettings settings)
    {
        var keepsModels = resolved.Choice(JobOptions.Refit) == "drift";
        if (settings.Out is { Kind: OutputKind.Directory, Path: var path })
        {
            return keepsModels
                ? throw resolved.Refused(
                    JobOptions.Refit,
                    "looks at the newest run of a root: give --out-root instead of --out"
                )
                : new RunPlace(path, isRoot: false, overwrite: settings.Overwrite);
        }

        var keep = (int?)resolved.Whole(JobOptions.Keep, 1, 1_000_000);
        return settings.Out is null && resolved.Text(JobOptions.OutRoot) is { Length: > 0 } root
            ? new RunPlace(Path.GetFullPath(root), isRoot: true, keep, keepsModels: keepsModels)
            : throw new UsageFault(
                "run writes a directory; name it with --out, for example --out out/run, or give --out-root, for example --out-root runs"
            );
    }

    /// <summary>Beside what refused rows go where there are too many of them.</summary>
    internal OutputTarget Target =>
        new(OutputKind.Directory, _isRoot ? Path.Combine(_path, "run") : _path);

    /// <summary>Opens the directory before the long work begins.</summary>
    public RunDirectory Open()
    {
        if (!_isRoot)
        {
            return RunDirectory.Open(_path, _overwrite);
        }

        Durable.CreateDirectory(_path);
        Leftovers.SweepAll(_path);
        return RunDirectory.Open(Path.Combine(_path, ".run"), overwrite: true);
    }

    /// <summary>Where results of single steps are kept; nowhere for a run of its own.</summary>
    internal StepCache KeptSteps() => new(_isRoot ? _path : null);

    /// <summary>The newest run, where its models are to be kept unless they have drifted; null where not, or where there is none.</summary>
    internal EarlierRun? Earlier() =>
        _keepsModels && new DirectoryInfo(Path.Combine(_path, Latest)).LinkTarget is { } newest
            ? EarlierRun.Read(Path.Combine(_path, newest))
            : null;

    /// <summary>True where there may be such a run already, so that looking for it pays.</summary>
    public bool MayHold() =>
        _isRoot ? Directory.Exists(_path) : _overwrite && Directory.Exists(_path);

    /// <summary>A run of this key that is there and whole, made the newest; null where there is none.</summary>
    public string? Reuse(string key)
    {
        var found =
            _isRoot
                ? Runs()
                    .FirstOrDefault(run =>
                        run.EndsWith(End(key), StringComparison.Ordinal) && FinishedRun.Is(run, key)
                    )
            : FinishedRun.Is(_path, key) ? _path
            : null;
        if (_isRoot && found is not null)
        {
            Point(found);
        }

        return found;
    }

    /// <summary>Gives a finished run its name, makes it the newest, and removes runs that are not kept.</summary>
    /// <returns>Its path.</returns>
    public string Publish(RunDirectory directory, DateOnly asOf, string key)
    {
        if (!_isRoot)
        {
            directory.Publish();
            return _path;
        }

        var path = Path.Combine(_path, Steps.Cells.Of(asOf) + End(key));
        directory.PublishAs(path);
        Point(path);
        return path;
    }

    // latest goes last: whoever follows it finds a whole run at any moment
    private void Point(string run)
    {
        if (!OperatingSystem.IsWindows())
        {
            var link = Path.Combine(_path, Latest);
            var temporary = PendingOutput.TemporaryName(link, PendingOutput.Temporary);
            Durable.Link(Path.GetFileName(run), link, temporary);
            UnfinishedOutputs.Remove(temporary);
        }

        Prune(run);
    }

    private void Prune(string latest)
    {
        if (_keep is not { } keep)
        {
            return;
        }

        var old = Runs()
            .Where(run => run != latest)
            .OrderByDescending(run => Path.GetFileName(run)[..10], StringComparer.Ordinal)
            .ThenByDescending(Directory.GetLastWriteTimeUtc)
            .Skip(keep - 1)
            .ToList();
        foreach (var run in old)
        {
            // out of sight first: a run is never seen half removed
            var hidden = PendingOutput.TemporaryName(run, PendingOutput.Temporary);
            Directory.Move(run, hidden);
            Directory.Delete(hidden, recursive: true);
            UnfinishedOutputs.Remove(hidden);
        }

        StepCache.Prune(_path, Runs());
        if (old.Count > 0)
        {
            Durable.FlushDirectory(_path);
        }
    }

    private List<string> Runs() =>
        [
            .. Directory
                .EnumerateDirectories(_path)
                .Where(run =>
                    RunName().IsMatch(Path.GetFileName(run))
                    && File.Exists(Path.Combine(run, RunManifest.FileName))
                )
                .Order(StringComparer.Ordinal),
        ];

    private static string End(string key) => "-" + key[..12];

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{12}$", RegexOptions.None, 1000)]
    private static partial Regex RunName();
}
