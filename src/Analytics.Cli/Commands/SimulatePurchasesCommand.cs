using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Simulation;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;

namespace Analytics.Cli.Commands;

/// <summary><c>crm simulate purchases</c>: a transaction export whose truth is known.</summary>
internal sealed class SimulatePurchasesCommand()
    : CrmCommand("purchases", "a transaction export with a known truth")
{
    private static readonly SettingSpec Customers = new(
        "customers",
        "N",
        "number of customers, each with at least one purchase"
    )
    {
        IsRequired = true,
    };

    private static readonly SettingSpec RowsOrder = new(
        "rows-order",
        "date|shuffled",
        "rows by date, or in random order"
    )
    {
        Default = "date",
        Choices = ["date", "shuffled"],
    };

    private static readonly SettingSpec From = new("from", "DATE", "first day")
    {
        Default = "2023-01-01",
    };

    private static readonly SettingSpec To = new("to", "DATE", "last day")
    {
        Default = "2024-12-31",
    };

    private static readonly SettingSpec Season = new(
        "season",
        "SHARE",
        "yearly season: purchases swing by this share, 0 to 0.9, highest in December"
    )
    {
        Default = "0",
    };

    private static readonly SettingSpec Dirty = new(
        "dirty",
        "SHARE|KIND=N,...",
        "dirty rows to add: a share (0.5%) over all kinds, or counts such as bad-date=5,nul-byte=2; kinds: "
            + string.Join(", ", DirtyKind.All.Select(kind => kind.Name))
    );

    private static readonly SettingSpec CustomersTruth = new(
        "customers-truth",
        "",
        "also write customers_truth.csv: what each customer was drawn with"
    );

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "simulate purchases --customers 2000 --out sim",
                "sim/orders.csv with two years of orders, sim/truth.json with what it holds"
            ),
            new(
                "simulate purchases --customers 100000 --seed 7 --rows-order shuffled --season 0.4 --out sim",
                "other customers, in random order, buying more before Christmas"
            ),
            new(
                "simulate purchases --customers 500 --dirty bad-date=3,nul-byte=1 --out sim",
                "with four dirty rows, whose byte offsets stand in sim/truth.json"
            ),
        ];

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings =>
        [Customers, From, To, RowsOrder, Season, Dirty, CustomersTruth];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var settings = Read(context);
        if (context.Settings.Out is not { Kind: OutputKind.Directory } target)
        {
            throw new UsageFault(
                "--out DIR is needed: orders.csv and truth.json are written there"
            );
        }

        using var directory = RunDirectory.Open(target.Path, context.Settings.Overwrite);
        var truth = SimulatePurchasesStep.Run(
            settings,
            context.Settings.DryRun ? null : directory,
            context.Resolved.Flag(CustomersTruth),
            context.Stop
        );
        if (!context.Settings.DryRun)
        {
            directory.Publish();
        }

        var rows = truth.CleanRows + truth.Dirty.Sum(tally => tally.Rows);
        context.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{settings.Customers:N0} customers, {truth.Orders:N0} orders, {rows:N0} rows, {truth.Bytes:N0} bytes"
            )
        );
        return ExitCode.Done;
    }

    private static SimulationSettings Read(CommandContext context)
    {
        var resolved = context.Resolved;
        var customers = resolved.Whole(Customers, 1, SimulationSettings.MaxCustomers);
        var dirty = resolved.Text(Dirty);
        return new SimulationSettings
        {
            Customers = (int)customers.GetValueOrDefault(),
            Seed = context.Settings.Seed,
            From = resolved.Date(From).GetValueOrDefault(),
            To = resolved.Date(To).GetValueOrDefault(),
            Shuffled = resolved.Choice(RowsOrder) == "shuffled",
            Parameters = new PurchaseParameters { SeasonAmplitude = resolved.Share(Season, 0.9) },
            Dirty = dirty is null ? DirtyPlan.None : DirtyPlan.Parse(dirty),
        };
    }
}
