using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;

namespace Analytics.Cli.Commands;

/// <summary><c>crm inspect</c>: what it sees in a file.</summary>
internal sealed class InspectCommand()
    : CrmCommand("inspect", "what it sees in a file, and the config that would fix it")
{
    /// <inheritdoc/>
    public override string Inputs => "INPUT...";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } = ImportOptions.All;

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "inspect orders.csv",
                "encoding, dialect, column roles with evidence, first rejects"
            ),
            new("inspect orders.csv --format json", "the same for programs"),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        InspectStep.Write(
            ImportSettingsReader.Read(
                context.Inputs,
                context.Resolved,
                context.Settings,
                context.Progress
            ),
            context.Settings.Format,
            context.Terminal.Output,
            context.Terminal.Text,
            context.Stop
        );
        return ExitCode.Done;
    }
}
