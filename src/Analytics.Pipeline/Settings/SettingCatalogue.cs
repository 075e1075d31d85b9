namespace Analytics.Pipeline.Settings;

/// <summary>Every setting that may stand in the config or the environment.</summary>
public static class SettingCatalogue
{
    /// <summary>How the names of our environment variables begin.</summary>
    public const string VariablePrefix = "CRM_";

    /// <summary>All of them, in the order of <c>config show</c>.</summary>
    public static readonly IReadOnlyList<SettingSpec> All =
    [
        .. GlobalOptions.All,
        .. ImportOptions.All,
        .. StoreOptions.All,
        .. AnalysisOptions.All,
        .. DelinquencyOptions.All,
        .. JobOptions.All,
    ];

    /// <summary>The setting of that name, or null.</summary>
    public static SettingSpec? Find(string name)
    {
        foreach (var spec in All)
        {
            if (string.Equals(spec.Name, name, StringComparison.Ordinal))
            {
                return spec;
            }
        }

        return null;
    }
}
