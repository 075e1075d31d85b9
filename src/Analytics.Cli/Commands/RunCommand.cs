using Analytics.Core.Faults;
using Analytics.Pipeline;
using Analytics.Pipeline.Output;
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
        .. AnalysisOptions.All,
        DelinquencyOptions.Receivables,
        .. DelinquencyOptions.Reading,
        DelinquencyOptions.Types,
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
        if (context.Settings.Out is not { Kind: OutputKind.Directory } target)
        {
            throw new UsageFault(
                "run writes a directory; name it with --out, for example --out out/run"
            );
        }

        var path = PipelineRun.Run(RunRequests.Of(context, Settings), target.Path, context.Stop);
        context.Say(path is null ? "dry run: nothing was written" : $"written: {path}");
        return ExitCode.Done;
    }
}
