namespace Analytics.Cli.Commands;

/// <summary><c>crm churn</c>: who is about to leave.</summary>
internal sealed class ChurnCommand() : CrmCommand("churn", "who is about to leave, and why")
{
    /// <inheritdoc/>
    public override IReadOnlyList<CrmCommand> Children { get; } =
    [new ChurnTrainCommand(), new ChurnScoreCommand(), new ChurnEvaluateCommand()];
}
