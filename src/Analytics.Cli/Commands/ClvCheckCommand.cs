using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm clv check</c>: the models at given histories and parameters, to all digits.</summary>
internal sealed class ClvCheckCommand()
    : CrmCommand("check", "likelihood, p_alive and expectation at given histories and parameters")
{
    /// <inheritdoc/>
    public override string Inputs => "FILE";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [.. ImportOptions.All, AnalysisOptions.RawText];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "clv check points.csv --out checked.csv",
                "columns model, p1..p4, x, tx, T, t in; the same with loglik, p_alive, expected out"
            ),
            new("clv check points.csv --format json", "the same as JSON, 17 significant digits"),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        ClvCheckRun.Run(
            RunRequests.Of(context, Settings),
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
        return ExitCode.Done;
    }
}
