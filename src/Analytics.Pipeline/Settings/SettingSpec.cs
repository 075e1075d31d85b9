namespace Analytics.Pipeline.Settings;

/// <summary>One setting a user may give: as an option, and where it is in <see cref="SettingCatalogue"/> also in the config and the environment.</summary>
/// <param name="Name">Name in full, as in the config; the option is <c>--name</c>.</param>
/// <param name="ValueName">What help shows for the value, for example <c>DATE</c>; empty for a flag.</param>
/// <param name="Help">One line for the help page.</param>
public sealed record SettingSpec(string Name, string ValueName, string Help)
{
    /// <summary>Text of the value where none is given; null where there is none.</summary>
    public string? Default { get; init; }

    /// <summary>The only values allowed; empty where any text may be given.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>True where the setting may be given several times.</summary>
    public bool IsList { get; init; }

    /// <summary>True where the command cannot run without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>False where the setting decides where results go or come from, and never what they are.</summary>
    public bool ChangesResult { get; init; } = true;

    /// <summary>What the option means without a value; null where it needs one.</summary>
    public string? Bare { get; init; }

    /// <summary>True where the setting is on or off and takes no value on the command line.</summary>
    public bool IsFlag => ValueName.Length == 0;

    /// <summary>The option, for example <c>--as-of</c>.</summary>
    public string Option => "--" + Name;

    /// <summary>The environment variable, for example <c>CRM_AS_OF</c>.</summary>
    public string Variable =>
        SettingCatalogue.VariablePrefix + Name.ToUpperInvariant().Replace('-', '_');
}
