using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm churn train</c>: a churn model with its proof.</summary>
internal sealed class ChurnTrainCommand()
    : ChurnDataCommand(
        "train",
        "learn who leaves, from transactions or from a table with the outcome",
        ChurnTrainOptions.Train
    )
{
    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "churn train orders.csv --out out/churn",
                "who will not buy for 90 days: out/churn/models/churn.json and churn_evaluation.json"
            ),
            new(
                "churn train customers.csv --label Churn --out out/churn",
                "an outcome that is a column of a table with one row per customer"
            ),
            new(
                "churn train orders.csv --horizon 60d --features crm.csv --out out/churn",
                "60 days, with more columns from a table of customers"
            ),
        ];

    /// <inheritdoc/>
    protected override void Run(CommandContext context, ChurnRequest request)
    {
        var path = ChurnTrainRun.Run(request, context.Stop);
        context.Say(path is null ? "dry run: nothing was written" : $"written: {path}");
    }
}
