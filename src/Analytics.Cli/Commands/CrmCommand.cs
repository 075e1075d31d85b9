using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary>One command: what help says of it, what it takes, and what it does. One command is one file and one line in <see cref="CommandCatalogue"/>.</summary>
internal abstract class CrmCommand(string name, string summary)
{
    /// <summary>The word on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>One line for the list of commands.</summary>
    public string Summary { get; } = summary;

    /// <summary>The commands below this one.</summary>
    public virtual IReadOnlyList<CrmCommand> Children => [];

    /// <summary>True where the command does something itself: it has none below it, or takes inputs of its own.</summary>
    public bool Runs => Children.Count == 0 || Inputs.Length > 0;

    /// <summary>The command and those below it that do something, each with its path, for example <c>simulate purchases</c>.</summary>
    public IEnumerable<(string Path, CrmCommand Command)> Leaves() =>
        [
            .. Runs ? [(Name, this)] : (IEnumerable<(string, CrmCommand)>)[],
            .. Children.Select(child => (Name + " " + child.Name, child)),
        ];

    /// <summary>Two or three calls and what they do.</summary>
    public virtual IReadOnlyList<Example> Examples => [];

    /// <summary>What stands after the name, for example <c>INPUT...</c>; empty where nothing does.</summary>
    public virtual string Inputs => "";

    /// <summary>True where a run without any input makes no sense.</summary>
    public virtual bool NeedsInput => false;

    /// <summary>True where a store may stand instead of inputs.</summary>
    public bool TakesStore => Settings.Contains(StoreOptions.Store);

    /// <summary>The settings it takes beside <see cref="GlobalOptions"/>.</summary>
    public virtual IReadOnlyList<SettingSpec> Settings => [];

    /// <summary>Does the work.</summary>
    /// <returns>The exit code.</returns>
    public virtual int Run(CommandContext context) =>
        throw new InvalidOperationException(
            $"{Name} has commands below it and does nothing itself"
        );
}

/// <summary>A call and what it does.</summary>
/// <param name="Call">The arguments after <c>crm</c>.</param>
/// <param name="Effect">What comes of it, in a line.</param>
internal sealed record Example(string Call, string Effect);
