using Analytics.Core.Faults;
using Analytics.Pipeline.Settings;
using YamlDotNet.RepresentationModel;

namespace Analytics.Pipeline.Config;

/// <summary>Reads what stands below <c>sources</c> in a config.</summary>
internal static class SourceReader
{
    private const string Files = "files";
    private const string Url = "url";
    private static readonly SettingSpec FilesSpec = new(Files, "FILE|GLOB,...", "")
    {
        IsList = true,
    };
    private static readonly SettingSpec UrlSpec = new(Url, "postgres://USER@HOST/DATABASE", "");
    private static readonly SettingSpec VariableSpec = new(Secret.VariableKey, "VARIABLE", "");
    private static readonly SettingSpec FileSpec = new(Secret.FileKey, "FILE", "");

    /// <summary>All sources.</summary>
    public static List<ConfigSource> Read(YamlMappingNode sources, string path)
    {
        var read = new List<ConfigSource>();
        foreach (var (key, node) in sources)
        {
            var (name, origin) = (ConfigFile.Word(key), ConfigFile.Place(path, key));
            read.Add(One(name, origin, ConfigFile.Mapping(node, name, origin), path));
        }

        return read;
    }

    private static ConfigSource One(string name, string origin, YamlMappingNode node, string path)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        var source = new ConfigSource(name, origin, values);
        foreach (var (key, value) in node)
        {
            var (word, place) = (ConfigFile.Word(key), ConfigFile.Place(path, key));
            source = word switch
            {
                Files => source with { Files = ConfigFile.Value(FilesSpec, value, place) },
                Url => source with { Url = Address(ConfigFile.Value(UrlSpec, value, place)) },
                Secret.VariableKey => WithPassword(source, VariableSpec, value, place),
                Secret.FileKey => WithPassword(source, FileSpec, value, place),
                "password" => throw new UsageFault(
                    $"{place}: a password does not stand in a config; name the environment variable that holds it ({Secret.VariableKey}) or the file ({Secret.FileKey})"
                ),
                _ => source,
            };
            if (word is not (Files or Url or Secret.VariableKey or Secret.FileKey))
            {
                var spec =
                    ConfigSections.OfSource.GetValueOrDefault(word)
                    ?? throw ConfigFile.Unknown(
                        word,
                        ConfigSections.OfSource.Keys.Concat([
                            Files,
                            Url,
                            Secret.VariableKey,
                            Secret.FileKey,
                        ]),
                        place,
                        $" in the source {name}"
                    );
                values[word] = ConfigFile.Value(spec, value, place);
            }
        }

        return (source.Files is null) != (source.Url is null)
            ? source
            : throw new UsageFault(
                $"{origin}: the source {name} needs either {Files} (files or globs) or {Url}"
            );
    }

    private static SettingValue Address(SettingValue value)
    {
        Secret.RefuseIn(value.Text!, value.Origin);
        return value;
    }

    private static ConfigSource WithPassword(
        ConfigSource source,
        SettingSpec spec,
        YamlNode value,
        string place
    ) =>
        source.Password is null
            ? source with
            {
                Password = new Secret(spec.Name, ConfigFile.Value(spec, value, place).Text!, place),
            }
            : throw new UsageFault(
                $"{place}: the password is named twice; give {Secret.VariableKey} or {Secret.FileKey}"
            );
}
