using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Simulation.Receivables;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;

namespace Analytics.Cli.Commands;

/// <summary><c>crm simulate receivables</c>: a telephone company of eight types whose truth is known.</summary>
internal sealed class SimulateReceivablesCommand()
    : CrmCommand("receivables", "a telephone company with bills, payments and a known truth")
{
    private static readonly SettingSpec Customers = new("customers", "N", "number of accounts")
    {
        IsRequired = true,
    };

    private static readonly SettingSpec Months = new("months", "N", "months of bills, 2 to 240")
    {
        Default = "24",
    };

    private static readonly SettingSpec From = new("from", "DATE", "first day of the first month")
    {
        Default = "2023-01-01",
    };

    private static readonly SettingSpec Disputes = new(
        "disputes",
        "SHARE",
        "chance per month of a disputed extra charge, 0 to 0.5"
    )
    {
        Default = "0.01",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "simulate receivables --customers 2000 --out sim",
                "ledger, panel, treatment log, and the truth in accounts_truth.csv and truth.json"
            ),
            new(
                "simulate receivables --customers 100000 --months 36 --seed 7 --out sim",
                "other accounts, three years of them"
            ),
        ];

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings => [Customers, Months, From, Disputes];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var resolved = context.Resolved;
        var from = resolved.Date(From).GetValueOrDefault();
        if (from.Day != 1)
        {
            throw resolved.Refused(From, "is not the first day of a month");
        }

        var settings = new ReceivablesSimulation
        {
            Accounts = (int)resolved.Whole(Customers, 1, 100_000_000).GetValueOrDefault(),
            Months = (int)resolved.Whole(Months, 2, 240).GetValueOrDefault(),
            From = from,
            Seed = context.Settings.Seed,
            Disputes = resolved.Share(Disputes, 0.5),
        };
        if (context.Settings.Out is not { Kind: OutputKind.Directory } target)
        {
            throw new UsageFault(
                "--out DIR is needed: ledger.csv, panel.csv, treatments.csv, accounts_truth.csv and truth.json are written there"
            );
        }

        using var directory = RunDirectory.Open(target.Path, context.Settings.Overwrite);
        var truth = SimulateReceivablesStep.Run(
            settings,
            context.Settings.DryRun ? null : directory,
            context.Stop
        );
        if (!context.Settings.DryRun)
        {
            directory.Publish();
        }

        context.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{settings.Accounts:N0} accounts, {truth.LedgerRows:N0} postings, {truth.PanelRows:N0} account-months, {truth.Treatments:N0} treatments"
            )
        );
        return ExitCode.Done;
    }
}
