namespace Analytics.Cli.Commands;

/// <summary><c>crm delinquency</c>: who pays late, how lateness grows, and what to do about it.</summary>
internal sealed class DelinquencyCommand()
    : CrmCommand("delinquency", "receivables: states, roll rates, models, treatment plan")
{
    /// <inheritdoc/>
    public override IReadOnlyList<CrmCommand> Children { get; } =
    [
        new DelinquencyStatesCommand(),
        new DelinquencyRollsCommand(),
        new DelinquencyTrainCommand(),
        new DelinquencyScoreCommand(),
        new DelinquencyPlanCommand(),
    ];
}
