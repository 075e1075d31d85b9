namespace Analytics.Cli.Commands;

/// <summary><c>crm simulate</c>: data with a known truth.</summary>
internal sealed class SimulateCommand() : CrmCommand("simulate", "data with a known truth")
{
    /// <inheritdoc/>
    public override IReadOnlyList<CrmCommand> Children { get; } =
    [new SimulatePurchasesCommand(), new SimulateReceivablesCommand()];
}
