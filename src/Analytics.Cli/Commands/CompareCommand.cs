using Analytics.Core.Faults;
using Analytics.Pipeline;

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

        CompareRun.Run(
            context.Inputs[0],
            context.Inputs[1],
            context.Settings,
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal
        );
        return ExitCode.Done;
    }
}
