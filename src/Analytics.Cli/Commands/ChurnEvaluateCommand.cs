using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm churn evaluate</c>: how good a saved churn model is on new data.</summary>
internal sealed class ChurnEvaluateCommand()
    : ChurnDataCommand(
        "evaluate",
        "how good a saved churn model is on new data",
        ChurnTrainOptions.Evaluate
    )
{
    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "churn evaluate later.csv --model out/churn --out out/later.json",
                "foretell the last horizon of new transactions, and compare with what came"
            ),
            new(
                "churn evaluate customers.csv --model out/churn",
                "a table with the outcome, evaluated on stdout"
            ),
        ];

    /// <inheritdoc/>
    protected override void Run(CommandContext context, ChurnRequest request)
    {
        if (ChurnEvaluateRun.Run(request, context.Terminal.Output, context.Stop) is { } path)
        {
            context.Say($"written: {path}");
        }
    }
}
