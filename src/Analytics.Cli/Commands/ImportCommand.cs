using Analytics.Pipeline;
using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary><c>crm import</c>: brings exports into a store.</summary>
internal sealed class ImportCommand()
    : CrmCommand("import", "bring exports into a store; the same content again changes nothing")
{
    /// <inheritdoc/>
    public override string Inputs => "INPUT...";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [
        StoreOptions.Target,
        StoreOptions.Table,
        StoreOptions.Wait,
        DelinquencyOptions.Shape,
        DelinquencyOptions.Wide,
        .. ImportOptions.Loading,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new("import orders.csv --store shop", "the export into the store shop, made if new"),
            new(
                "import 'exports/2024-*.csv.gz' --store shop --wait 10m",
                "several months, waiting while another job writes"
            ),
            new(
                "import invoices.csv --store shop --table receivables",
                "another table of the same store, for crm delinquency and crm run"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        StoreRun.Import(
            StoreRequests
                .Of(context, "crm import", StoreOptions.Required([], context.Resolved))
                .IntoTable(context.Resolved),
            context.Terminal.Output,
            context.Terminal.OutputIsTerminal,
            context.Stop
        );
        return ExitCode.Done;
    }
}
