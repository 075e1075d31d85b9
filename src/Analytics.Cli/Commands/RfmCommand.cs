using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm rfm</c>: recency, frequency, money, scores and segment of every customer.</summary>
internal sealed class RfmCommand()
    : CrmCommand("rfm", "recency, frequency, money, scores and segment of every customer")
{
    /// <inheritdoc/>
    public override string Inputs => "INPUT...";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [.. ImportOptions.All, StoreOptions.Store, .. AnalysisOptions.Scores];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new("rfm orders.csv", "the table on the terminal, as CSV into a pipe"),
            new(
                "rfm orders.csv --segments r-rfm --out rfm.csv",
                "another segment map, into a file"
            ),
            new(
                "cat orders.csv.gz | crm rfm - --bins 3 --format json",
                "standard input, three scores, JSON"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        RfmRun.Run(
            RunRequests.Of(context, Settings),
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
        return ExitCode.Done;
    }
}
