using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm delinquency score</c>: the risk of every account by trained models.</summary>
internal sealed class DelinquencyScoreCommand()
    : CrmCommand(
        "score",
        "probability of default, expected loss, points and reasons of every account"
    )
{
    private static readonly SettingSpec Models = DelinquencyOptions.Models with
    {
        IsRequired = true,
    };

    /// <inheritdoc/>
    public override string Inputs => "INPUT...";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [
        .. ImportOptions.All,
        StoreOptions.Store,
        .. DelinquencyOptions.Reading,
        DelinquencyOptions.Types,
        Models,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "delinquency score ledger.csv --models risk --out scores.csv",
                "every account as it stands at the last close"
            ),
            new(
                "delinquency score new-cards.csv --models risk --format json",
                "rows of a table like the one with the outcome"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        ScoreRun.Run(
            DelinquencyInput.Of(context),
            context.Resolved.Text(Models)!,
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
        return ExitCode.Done;
    }
}
