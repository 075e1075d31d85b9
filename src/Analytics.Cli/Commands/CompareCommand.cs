using Analytics.Core.Faults;
using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm compare</c>: what changed from one run to another, and why.</summary>
internal sealed class CompareCommand()
    : CrmCommand("compare", "who moved and what changed from one run to another")
{
    /// <inheritdoc/>
    public override string Inputs => "RUN RUN";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } = JobOptions.Alarms;

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "compare out/may out/june",
                "moves between segments and tiers, and the change in money"
            ),
            new(
                "compare out/may out/june --out out/may-june",
                "the same as migration.csv and value_change.csv"
            ),
            new(
                "compare out/may out/june --max-drift 0.25 --max-change 30% --max-rejected 1%",
                "the same, and exit code 3 where the customers have changed too much or the export is worse"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        if (context.Inputs.Count != 2)
        {
            throw new UsageFault(
                $"compare takes two run directories, the earlier first; {context.Inputs.Count} were given"
            );
        }

        var alarms = CompareRun.Run(
            context.Inputs[0],
            context.Inputs[1],
            ChangeLimits.From(context.Resolved),
            context.Settings,
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal
        );
        return alarms.Count == 0
            ? ExitCode.Done
            : throw new DataFault(
                $"{context.Inputs[1]} against {context.Inputs[0]}: {string.Join("; ", alarms)}. Look for an export that is incomplete or was made in another way before this run is used"
            );
    }
}
