using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Losses;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Faults;
using Analytics.Core.Money;
using Analytics.Core.Time;
using Analytics.Models.Delinquency;
using Analytics.Models.ModelFile;
using Analytics.Models.Training;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Learns the 40 transition models, scorecard and boosting from a ledger or a panel, out of time and grouped by account.</summary>
public static class RollTraining
{
    private const int MostRows = 400_000;
    private const double TestAccounts = 0.3;
    private const ulong TestSalt = 0x7E57;
    private const ulong SampleSalt = 0x5A3B1E;

    /// <summary>Learns and writes.</summary>
    public static void Run(
        DelinquencyRequest request,
        TrainRequest train,
        Receivables data,
        DelinquencyOutput output,
        CancellationToken stop
    )
    {
        var windows = Windows.Of(data, stop);
        // types look no further than the rows that are learnt from
        var types = AccountTypes.Of(
            data,
            request.Types,
            windows.ChooseEnd,
            request.Shared.Seed,
            stop
        );
        if (types.Remark.Length > 0)
        {
            request.Say(types.Remark);
        }

        var rows = Collect(data, types, windows, stop);
        var (cells, board) = (new List<TransitionModels>(), new List<BoardCell>());
        var options = new TrainingOptions { Seed = request.Shared.Seed };
        var count = Math.Max(1, types.Names.Count);
        foreach (var state in AtRisk(data.Scale))
        {
            var (models, judged) = TransitionModels.Train(rows.Of(state), count, options);
            cells.Add(models);
            board.AddRange(judged);
        }

        var risk = RiskModels.Train(
            rows.Case(windows),
            request.Shared.Seed,
            request.Shared.Threads,
            request.Say
        );
        TrainRun.Say(request, risk);
        var rolls = RollTable.Count(data, types, int.MaxValue, stop);
        var (lgd, source) = LossGivenDefault(data, train.Lgd, stop);
        request.Say(FormattableString.Invariant($"loss given default: {lgd:0.000} ({source})"));
        var all = RollModels.Of(data, types, rolls, cells, (lgd, source));
        if (!output.IsDirectory)
        {
            return;
        }

        ModelDocument.Write(output.Create(RiskFiles.Transitions), RollModels.Kind, all.Write);
        output.Beside("board.csv", BoardColumns, Board(board, data, types));
        var accounts = ScoreStep.Accounts(data, all, risk.Card, stop);
        output.Beside(
            "provision.csv",
            ScoreStep.ProvisionColumns,
            ScoreStep.Provision(accounts, all)
        );
        output.Beside("vintages.csv", VintageColumns, Vintages(data, stop));
        RiskFiles.Write(
            output,
            risk,
            "rolls",
            json =>
            {
                json.WriteNumber("lgd", lgd);
                json.WriteString("lgd_source", source);
                json.WriteNumber("posting_gap_days", RollFeatures.PostingGap);
                json.WriteNumber("transition_models", board.Count);
                json.WriteNumber("own_models", board.Count(b => b.Server == "own"));
            }
        );
        output.Publish(data.Report);
    }

    /// <summary>Columns of <c>vintages.csv</c>.</summary>
    internal static readonly string[] VintageColumns =
    [
        "cohort",
        "months_since",
        "accounts",
        "ever",
        "currently",
        "ever_share",
        "currently_share",
    ];

    /// <summary>Columns of <c>board.csv</c>.</summary>
    private static readonly string[] BoardColumns =
    [
        "type",
        "from",
        "to",
        "served_by",
        "rows",
        "rolls",
        "test_rows",
        "test_rolls",
        "auc",
        "log_loss",
        "baseline_log_loss",
        "brier",
        "foretold",
        "observed",
    ];

    private static IEnumerable<IReadOnlyList<string?>> Board(
        List<BoardCell> board,
        Receivables data,
        AccountTypes types
    ) =>
        board
            .OrderBy(b => b.Type)
            .Select(b =>
                (IReadOnlyList<string?>)
                    [
                        types.Names.Count == 0 ? "all" : types.Names[b.Type],
                        data.Scale.Names[b.State],
                        Next(data.Scale, b.State),
                        b.Server,
                        Cells.Of(b.Rows),
                        Cells.Of(b.Rolls),
                        Cells.Of(b.TestRows),
                        Cells.Of(b.TestRolls),
                        Finite(b.Auc),
                        Finite(b.LogLoss),
                        Finite(b.Baseline),
                        Finite(b.Brier),
                        Finite(b.Foretold),
                        b.TestRows == 0 ? null : Cells.Of((double)b.TestRolls / b.TestRows),
                    ]
            );

    // every state of the ladder but the last can be left for a worse one
    private static IEnumerable<int> AtRisk(StateScale scale) => scale.Ladder.SkipLast(1);

    private static string Next(StateScale scale, int state)
    {
        var ladder = scale.Ladder.ToList();
        return scale.Names[ladder[ladder.IndexOf(state) + 1]];
    }

    private static string? Finite(double value) => double.IsFinite(value) ? Cells.Of(value) : null;

    private static RollRows Collect(
        Receivables data,
        AccountTypes types,
        Windows windows,
        CancellationToken stop
    )
    {
        var atRisk = AtRisk(data.Scale).ToHashSet();
        if (atRisk.Count == 0)
        {
            throw new DataFault(
                "the statuses form no ladder of ageing (0, 1, 2, ... or 0 1 2 3 B D): there is nothing that rolls; name the order with --statuses and map the codes to numbers"
            );
        }

        var keep = Math.Min(1, (double)MostRows / Math.Max(1, windows.Rows));
        var rows = new RollRows(data, types);
        var asOf = data.AsOf ?? 0;
        data.VisitEarly(
            view =>
            {
                var id = data.Ids[view.Account];
                if (AccountHash.Uniform(AccountHash.Of(id, asOf, SampleSalt)) >= keep)
                {
                    return;
                }

                var isTest = AccountHash.Uniform(AccountHash.Of(id, asOf, TestSalt)) < TestAccounts;
                for (var t = 0; t + 1 < view.Cycles; t++)
                {
                    if (atRisk.Contains(view.State[t]) && view.Cycle[t + 1] == view.Cycle[t] + 1)
                    {
                        rows.Add(view, t, windows.Of(view.Cycle[t + 1], isTest));
                    }
                }
            },
            isWanted: true,
            stop
        );
        return rows;
    }

    /// <summary>What is lost of a balance that goes bad: one less what is paid in the twelve cycles after, over accounts that could be watched for six.</summary>
    internal static (double Lgd, string Source) LossGivenDefault(
        Receivables data,
        double assumed,
        CancellationToken stop
    )
    {
        var (owed, recovered, cases) = (0.0, 0.0, 0);
        if (data.Ledger is not null)
        {
            data.Visit(
                view =>
                {
                    var first = Array.FindIndex(
                        view.State,
                        0,
                        view.Closes,
                        s => s >= (byte)DelinquencyState.Bad
                    );
                    if (first < 0 || view.Closes - first <= 6 || view.Units[first] <= 0)
                    {
                        return;
                    }

                    double paid = 0;
                    for (var t = first + 1; t < Math.Min(view.Closes, first + 13); t++)
                    {
                        paid += view.Looks[t].Paid;
                    }

                    cases++;
                    owed += view.Units[first];
                    recovered += Math.Min(paid, view.Units[first]);
                },
                stop
            );
        }

        return cases >= 30 && owed > 0
            ? (Math.Clamp(1 - (recovered / owed), 0, 1), "data")
            : (assumed, "assumption");
    }

    internal static IEnumerable<IReadOnlyList<string?>> Vintages(
        Receivables data,
        CancellationToken stop
    ) =>
        VintagePoints(data, stop)
            .Select(p =>
                (IReadOnlyList<string?>)
                    [
                        Cohort(data, p),
                        Cells.Of(p.Months),
                        Cells.Of(p.Accounts),
                        Cells.Of(p.Ever),
                        Cells.Of(p.Currently),
                        Cells.Of((double)p.Ever / p.Accounts),
                        Cells.Of((double)p.Currently / p.Accounts),
                    ]
            );

    /// <summary>A cohort as text.</summary>
    internal static string Cohort(Receivables data, in VintagePoint point) =>
        data.Panel is { HasOffsets: true }
            ? Cells.Of(point.Cohort)
            : new CalendarMonth(point.Cohort).ToString();

    /// <summary>Vintages by month of the first invoice.</summary>
    internal static IEnumerable<VintagePoint> VintagePoints(
        Receivables data,
        CancellationToken stop
    )
    {
        var table = new VintageTable();
        var bad = data
            .Scale.Names.Select((name, s) => data.Scale.Ladder.ToList().IndexOf(s) >= 2)
            .ToArray();
        data.Visit(
            view =>
            {
                if (view.Cycles > 0)
                {
                    table.Add(
                        view.Cycle[0],
                        Array.ConvertAll(view.State[..view.Cycles], s => bad[s])
                    );
                }
            },
            stop
        );
        return table.Points();
    }
}
