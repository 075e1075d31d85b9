using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm rebuild</c>: puts a store in order.</summary>
internal sealed class RebuildCommand()
    : CrmCommand("rebuild", "clear away what no manifest names; join small files of a store")
{
    /// <inheritdoc/>
    public override string Inputs => "[DIR]";

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [StoreOptions.Kept, StoreOptions.Compact, StoreOptions.Wait];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new("rebuild shop", "check the store shop and remove what killed runs left behind"),
            new(
                "rebuild shop --compact --wait",
                "also join the files of many small loads, waiting for other writers"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        StoreRun.Rebuild(
            StoreOptions.Required(context.Inputs, context.Resolved),
            context.Resolved.Flag(StoreOptions.Compact),
            StoreRequest.LockOf("crm rebuild", context.Resolved, TimeProvider.System),
            context.Settings,
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
        return ExitCode.Done;
    }
}
