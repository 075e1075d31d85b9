using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm delinquency rolls</c>: which share of a state gets better or worse within a cycle.</summary>
internal sealed class DelinquencyRollsCommand()
    : CrmCommand("rolls", "roll and cure rates between states, by type, with intervals")
{
    /// <inheritdoc/>
    public override string Inputs => "INPUT...";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [
        .. ImportOptions.All,
        StoreOptions.Store,
        .. DelinquencyOptions.Reading,
        DelinquencyOptions.Types,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new("delinquency rolls invoices.csv --types none", "one matrix over all accounts"),
            new(
                "delinquency rolls panel.csv --statuses 0,1,2,3,B,D --types segment",
                "a matrix for each value of the column segment, the statuses in this order"
            ),
            new(
                "delinquency rolls cards.csv --wide \"PAY_6,PAY_5,PAY_4,PAY_3,PAY_2,PAY_0\"",
                "one row per account with six months side by side, oldest first"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        RollsRun.Run(
            DelinquencyInput.Of(context),
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
        return ExitCode.Done;
    }
}
