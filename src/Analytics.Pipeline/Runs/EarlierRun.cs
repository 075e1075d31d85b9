using System.Text.Json;
using Analytics.Core.Faults;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Runs;

/// <summary>An earlier run of a root whose trained models a later one may keep (<c>--refit drift</c>).</summary>
internal sealed class EarlierRun
{
    private readonly string _path;
    private readonly string _version;
    private readonly long _seed;
    private readonly Dictionary<string, string> _options;
    private readonly HashSet<string> _outputs;

    private EarlierRun(string path, JsonElement manifest)
    {
        _path = path;
        _version = manifest.GetProperty("version").GetString()!;
        _seed = manifest.GetProperty("seed").GetInt64();
        _options = manifest
            .GetProperty("options")
            .EnumerateObject()
            .ToDictionary(o => o.Name, o => o.Value.GetString()!, StringComparer.Ordinal);
        _outputs = manifest
            .GetProperty("outputs")
            .EnumerateArray()
            .Select(o => o.GetProperty("name").GetString()!)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The name of its directory.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>Reads the manifest of a run; null where there is none that can be read.</summary>
    /// <param name="path">Its directory; null = none.</param>
    public static EarlierRun? Read(string? path)
    {
        if (path is null || !File.Exists(Path.Combine(path, RunManifest.FileName)))
        {
            return null;
        }

        try
        {
            using var manifest = JsonDocument.Parse(
                File.ReadAllBytes(Path.Combine(path, RunManifest.FileName))
            );
            return new EarlierRun(path, manifest.RootElement);
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or IOException
            )
        {
            return null;
        }
    }

    /// <summary>Models of the run, or why they cannot be kept; null where the run has none.</summary>
    /// <param name="files">Their places in the directory.</param>
    /// <param name="read">Reads them from the directory.</param>
    /// <param name="request">The later run.</param>
    /// <param name="deciding">Settings that decide what is learnt: they have to be the same.</param>
    public KeptModel<T>? Models<T>(
        IReadOnlyList<string> files,
        Func<string, T> read,
        RunRequest request,
        IEnumerable<SettingSpec> deciding
    )
        where T : class
    {
        if (!files.All(_outputs.Contains))
        {
            return null;
        }

        KeptModel<T> Not(string why) => new(Name, null, [], why);
        if (_version != request.Version)
        {
            return Not($"was made by crm {_version}");
        }

        var now = request.Options.ToDictionary(o => o.Name, o => o.Value, StringComparer.Ordinal);
        var other = deciding.FirstOrDefault(spec =>
            _options.GetValueOrDefault(spec.Name) != now.GetValueOrDefault(spec.Name)
        );
        if (other is not null || _seed != request.Shared.Seed)
        {
            return Not($"was made with another {(other ?? GlobalOptions.Seed).Option}");
        }

        try
        {
            return new KeptModel<T>(
                Name,
                read(_path),
                [
                    .. files.Select(file => new RunInput(
                        Name + "/" + file,
                        RunManifest.HashOf(Path.Combine(_path, file)),
                        0
                    )),
                ],
                null
            );
        }
        catch (Exception e)
            when (e is ModelFault or FileFault or IOException or UnauthorizedAccessException)
        {
            // the words go into the run, whose bytes know no places
            return Not(
                $"cannot be read: {e.Message.Replace(_path, Name, StringComparison.Ordinal)}"
            );
        }
    }
}

/// <summary>Trained models of an earlier run.</summary>
/// <param name="Run">The name of the run's directory.</param>
/// <param name="Model">The models; null where they cannot be kept.</param>
/// <param name="Inputs">Their files, as inputs of the later run; empty likewise.</param>
/// <param name="Why">Why they cannot be kept; null where nothing speaks against it yet.</param>
internal sealed record KeptModel<T>(
    string Run,
    T? Model,
    IReadOnlyList<RunInput> Inputs,
    string? Why
)
    where T : class
{
    /// <summary>What decides the outcome of a step that looks at the models.</summary>
    public object?[] Key => [Run, Inputs.Select(input => input.Sha256).ToArray(), Why];
}
