using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm delinquency states</c>: where every account stands at every cycle close.</summary>
internal sealed class DelinquencyStatesCommand()
    : CrmCommand("states", "state, days past due and ageing of every account at every cycle close")
{
    /// <inheritdoc/>
    public override string Inputs => "INPUT...";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [.. ImportOptions.All, StoreOptions.Store, .. DelinquencyOptions.Reading];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "delinquency states invoices.csv --as-of 2013-06-30 --out states.csv",
                "one row per account and month end, from invoices with the day they were settled"
            ),
            new(
                "delinquency states invoices.csv --payments payments.csv --disputed include",
                "payments from a file of their own; disputed invoices aged like all others"
            ),
            new(
                "delinquency states panel.csv --statuses 0,1,2,3,B,D --format json",
                "a ready panel, checked and put in order"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        StatesRun.Run(
            DelinquencyInput.Of(context, hasTypes: false),
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
        return ExitCode.Done;
    }
}
