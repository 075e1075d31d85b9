using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm verify</c>: is a store what was written?</summary>
internal sealed class VerifyCommand()
    : CrmCommand("verify", "check every file of a store: size, checksum, rows, chain of manifests")
{
    /// <inheritdoc/>
    public override string Inputs => "[DIR]";

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } = [StoreOptions.Kept];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new("verify shop", "what the store shop holds; exit code 7 names each bad file"),
            new("verify --store shop --format json", "the same for a script"),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        StoreRun.Verify(
            StoreOptions.Required(context.Inputs, context.Resolved),
            context.Settings,
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
        return ExitCode.Done;
    }
}
