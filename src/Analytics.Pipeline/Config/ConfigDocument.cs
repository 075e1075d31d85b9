using Analytics.Core.Faults;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Config;

/// <summary>What a config says.</summary>
/// <param name="Values">Settings by name.</param>
/// <param name="Sources">Named inputs, in the order of the file.</param>
public sealed record ConfigDocument(
    IReadOnlyDictionary<string, SettingValue> Values,
    IReadOnlyList<ConfigSource> Sources
)
{
    /// <summary>A config that says nothing.</summary>
    public static ConfigDocument Empty { get; } =
        new(new Dictionary<string, SettingValue>(StringComparer.Ordinal), []);

    /// <summary>The source that a command reads.</summary>
    /// <param name="asked">What <c>--source</c> names, or null.</param>
    /// <param name="hasInputs">True where inputs are named without a source.</param>
    /// <param name="needsInputs">True where the command is nothing without inputs: then the only source there is needs no asking.</param>
    /// <returns>The source; null where none is asked for or none is needed.</returns>
    /// <exception cref="UsageFault">There is no such source, inputs are named twice, or it is not clear which source is meant.</exception>
    public ConfigSource? Choose(string? asked, bool hasInputs, bool needsInputs = true)
    {
        if (asked is null)
        {
            return hasInputs || !needsInputs || Sources.Count == 0 ? null
                : Sources is [var only] ? only
                : throw new UsageFault(
                    $"the config names several sources; say which with --source: {Names}"
                );
        }

        if (hasInputs)
        {
            throw new UsageFault(
                $"inputs are named twice, on the command line and by --source {asked}; give one of both"
            );
        }

        return Sources.FirstOrDefault(source => source.Name == asked)
            ?? throw new UsageFault(
                Sources.Count == 0
                    ? $"--source {asked}: the config names no sources"
                    : $"--source {asked}: no such source{NearestWord.Hint(asked, Sources.Select(s => s.Name))}; there are {Names}"
            );
    }

    private string Names => string.Join(", ", Sources.Select(source => source.Name));
}
