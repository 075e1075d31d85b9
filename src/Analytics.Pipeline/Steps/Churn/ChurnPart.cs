using System.Globalization;
using Analytics.Core.Value;
using Analytics.Models.Churn;
using Analytics.Models.Evaluation;
using Analytics.Pipeline.Runs;
using Analytics.Reports.Customers;
using Analytics.Reports.Document;
using Analytics.Reports.Pages;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>What churn adds to a run directory.</summary>
internal static class ChurnPart
{
    private const int MostColumns = 8;

    /// <summary>Columns, tables, model, proof and the page's section; nothing but remarks where churn was not run or not possible.</summary>
    /// <param name="step">What was learnt and scored; null where the part was not run.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="options">Margin, save rate, cost and budget.</param>
    /// <param name="isAlone">True where no lifetime values bring other reasons to act: the worklist is the retention list then.</param>
    /// <param name="isTaken">True for a customer whom another part contacts.</param>
    public static RunPart Of(
        ChurnStep? step,
        ScoredCustomers customers,
        ChurnOptions options,
        bool isAlone,
        Func<int, bool> isTaken
    )
    {
        if (step is not { Result: { } result, Scores: { } scores })
        {
            return new RunPart
            {
                Inputs = step?.Earlier ?? [],
                Report = report =>
                    report with
                    {
                        Notes = [.. report.Notes, .. step?.Remarks ?? []],
                    },
            };
        }

        var list = RetentionList.Of(
            scores.Probability,
            scores.Margin(options),
            options.Contact,
            LevelError(result.Evidence.Model)
        );
        return new RunPart
        {
            Columns = Columns(scores),
            Work = isAlone ? Work(list, isTaken) : null,
            Tables =
            [
                ("retention.csv", Retention(list, customers)),
                ("retention_total.csv", Total(list, options.Contact)),
                ("churn_models.csv", Models(result.Evidence)),
                ("churn_lift.csv", Lift(result.Evidence.Model)),
                ("churn_calibration.csv", Calibration(result.Evidence.Model)),
                ("churn_columns.csv", Importance(result)),
            ],
            Files =
            [
                (ChurnFiles.Model, result.Model.Write),
                (ChurnFiles.Evaluation, output => ChurnEvidenceJson.Write(output, result.Evidence)),
            ],
            Inputs = step.Earlier,
            Models =
            [
                new RunModel(
                    "churn: " + result.Evidence.Chosen,
                    true,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"horizon_days={result.Model.Setting.HorizonDays};eligible_days={result.Model.Setting.EligibleDays}"
                    ),
                    step.Choice,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"AUC {result.Evidence.Model.Auc.Value:0.000} out of time"
                    )
                ),
            ],
            Report = report =>
                report with
                {
                    Churn = Section(result, scores, list, options),
                    Notes = [.. report.Notes, .. step.Remarks],
                },
        };
    }

    private static IReadOnlyList<CustomerColumn> Columns(TransactionScores scores) =>
        [
            new NumberColumn(
                "churn_probability",
                row => double.IsNaN(scores.Probability[row]) ? null : scores.Probability[row]
            ),
            .. Enumerable
                .Range(0, Reasons.Most)
                .Select(place => new ReasonColumn(
                    "churn_reason_" + Cells.Of(place + 1),
                    row => scores.Reasons[row] is { } reasons ? reasons[place] : ""
                )),
        ];

    /// <summary>How far the sum of probabilities was off on the test window, relative.</summary>
    private static double LevelError(BinaryEvaluation test)
    {
        var foretold = test.Calibration.Sum(bin => bin.Rows * bin.Foretold);
        return Math.Abs(foretold - test.Positives) / test.Positives;
    }

    private static Table Retention(RetentionList list, ScoredCustomers customers) =>
        new(
            [
                "customer_id",
                "churn_probability",
                "value",
                "value_at_stake",
                "expected_gain",
                "cost",
                "rank",
            ],
            list.Items.Select(
                    (item, i) =>
                        (IReadOnlyList<string?>)
                            [
                                customers.Summary.Ids.Text(item.Row),
                                Cells.Of(item.Probability),
                                Cells.Of(item.Value),
                                Cells.Of(item.AtStake),
                                Cells.Of(item.Gain),
                                Cells.Of(item.Cost),
                                Cells.Of(i + 1),
                            ]
                )
                .ToList()
        );

    private static IReadOnlyList<WorkItem> Work(RetentionList list, Func<int, bool> isTaken) =>
        [
            .. list
                .Items.Where(item => !isTaken(item.Row))
                .Select(item => new WorkItem(
                    item.Row,
                    WorkReason.Retain,
                    item.AtStake,
                    item.Gain,
                    item.Cost
                )),
        ];

    private static Table Total(RetentionList list, ContactTerms contact) =>
        new(
            ["customers", "saved_margin", "saved_lo95", "saved_hi95", "cost", "save_rate"],
            [
                [
                    Cells.Of(list.Items.Count),
                    Cells.Of(list.Saved),
                    Cells.Of(list.Low),
                    Cells.Of(list.High),
                    Cells.Of(list.Items.Sum(i => i.Cost)),
                    Cells.Of(contact.SaveRate),
                ],
            ]
        );

    private static Table Models(ChurnEvidence evidence) =>
        new(
            ["model", "auc", "auc_lo95", "auc_hi95", "log_loss", "brier", "lift", "slope"],
            Rules(evidence)
                .Select(r =>
                    (IReadOnlyList<string?>)
                        [
                            r.Name,
                            Cells.Of(r.Auc),
                            Cells.Of(r.AucLow),
                            Cells.Of(r.AucHigh),
                            Cells.Of(r.LogLoss),
                            Cells.Of(r.Brier),
                            Cells.Of(r.Lift),
                            Cells.Of(r.Slope),
                        ]
                )
                .ToList()
        );

    private static Table Lift(BinaryEvaluation test) =>
        new(
            ["tenth", "lift", "lo95", "hi95"],
            test.Lift.Select(
                    (l, i) =>
                        (IReadOnlyList<string?>)
                            [Cells.Of(i + 1), Cells.Of(l.Value), Cells.Of(l.Low), Cells.Of(l.High)]
                )
                .ToList()
        );

    private static Table Calibration(BinaryEvaluation test) =>
        new(
            ["rows", "predicted", "observed", "lo95", "hi95"],
            test.Calibration.Select(b =>
                    (IReadOnlyList<string?>)
                        [
                            Cells.Of(b.Rows),
                            Cells.Of(b.Foretold),
                            Cells.Of(b.Came),
                            Cells.Of(b.Low),
                            Cells.Of(b.High),
                        ]
                )
                .ToList()
        );

    private static Table Importance(ChurnResult result) =>
        new(
            ["column", "meaning", "auc_loss", "spread"],
            result
                .Evidence.Importance.Select(i =>
                    (IReadOnlyList<string?>)
                        [
                            i.Column,
                            LabelOf(result, i.Column),
                            Cells.Of(i.AucLoss),
                            Cells.Of(i.Spread),
                        ]
                )
                .ToList()
        );

    private static string LabelOf(ChurnResult result, string column) =>
        result.Model.Schema.Columns.First(c => c.Name == column).Label;

    private static IEnumerable<ChurnRule> Rules(ChurnEvidence evidence)
    {
        yield return Rule(evidence.Chosen + " (used)", evidence.Model);
        foreach (var (name, evaluation) in evidence.Baselines)
        {
            if (evaluation is not null)
            {
                yield return Rule(name, evaluation);
            }
        }
    }

    private static ChurnRule Rule(string name, BinaryEvaluation e) =>
        new(
            name,
            e.Auc.Value,
            e.Auc.Low,
            e.Auc.High,
            e.LogLoss.Value,
            e.Brier.Value,
            e.Lift[0].Value,
            double.IsFinite(e.Slope.Value) ? e.Slope.Value : null
        );

    private static ChurnReport Section(
        ChurnResult result,
        TransactionScores scores,
        RetentionList list,
        ChurnOptions options
    )
    {
        var evidence = result.Evidence;
        var known = scores.Probability.Where(p => !double.IsNaN(p)).ToList();
        return new ChurnReport
        {
            HorizonDays = result.Model.Setting.HorizonDays,
            Model = evidence.Chosen,
            Split = evidence.Split,
            Rules = [.. Rules(evidence)],
            Lift = [.. evidence.Model.Lift.Select(l => new ChurnLift(l.Value, l.Low, l.High))],
            Calibration =
            [
                .. evidence.Model.Calibration.Select(b => new ChurnBin(
                    b.Rows,
                    b.Foretold,
                    b.Came,
                    b.Low,
                    b.High
                )),
            ],
            Scored = known.Count,
            Expected = known.Sum(),
            Contacts = list.Items.Count,
            Saved = new ChurnLift(list.Saved, list.Low, list.High),
            Cost = list.Items.Sum(i => i.Cost),
            SaveRate = options.Contact.SaveRate,
            Columns =
            [
                .. evidence
                    .Importance.Take(MostColumns)
                    .Select(i => new ChurnColumn(LabelOf(result, i.Column), i.AucLoss)),
            ],
        };
    }
}
