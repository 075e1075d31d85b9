namespace Analytics.Pipeline.Settings;

/// <summary>What a setting was set to, and where.</summary>
/// <param name="Texts">The value as given; several where the setting is a list; empty where it is not set.</param>
/// <param name="Origin">Where it came from: <c>default</c>, <c>crm.yaml:3</c>, <c>CRM_SEED</c> or <c>option --seed</c>.</param>
public sealed record SettingValue(IReadOnlyList<string> Texts, string Origin)
{
    /// <summary>The value as one text; null where it is not set.</summary>
    public string? Text => Texts.Count == 0 ? null : string.Join(',', Texts);

    /// <summary>The origin of a value given on the command line.</summary>
    public static string OptionOrigin(SettingSpec spec) => "option " + spec.Option;
}
