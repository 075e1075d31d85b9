using Analytics.Core.Faults;
using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm clv</c>: what each customer will bring, with its proof.</summary>
internal sealed class ClvCommand() : CrmCommand("clv", "what each customer will bring, with proof")
{
    private static readonly SettingSpec FitOnly = new(
        "fit-only",
        "",
        "only fit, and print one row per model tried"
    );

    private static readonly SettingSpec ReadySummary = new(
        "summary",
        "FILE",
        "a ready summary instead of transactions: frequency, recency, T or periods in --unit periods; also customer_id, monetary_value, weight"
    );

    private static readonly SettingSpec Survivors = new(
        "survivors",
        "FILE",
        "a table of periods and survivors of one cohort of contracts (sbg)"
    );

    /// <inheritdoc/>
    public override string Inputs => "INPUT...";

    /// <inheritdoc/>
    public override IReadOnlyList<CrmCommand> Children { get; } = [new ClvCheckCommand()];

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [
        FitOnly,
        ReadySummary,
        Survivors,
        AnalysisOptions.Horizon,
        .. LifetimeOptions.Models,
        LifetimeOptions.Features,
        .. ImportOptions.All,
        StoreOptions.Store,
        AnalysisOptions.RawText,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "clv orders.csv --horizon 1y --margin 30% --out clv.csv",
                "margin expected of every customer in the next year, with intervals"
            ),
            new(
                "clv orders.csv --fit-only --calibration-end 2024-06-30",
                "every model fitted up to June, judged by what followed"
            ),
            new(
                "clv --summary donors.csv --model bg-bb --horizon 10y --unit year",
                "yearly opportunities from a ready summary"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var (summary, survivors) = (
            context.Resolved.Text(ReadySummary),
            context.Resolved.Text(Survivors)
        );
        var tables = new[] { summary, survivors }.Count(t => t is not null);
        var hasStore = tables == 0 && StoreOptions.Of(context.Resolved) is not null;
        if (tables + (context.Inputs.Count > 0 || hasStore ? 1 : 0) != 1)
        {
            throw new UsageFault(
                "clv takes transactions, or --summary FILE, or --survivors FILE, and one of them; for example crm clv orders.csv"
            );
        }

        var path = summary ?? survivors;
        var request = RunRequests.Of(
            path is null ? context : context with { Inputs = [path] },
            Settings
        );
        Action<RunRequest, Stream, bool, CancellationToken> run =
            summary is not null
                ? (context.Resolved.Flag(FitOnly) ? ClvSummaryRun.Fits : ClvSummaryRun.Values)
            : survivors is not null
                ? (context.Resolved.Flag(FitOnly) ? ClvSurvivorsRun.Fits : ClvSurvivorsRun.Values)
            : context.Resolved.Flag(FitOnly) ? ClvRun.Fits
            : ClvRun.Values;
        run(request, context.Terminal.Output, context.Terminal.OutputIsTerminal, context.Stop);
        return ExitCode.Done;
    }
}
