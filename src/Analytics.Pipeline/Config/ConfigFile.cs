using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Pipeline.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Analytics.Pipeline.Config;

/// <summary>
/// Reads <c>crm.yaml</c>: a mapping from the names in <see cref="SettingCatalogue"/> to a value, a list, or for <c>map</c> a mapping; related ones may
/// stand together below the headings of <see cref="ConfigSections"/>; <c>sources</c> names inputs. Strict: whatever it does not know is a
/// fault with its line.
/// </summary>
public static class ConfigFile
{
    /// <summary>The file read where no <c>--config</c> is given and it exists.</summary>
    public const string DefaultName = "crm.yaml";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The path as the user gave it; it stands in faults and origins.</param>
    /// <exception cref="FileFault">The file is missing or cannot be read.</exception>
    /// <exception cref="UsageFault">Not YAML, an unknown or doubled key, or a value of the wrong shape.</exception>
    public static ConfigDocument Load(string path)
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
    public static ConfigDocument Parse(string text, string path)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        IReadOnlyList<ConfigSource> sources = [];
        foreach (var (key, node) in Root(text, path))
        {
            var name = Word(key);
            var origin = Place(path, key);
            if (name == ConfigSections.Sources)
            {
                sources = SourceReader.Read(Mapping(node, name, origin), path);
            }
            else if (ConfigSections.Find(name) is { } section)
            {
                foreach (var (inner, value) in Mapping(node, name, origin))
                {
                    var place = Place(path, inner);
                    var spec =
                        section.GetValueOrDefault(Word(inner))
                        ?? throw Unknown(Word(inner), section.Keys, place, $" in {name}");
                    Set(values, spec, value, place);
                }
            }
            else
            {
                var spec =
                    SettingCatalogue.Find(name)
                    ?? throw Unknown(
                        name,
                        SettingCatalogue.All.Select(s => s.Name).Concat(ConfigSections.Names),
                        origin,
                        ""
                    );
                if (spec == GlobalOptions.Config)
                {
                    throw new UsageFault($"{origin}: a config cannot name another config");
                }

                Set(values, spec, node, origin);
            }
        }

        return new ConfigDocument(values, sources);
    }

    /// <summary>The key as text.</summary>
    internal static string Word(YamlNode key) => (key as YamlScalarNode)?.Value ?? "";

    /// <summary>Where a node stands, for example <c>crm.yaml:7</c>.</summary>
    internal static string Place(string path, YamlNode node) => $"{path}:{Line(node.Start)}";

    /// <summary>What stands below a heading.</summary>
    internal static YamlMappingNode Mapping(YamlNode node, string name, string origin) =>
        node as YamlMappingNode
        ?? throw new UsageFault(
            $"{origin}: '{name}' is a heading; expected lines of the form '  name: value' below it"
        );

    /// <summary>A key that nobody knows.</summary>
    internal static UsageFault Unknown(
        string name,
        IEnumerable<string> known,
        string origin,
        string where
    )
    {
        var nearest = NearestWord.Find(name, known);
        return new UsageFault(
            $"{origin}: unknown key '{name}'{where}"
                + (
                    nearest is null
                        ? "; crm config show lists the keys"
                        : $"; did you mean {nearest}?"
                )
        );
    }

    /// <summary>The value of a setting.</summary>
    internal static SettingValue Value(SettingSpec spec, YamlNode node, string origin) =>
        new(Texts(spec, node, origin), origin);

    private static void Set(
        Dictionary<string, SettingValue> values,
        SettingSpec spec,
        YamlNode node,
        string origin
    )
    {
        if (!values.TryAdd(spec.Name, Value(spec, node, origin)))
        {
            throw new UsageFault(
                $"{origin}: '{spec.Name}' is set already at {values[spec.Name].Origin}"
            );
        }
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

    private static string Line(Mark mark) => mark.Line.ToString(CultureInfo.InvariantCulture);
}
