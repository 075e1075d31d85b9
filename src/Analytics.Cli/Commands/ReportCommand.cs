using Analytics.Core.Faults;
using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm report</c>: charts and page of an earlier run, made again.</summary>
internal sealed class ReportCommand()
    : CrmCommand("report", "charts and page of an earlier run, made again without the exports")
{
    /// <inheritdoc/>
    public override string Inputs => "RUN";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new("report out/june", "index.html and charts of the run, made again in place"),
            new("report out/june --lang zh --out out/june-zh", "the same in Chinese, elsewhere"),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        if (context.Inputs is not [var run])
        {
            throw new UsageFault(
                $"report takes one run directory; {context.Inputs.Count} were given"
            );
        }

        var isGiven = context.Resolved.Value(GlobalOptions.Lang).Origin != "default";
        var path = ReportRun.Run(run, isGiven ? context.Settings.Lang : null, context.Settings);
        context.Say(context.Settings.DryRun ? "dry run: nothing was written" : $"written: {path}");
        return ExitCode.Done;
    }
}
