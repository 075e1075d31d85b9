using Analytics.Core.Faults;

namespace Analytics.Pipeline.Settings;

/// <summary>The settings found in <c>CRM_*</c> environment variables.</summary>
/// <param name="Values">By name of the setting.</param>
/// <param name="Warnings">A line for each <c>CRM_*</c> variable that is no setting; other programs may own it, so it is no error.</param>
public sealed record EnvironmentLayer(
    IReadOnlyDictionary<string, SettingValue> Values,
    IReadOnlyList<string> Warnings
)
{
    /// <summary>Picks our variables out of an environment; an empty variable is not set.</summary>
    public static EnvironmentLayer Read(IReadOnlyDictionary<string, string> environment)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        var warnings = new List<string>();
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
                var nearest = NearestWord.Find(
                    variable,
                    SettingCatalogue.All.Select(s => s.Variable)
                );
                warnings.Add(
                    $"the environment variable {variable} is no setting and is ignored"
                        + (nearest is null ? "" : $"; did you mean {nearest}?")
                );
                continue;
            }

            var texts = spec.IsList ? text.Split(',') : [text];
            values[spec.Name] = new SettingValue(texts, variable);
        }

        return new EnvironmentLayer(values, warnings);
    }
}
