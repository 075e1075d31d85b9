using Analytics.Core.Pyramid;
using Analytics.Core.Value;
using Analytics.Pipeline.Runs;
using Analytics.Pipeline.Settings;
using Analytics.Reports.Customers;
using Analytics.Reports.Document;
using Analytics.Reports.Pages;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>What lifetime value adds to a directory.</summary>
internal static class LifetimePart
{
    /// <summary>Columns, tables, the model file and models alone.</summary>
    /// <param name="result">The values with their proof.</param>
    /// <param name="asOfDay">The day from which they look ahead.</param>
    public static RunPart Of(LifetimeResult result, int asOfDay) =>
        new()
        {
            Columns = LifetimeColumns.Of(
                result.Values,
                asOfDay,
                result.Terms.Horizon.ToString(),
                result.IsFit
            ),
            Tables =
            [
                ("lifetime.csv", LifetimeTables.Fits(result.Choice, result.Spend)),
                ("lifetime_parameters.csv", LifetimeTables.Parameters(result)),
                ("backtest.csv", LifetimeTables.Backtests(result.Backtests)),
                ("forecast.csv", LifetimeTables.Forecast(result.Forecast, asOfDay)),
                ("tracking.csv", LifetimeTables.Tracked(result.Tracking)),
                ("calibration.csv", LifetimeTables.Calibrated(result.Calibration)),
            ],
            Files = [(LifetimeFile.Name, output => LifetimeFile.Write(output, result, asOfDay))],
            Models = LifetimeTables.Models(result),
        };

    /// <summary>The same with the value matrix, the worklist and the page's section; nothing where the part was not run.</summary>
    /// <param name="result">The values with their proof; null where the part was not run.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="churnStake">What the churn model puts at stake, one per row; empty where there is none.</param>
    /// <param name="isTaken">True for a customer whom another part contacts.</param>
    /// <param name="request">What is asked for.</param>
    public static RunPart Of(
        LifetimeResult? result,
        ScoredCustomers customers,
        ReadOnlySpan<double> churnStake,
        Func<int, bool> isTaken,
        RunRequest request
    )
    {
        if (result is null)
        {
            return new RunPart();
        }

        var summary = customers.Summary;
        var clv = RankedValue.OfClv(summary, result.Values);
        var (current, potential) = (
            PortfolioStep.PyramidOf(summary, summary.Net, request.Portfolio.Tiers),
            PortfolioStep.PyramidOf(summary, clv, request.Portfolio.Tiers)
        );
        var matrix = ValueMatrix.Of(current, potential, summary.Net, clv);
        var work = Worklist.Of(
            summary,
            customers.Lifecycle!,
            result.Values,
            row => ValueMatrix.IsToGrow(current, potential, row),
            churnStake,
            isTaken,
            request.Lifetime.Contact
        );
        var part = Of(result, summary.AsOfDay);
        return part with
        {
            Tables =
            [
                .. part.Tables,
                ("value_matrix.csv", Matrix(matrix)),
                ("contribution.csv", Contributed(customers, request.Lifetime)),
            ],
            Work = work,
            Report = report =>
                report with
                {
                    Lifetime = Page(result, matrix, work, request.Lifetime.Contact),
                },
        };
    }

    private static LifetimeReport Page(
        LifetimeResult result,
        IReadOnlyList<ValueMatrixRow> matrix,
        IReadOnlyList<WorkItem> work,
        ContactTerms contact
    ) =>
        new()
        {
            Horizon = result.Terms.Horizon.ToString(),
            Model = result.Choice.Name,
            IsFit = result.IsFit,
            LosesToBaseline = result.LosesToBaseline,
            Remarks = result.Remarks,
            Purchases = result.Values.ExpectedTotal,
            Value = result.Values.ClvTotal,
            Total = result.Values.Total,
            Tried =
            [
                .. result.Choice.Trials.Select(t => new TriedModel(
                    t.Fit.Label,
                    t.Fit == result.Choice.Fit,
                    t.Fit.LogLikelihood,
                    t.Fit.Aic,
                    t.Holdout?.Mae,
                    t.Fit.Diagnosis.Label
                )),
            ],
            Proof =
            [
                .. result
                    .Backtests.OrderBy(b => b.CutOffDay)
                    .Select(b => new ProofLine(
                        DateOnly.FromDayNumber(b.CutOffDay),
                        b.Fit.Label,
                        b.Actual,
                        b.Scores?.Predicted,
                        b.Scores?.Total,
                        b.Scores?.Errors.Mae,
                        b.BaselineMae
                    )),
            ],
            Tracking = result.Tracking,
            Calibration = result.Calibration,
            Matrix = matrix,
            Work =
            [
                .. work.GroupBy(w => w.Reason)
                    .OrderBy(g => g.Key)
                    .Select(g => new WorkTotal(
                        g.Key,
                        g.Count(),
                        g.Sum(w => w.ValueAtStake),
                        g.Sum(w => w.ExpectedGain),
                        g.Sum(w => w.Cost)
                    )),
            ],
            SaveRate = contact.SaveRate,
        };

    private static Table Matrix(IEnumerable<ValueMatrixRow> rows) =>
        new(
            ["current", "potential", "customers", "net_amount", "clv", "action"],
            rows.Select(r =>
                    (IReadOnlyList<string?>)
                        [
                            r.Cell.Current,
                            r.Cell.Potential,
                            Cells.Of(r.Customers),
                            r.NetAmount.ToString(),
                            r.PotentialValue.ToString(),
                            r.Cell.Action,
                        ]
                )
                .ToList()
        );

    private static Table Contributed(ScoredCustomers customers, LifetimeSettings settings) =>
        new(
            ["share_customers", "cumulative_contribution"],
            WhaleCurve
                .Of(
                    ValueRanking.Of(
                        customers.Summary,
                        RankedValue.OfContribution(customers.Summary, settings)
                    )
                )
                .Select(p =>
                    (IReadOnlyList<string?>)[Cells.Of(p.ShareCustomers), p.Cumulative.ToString()]
                )
                .ToList()
        );
}
