using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm churn train</c>: a churn model with its proof.</summary>
internal sealed class ChurnTrainCommand()
    : CrmCommand("train", "learn who leaves, from transactions or from a table with the outcome")
{
    /// <inheritdoc/>
    public override string Inputs => "INPUT...";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [.. ChurnTrainOptions.Train, .. ImportOptions.All, StoreOptions.Store];

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
    public override int Run(CommandContext context)
    {
        var path = ChurnTrainRun.Run(
            ChurnRequestReader.Read(
                context.Inputs,
                context.Resolved,
                Settings,
                context.Settings,
                context.Progress,
                context.Say
            ),
            context.Stop
        );
        context.Say(path is null ? "dry run: nothing was written" : $"written: {path}");
        return ExitCode.Done;
    }
}
