using Analytics.Core.Faults;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Config;

/// <summary>A named input of the config: where it is, and how it is read.</summary>
/// <param name="Name">Its name, as <c>--source</c> gives it.</param>
/// <param name="Origin">Where it stands, for example <c>crm.yaml:7</c>.</param>
/// <param name="Values">How it is read: settings by name; they win over those of the config and lose against environment and options.</param>
public sealed record ConfigSource(
    string Name,
    string Origin,
    IReadOnlyDictionary<string, SettingValue> Values
)
{
    /// <summary>Files and globs; null for a database.</summary>
    public SettingValue? Files { get; init; }

    /// <summary>Address of a database, without a password; null for files.</summary>
    public SettingValue? Url { get; init; }

    /// <summary>Where the password of the database is; null where none is needed.</summary>
    public Secret? Password { get; init; }

    /// <summary>What a command reads.</summary>
    /// <exception cref="UsageFault">A source that this program cannot read.</exception>
    public IReadOnlyList<string> Inputs() =>
        Files?.Texts
        ?? throw new UsageFault(
            $"{Origin}: the source {Name} is a database ({Url!.Text}), which cannot be read yet; export it to a file"
        );

    /// <summary>The lines of <c>config show</c>; of a secret only where it is and whether it is there.</summary>
    /// <param name="environment">The environment variables.</param>
    public IEnumerable<(string Name, SettingValue Value)> Shown(
        IReadOnlyDictionary<string, string> environment
    )
    {
        var prefix = $"sources.{Name}.";
        foreach (var (key, value) in new[] { ("files", Files), ("url", Url) })
        {
            if (value is not null)
            {
                yield return (prefix + key, value);
            }
        }

        if (Password is not null)
        {
            yield return (
                prefix + Password.Key,
                new SettingValue([Password.Shown(environment)], Password.Origin)
            );
        }

        foreach (var (name, value) in Values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            yield return (prefix + name, value);
        }
    }
}
