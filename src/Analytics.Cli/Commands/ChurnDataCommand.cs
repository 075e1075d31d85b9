using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary>A churn command: it takes transactions, a store, or a table with one row per customer.</summary>
/// <param name="name">The word on the command line.</param>
/// <param name="summary">One line for the list of commands.</param>
/// <param name="own">The settings of its own.</param>
internal abstract class ChurnDataCommand(
    string name,
    string summary,
    IReadOnlyList<SettingSpec> own
) : CrmCommand(name, summary)
{
    /// <inheritdoc/>
    public override string Inputs => "INPUT...";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [.. own, .. ImportOptions.All, StoreOptions.Store];

    /// <inheritdoc/>
    public sealed override int Run(CommandContext context)
    {
        Run(
            context,
            ChurnRequestReader.Read(
                context.Inputs,
                context.Resolved,
                Settings,
                context.Settings,
                context.Progress,
                context.Say
            )
        );
        return ExitCode.Done;
    }

    /// <summary>Does what is asked for.</summary>
    protected abstract void Run(CommandContext context, ChurnRequest request);
}
