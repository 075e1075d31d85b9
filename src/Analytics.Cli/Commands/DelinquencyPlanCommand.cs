using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm delinquency plan</c>: whom to write to, whom to call, whom to leave alone.</summary>
internal sealed class DelinquencyPlanCommand()
    : CrmCommand(
        "plan",
        "whom to write to, whom to call, whom to leave alone, and what it is worth"
    )
{
    /// <inheritdoc/>
    public override string Inputs => "[INPUT...]";

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [
        .. ImportOptions.All,
        StoreOptions.Store,
        .. DelinquencyOptions.Reading,
        DelinquencyOptions.Types,
        .. DelinquencyOptions.Planning,
        LifetimeOptions.Margin,
        LifetimeOptions.Budget,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "delinquency plan ledger.csv --calls 500 --out plan",
                "plan/plan.csv, plan/letters.csv, plan/calls.csv, and what one more call would bring"
            ),
            new(
                "delinquency plan ledger.csv --models risk --treatments log.csv --budget 10000 --out plan",
                "chances from trained models, effects from a log of past treatments, a sum of money"
            ),
            new(
                "delinquency plan --matrix matrix.csv --bill 60 --clv 500",
                "the plan of a transition matrix, state by state"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        PlanRun.Run(
            DelinquencyInput.Of(context),
            PlanRequest.Of(context.Resolved),
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
        return ExitCode.Done;
    }
}
