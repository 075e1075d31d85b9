using Analytics.Pipeline;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Runs;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm run</c>: the whole way in one go.</summary>
internal sealed class RunCommand()
    : CrmCommand("run", "import, score and report in one go, into a directory")
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
        StoreOptions.Wait,
        .. AnalysisOptions.All,
        DelinquencyOptions.Receivables,
        .. DelinquencyOptions.Reading,
        DelinquencyOptions.Types,
        JobOptions.OutRoot,
        JobOptions.Keep,
        JobOptions.Refit,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new("run orders.csv --out out/june", "every table of one export in out/june"),
            new(
                "run 'exports/*.csv.gz' --as-of 2024-12-31 --out out/2024",
                "several files, looked at from the end of 2024"
            ),
            new(
                "run orders.csv --map customer=email --returns ignore --out out/x",
                "another customer column, returns left out"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var outcome = PipelineRun.Run(
            RunRequests.Of(context, Settings),
            RunPlace.From(context.Resolved, context.Settings),
            context.Stop
        );
        if (outcome.Plan is { } plan)
        {
            TableOutput.Write(
                RunPlan.Columns,
                plan.Rows,
                context.Settings with
                {
                    Out = null,
                },
                context.Terminal.Output,
                context.Terminal.OutputIsTerminal
            );
            context.Say("dry run: nothing was written");
        }
        else
        {
            context.Say(
                outcome.IsReused
                    ? $"unchanged, used again: {outcome.Path}"
                    : $"written: {outcome.Path}"
            );
        }

        return ExitCode.Done;
    }
}
