using Analytics.Core.Faults;
using Analytics.Pipeline.Config;

namespace Analytics.Pipeline.Settings;

/// <summary>The settings found in <c>CRM_*</c> environment variables.</summary>
/// <param name="Values">By name of the setting.</param>
/// <param name="Unknown">The <c>CRM_*</c> variables that are no setting; other programs may own them, so they are no error.</param>
public sealed record EnvironmentLayer(
    IReadOnlyDictionary<string, SettingValue> Values,
    IReadOnlyList<string> Unknown
)
{
    /// <summary>A line for each unknown variable, but for those in which sources of the config have their passwords.</summary>
    public IEnumerable<string> WarningsBeside(IReadOnlyList<ConfigSource> sources) =>
        Unknown
            .Where(variable =>
                sources.All(s =>
                    s.Password is not { Key: Secret.VariableKey, Place: var place }
                    || place != variable
                )
            )
            .Select(variable =>
                $"the environment variable {variable} is no setting and is ignored"
                + (
                    NearestWord.Find(variable, SettingCatalogue.All.Select(s => s.Variable))
                        is { } nearest
                        ? $"; did you mean {nearest}?"
                        : ""
                )
            );

    /// <summary>Picks our variables out of an environment; an empty variable is not set.</summary>
    public static EnvironmentLayer Read(IReadOnlyDictionary<string, string> environment)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        var unknown = new List<string>();
        var ours = environment
            .Keys.Where(name =>
                name.StartsWith(SettingCatalogue.VariablePrefix, StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal);
        foreach (var variable in ours)
        {
            var text = environment[variable];
            if (text.Length == 0)
            {
                continue;
            }

            var spec = SettingCatalogue.All.FirstOrDefault(s => s.Variable == variable);
            if (spec is null)
            {
                unknown.Add(variable);
                continue;
            }

            var texts = spec.IsList ? text.Split(',') : [text];
            values[spec.Name] = new SettingValue(texts, variable);
        }

        return new EnvironmentLayer(values, unknown);
    }
}
