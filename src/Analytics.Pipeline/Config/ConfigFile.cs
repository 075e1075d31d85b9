using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Pipeline.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Analytics.Pipeline.Config;

/// <summary>
/// Reads <c>crm.yaml</c>: a mapping from the names in <see cref="SettingCatalogue"/> to a value, a list, or for <c>map</c> a mapping. Strict: whatever
/// it does not know is a fault with its line.
/// </summary>
public static class ConfigFile
{
    /// <summary>The file read where no <c>--config</c> is given and it exists.</summary>
    public const string DefaultName = "crm.yaml";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The path as the user gave it; it stands in faults and origins.</param>
    /// <exception cref="FileFault">The file is missing or cannot be read.</exception>
    /// <exception cref="UsageFault">Not YAML, an unknown or doubled key, or a value of the wrong shape.</exception>
    public static IReadOnlyDictionary<string, SettingValue> Load(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFault($"config {path} cannot be read: {e.Message}", e);
        }

        return Parse(text, path);
    }

    /// <summary>Reads the text of a config; <paramref name="path"/> stands in faults and origins.</summary>
    /// <exception cref="UsageFault">Not YAML, an unknown or doubled key, or a value of the wrong shape.</exception>
    public static IReadOnlyDictionary<string, SettingValue> Parse(string text, string path)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var (key, node) in Root(text, path))
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            var origin = Place(path, key);
            var spec = SettingCatalogue.Find(name) ?? throw Unknown(name, origin);
            if (spec == GlobalOptions.Config)
            {
                throw new UsageFault($"{origin}: a config cannot name another config");
            }

            values[name] = new SettingValue(Texts(spec, node, origin), origin);
        }

        return values;
    }

    private static YamlMappingNode Root(string text, string path)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new UsageFault(
                $"{path}:{Line(e.Start)}: not valid YAML: {e.InnerException?.Message ?? e.Message}",
                e
            );
        }

        return stream.Documents switch
        {
            { Count: 0 } => [],
            [{ RootNode: YamlMappingNode mapping }] => mapping,
            [{ RootNode: var other }] => throw new UsageFault(
                $"{Place(path, other)}: expected lines of the form 'name: value'"
            ),
            _ => throw new UsageFault($"{path}: more than one YAML document; only one is read"),
        };
    }

    private static List<string> Texts(SettingSpec spec, YamlNode node, string origin) =>
        node switch
        {
            YamlScalarNode { Value: { Length: > 0 } value } => [value],
            YamlSequenceNode list
                when spec.IsList || spec.ValueName.Contains(',', StringComparison.Ordinal) => list
                .Children.Select(item => Scalar(spec, item, origin))
                .ToList(),
            YamlMappingNode map when spec.IsList => map
                .Children.Select(pair =>
                    Scalar(spec, pair.Key, origin) + "=" + Scalar(spec, pair.Value, origin)
                )
                .ToList(),
            YamlScalarNode => throw new UsageFault(
                $"{origin}: '{spec.Name}' has no value; write {spec.Name}: {Shape(spec)}"
            ),
            _ => throw new UsageFault($"{origin}: '{spec.Name}' takes one value: {Shape(spec)}"),
        };

    private static string Scalar(SettingSpec spec, YamlNode node, string origin) =>
        (node as YamlScalarNode)?.Value
        ?? throw new UsageFault($"{origin}: an entry of '{spec.Name}' is not a plain text");

    private static string Shape(SettingSpec spec) => spec.IsFlag ? "true|false" : spec.ValueName;

    private static UsageFault Unknown(string name, string origin)
    {
        var nearest = NearestWord.Find(name, SettingCatalogue.All.Select(s => s.Name));
        return new UsageFault(
            $"{origin}: unknown key '{name}'"
                + (
                    nearest is null
                        ? "; crm config show lists the keys"
                        : $"; did you mean {nearest}?"
                )
        );
    }

    private static string Place(string path, YamlNode node) => $"{path}:{Line(node.Start)}";

    private static string Line(Mark mark) => mark.Line.ToString(CultureInfo.InvariantCulture);
}
