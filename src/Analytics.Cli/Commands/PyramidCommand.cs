using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm pyramid</c>: where the money is.</summary>
internal sealed class PyramidCommand()
    : CrmCommand("pyramid", "customers in tiers of value, best first")
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
        .. AnalysisOptions.Scores,
        .. AnalysisOptions.Pyramid,
        AnalysisOptions.Horizon,
        .. LifetimeOptions.Models,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new("pyramid orders.csv", "the best 1 %, the next 4 %, 15 % and the rest"),
            new(
                "pyramid orders.csv --tiers-by value",
                "the smallest sets that give 20, 50 and 80 % of the money"
            ),
            new(
                "pyramid orders.csv --value clv --horizon 1y --margin 30%",
                "by the margin that the next year should bring"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        PortfolioRun.Pyramid(
            RunRequests.Of(context, Settings),
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
        return ExitCode.Done;
    }
}
