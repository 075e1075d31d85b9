using Analytics.Core.Faults;
using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm delinquency train</c>: risk models with their proof.</summary>
internal sealed class DelinquencyTrainCommand()
    : CrmCommand("train", "the 40 transition models, a scorecard and boosting, with their proof")
{
    private static readonly SettingSpec Label = new(
        "label",
        "COLUMN",
        "a table with a ready outcome: the column that holds it (1 or yes = the event)"
    );

    private static readonly SettingSpec Event = new(
        "event",
        "roll|late",
        "what is foretold: a worse state at the next close, or an invoice settled after its due day"
    )
    {
        Default = "roll",
        Choices = ["roll", "late"],
    };

    private static readonly SettingSpec Exclude = new(
        "exclude",
        "COL,...",
        "columns that are no features, with --label"
    );

    private static readonly SettingSpec TestFrom = new(
        "test-from",
        "DATE",
        "first invoice day that is only judged, with --event late (the last quarter of the months)"
    );

    private static readonly SettingSpec Lgd = new(
        "lgd",
        "P%",
        "loss given default where the data cannot tell it"
    )
    {
        Default = "75%",
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
        Label,
        Event,
        Exclude,
        TestFrom,
        Lgd,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "delinquency train ledger.csv --out risk",
                "risk/models, risk/board.csv with the 40 models, risk/scorecard.csv and .sql, the evaluation"
            ),
            new(
                "delinquency train cards.csv --label default --out risk",
                "from a table with a ready outcome, judged on a quarter of its rows"
            ),
            new(
                "delinquency train invoices.csv --event late --test-from 2013-07-01 --out risk",
                "which invoices will be settled late, judged on those from July on"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var resolved = context.Resolved;
        var isLate = resolved.Choice(Event) == "late";
        if (resolved.Text(Label) is not null && isLate)
        {
            throw new UsageFault("--label brings its own event; give either --label or --event");
        }

        TrainRun.Run(
            DelinquencyInput.Of(context),
            new TrainRequest(
                resolved.Text(Label),
                isLate,
                resolved.Text(Exclude)?.Split(',') ?? [],
                resolved.Date(TestFrom),
                DelinquencyRequest.Percent(resolved, Lgd, TrainRequest.UsualLgd)
            ),
            context.Stop
        );
        return ExitCode.Done;
    }
}
