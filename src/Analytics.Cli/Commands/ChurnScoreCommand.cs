using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm churn score</c>: the churn probability of each customer, and why.</summary>
internal sealed class ChurnScoreCommand()
    : ChurnDataCommand(
        "score",
        "the churn probability of each customer, and why",
        ChurnTrainOptions.Score
    )
{
    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "churn score orders.csv --model out/churn --out scores.csv",
                "customer_id, churn_probability, reason_1 to reason_3"
            ),
            new(
                "churn score customers.csv --model out/churn/models/churn.json",
                "a table with one row per customer, scored by a model of the same columns"
            ),
        ];

    /// <inheritdoc/>
    protected override void Run(CommandContext context, ChurnRequest request)
    {
        ChurnScoreRun.Run(
            request,
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
    }
}
