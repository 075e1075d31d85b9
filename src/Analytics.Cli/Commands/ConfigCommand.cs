using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm config</c>: the commands about settings.</summary>
internal sealed class ConfigCommand() : CrmCommand("config", "settings and where they come from")
{
    /// <inheritdoc/>
    public override IReadOnlyList<CrmCommand> Children { get; } = [new ConfigShowCommand()];
}

/// <summary><c>crm config show</c>: every setting, its value and its origin.</summary>
internal sealed class ConfigShowCommand()
    : CrmCommand("show", "every setting, its value and where it was set")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new("config show", "the settings as crm.yaml and the environment leave them"),
            new(
                "config show --config shop.yaml --format json",
                "those of another config, for a script"
            ),
        ];

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings =>
        [.. SettingCatalogue.All.Except(GlobalOptions.All)];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var rows = SettingCatalogue
            .All.Select(spec => (spec.Name, Value: context.Resolved.Value(spec)))
            .Concat(context.Config.Sources.SelectMany(s => s.Shown(context.Terminal.Environment)))
            .Select(row => (IReadOnlyList<string?>)[row.Name, row.Value.Text, row.Value.Origin]);
        TableOutput.Write(
            ["setting", "value", "origin"],
            rows,
            context.Settings,
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal
        );
        return ExitCode.Done;
    }
}
