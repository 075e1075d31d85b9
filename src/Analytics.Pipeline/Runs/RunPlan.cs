using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Runs;

/// <summary>What a run would read, do and write; found by reading the inputs, without fitting or writing anything.</summary>
/// <param name="Rows">One row per input, account, step and output: <see cref="Columns"/>.</param>
public sealed record RunPlan(IReadOnlyList<IReadOnlyList<string?>> Rows)
{
    private const string Always = "";
    private const string Receivables = "receivables";
    private const string Risk = "risk";
    private static readonly string[] FirstSteps = ["import", "score"];
    private static readonly (string Part, string[] Files)[] Outputs =
    [
        (Always, ["customers.csv", "segments.csv", "rfm_cuts.csv"]),
        (
            "lifetime",
            [
                "lifetime.csv",
                "lifetime_parameters.csv",
                "backtest.csv",
                "forecast.csv",
                "tracking.csv",
                "calibration.csv",
                "value_matrix.csv",
                "contribution.csv",
                "worklist.csv",
                "models/",
            ]
        ),
        (
            "churn",
            [
                "worklist.csv",
                "retention.csv",
                "retention_total.csv",
                "churn_models.csv",
                "churn_lift.csv",
                "churn_calibration.csv",
                "churn_columns.csv",
                "churn_evaluation.json",
                "models/",
            ]
        ),
        ("pyramid", ["pyramid.csv", "deciles.csv", "concentration.csv", "lorenz.csv"]),
        ("cohorts", ["cohorts.csv", "leaky_bucket.csv"]),
        ("migration", ["migration.csv"]),
        (
            Receivables,
            [
                "rolls.csv",
                "rates.csv",
                "provision.csv",
                "vintages.csv",
                "plan.csv",
                "capacity.csv",
                "letters.csv",
                "calls.csv",
                "ageing.csv",
                "board.csv",
                "worklist.csv",
                "receivables_rejects.csv",
                "receivables_reconciliation.json",
            ]
        ),
        (Risk, ["models/", "scorecard.csv", "scorecard.sql", "delinquency_evaluation.json"]),
        ("report", ["index.html", "report.json", "charts/"]),
        (Always, ["rejects.csv", "reconciliation.json", "manifest.json", "run.log"]),
    ];

    /// <summary>The columns of the plan.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["what", "name", "amount", "unit"];

    /// <summary>The plan of a request whose inputs were read.</summary>
    internal static RunPlan Of(
        RunRequest request,
        IReadOnlyList<FileProfile> files,
        ImportReport report
    )
    {
        var rows = new List<IReadOnlyList<string?>>();
        foreach (var (file, account) in files.Zip(report.Files))
        {
            rows.Add(["input", file.Name, Cells.Of(file.Bytes), "bytes"]);
            rows.Add(["input", file.Name, Cells.Of(account.Read.Rows), "rows"]);
        }

        rows.Add(["account", "rejected", Cells.Of(report.Total.RejectedRows), "rows"]);
        rows.Add(["account", "duplicate", Cells.Of(report.Total.Duplicate.Rows), "rows"]);
        rows.AddRange(
            report.Total.Excluded.Select(e =>
                (IReadOnlyList<string?>)
                    ["account", "excluded: " + e.Policy.Name(), Cells.Of(e.Account.Rows), "rows"]
            )
        );
        rows.Add(["account", "accepted", Cells.Of(report.Total.Accepted.Rows), "rows"]);
        var parts = Outputs
            .Where(o =>
                o.Part == Always
                || (
                    o.Part is Receivables or Risk
                        ? request.Receivables is not null
                            && request.Portfolio.Has("delinquency")
                            && (o.Part != Risk || request.Portfolio.Has(Risk))
                        : request.Portfolio.Has(o.Part)
                )
            )
            .ToList();
        rows.AddRange(
            FirstSteps
                .Concat(parts.Select(p => p.Part).Where(p => p != Always))
                .Select(step => (IReadOnlyList<string?>)["step", step, null, null])
        );
        rows.AddRange(
            parts
                .SelectMany(p => p.Files)
                .Distinct(StringComparer.Ordinal)
                .Select(name => (IReadOnlyList<string?>)["output", name, null, null])
        );
        return new RunPlan(rows);
    }
}
