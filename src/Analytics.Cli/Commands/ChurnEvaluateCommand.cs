using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm churn evaluate</c>: how good a saved churn model is on new data.</summary>
internal sealed class ChurnEvaluateCommand()
    : CrmCommand("evaluate", "how good a saved churn model is on new data")
{
    /// <inheritdoc/>
    public override string Inputs => "INPUT...";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [.. ChurnTrainOptions.Evaluate, .. ImportOptions.All, StoreOptions.Store];

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
    public override int Run(CommandContext context)
    {
        var request = ChurnRequestReader.Read(
            context.Inputs,
            context.Resolved,
            Settings,
            context.Settings,
            context.Progress,
            context.Say
        );
        if (ChurnEvaluateRun.Run(request, context.Terminal.Output, context.Stop) is { } path)
        {
            context.Say($"written: {path}");
        }

        return ExitCode.Done;
    }
}
