using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Config;

/// <summary>Settings that may stand together under a heading of the config; each also stands alone under its own name.</summary>
internal static class ConfigSections
{
    /// <summary>The heading of named inputs.</summary>
    public const string Sources = "sources";

    private static readonly Dictionary<string, Dictionary<string, SettingSpec>> Sections = new(
        StringComparer.Ordinal
    )
    {
        ["analyses"] = Named([.. AnalysisOptions.All, JobOptions.Refit]),
        ["limits"] = Named([
            ImportOptions.MaxRejects,
            GlobalOptions.Timeout,
            GlobalOptions.Memory,
            GlobalOptions.Threads,
            JobOptions.MaxDrift,
            JobOptions.MaxChange,
        ]),
        ["outputs"] = new(
            Named([
                GlobalOptions.Out,
                JobOptions.Keep,
                GlobalOptions.Format,
                GlobalOptions.Lang,
                GlobalOptions.Overwrite,
                AnalysisOptions.RawText,
                ImportOptions.Rejects,
            ]),
            StringComparer.Ordinal
        )
        {
            ["root"] = JobOptions.OutRoot,
        },
    };

    /// <summary>What may stand in a source beside its files and its address.</summary>
    public static Dictionary<string, SettingSpec> OfSource { get; } =
        Named([.. ImportOptions.Reading, .. DelinquencyOptions.Reading]);

    /// <summary>The headings.</summary>
    public static IEnumerable<string> Names => Sections.Keys.Append(Sources);

    /// <summary>The settings below a heading, by the key they have there; null where there is no such heading.</summary>
    public static Dictionary<string, SettingSpec>? Find(string name) =>
        Sections.GetValueOrDefault(name);

    private static Dictionary<string, SettingSpec> Named(IEnumerable<SettingSpec> specs) =>
        specs.ToDictionary(spec => spec.Name, StringComparer.Ordinal);
}
