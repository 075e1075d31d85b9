using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm cohorts</c>: whether customers come back.</summary>
internal sealed class CohortsCommand()
    : CrmCommand("cohorts", "customers by month of first purchase, and how many come back")
{
    /// <inheritdoc/>
    public override string Inputs => "INPUT...";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [.. ImportOptions.All, StoreOptions.Store, .. AnalysisOptions.Scores];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new("cohorts orders.csv", "one row per cohort and month"),
            new("cohorts orders.csv --format json --out cohorts.json", "the same as JSON"),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        PortfolioRun.Cohorts(
            RunRequests.Of(context, Settings),
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
        return ExitCode.Done;
    }
}
