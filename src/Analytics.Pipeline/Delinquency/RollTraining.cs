using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Losses;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Faults;
using Analytics.Core.Money;
using Analytics.Core.Time;
using Analytics.Models.Delinquency;
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

    /// <summary>Learns.</summary>
    /// <param name="request">Types, seed, threads, and who hears how it went.</param>
    /// <param name="assumedLgd">Loss given default where the data cannot tell it.</param>
    /// <param name="data">The receivables.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="DataFault">Too little to learn from.</exception>
    internal static TrainedRolls Learn(
        DelinquencyRequest request,
        double assumedLgd,
        Receivables data,
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

        var rows = Collect(data, types, windows, TestAccounts, stop);
        var (cells, board) = (new List<TransitionModels>(), new List<BoardCell>());
        var options = new TrainingOptions { Seed = request.Shared.Seed };
        var count = Math.Max(1, types.Names.Count);
        foreach (var state in AtRisk(data.Scale))
        {
            stop.ThrowIfCancellationRequested();
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
        var rolls = RollTable.Count(data, types, int.MaxValue, stop);
        var lgd = LossGivenDefault(data, assumedLgd, stop);
        return new TrainedRolls(
            rolls,
            RollModels.Of(data, types, rolls, cells, lgd) with
            {
                LearntTo = windows.ChooseEnd,
            },
            risk,
            [.. board.OrderBy(b => b.Type)]
        );
    }

    /// <summary>Learns and writes.</summary>
    public static void Run(
        DelinquencyRequest request,
        TrainRequest train,
        Receivables data,
        DelinquencyOutput output,
        CancellationToken stop
    )
    {
        var trained = Learn(request, train.Lgd, data, stop);
        var models = trained.Models;
        foreach (var words in trained.Words())
        {
            request.Say(words);
        }

        if (!output.IsDirectory)
        {
            return;
        }

        output.Beside(
            "board.csv",
            TrainedRolls.BoardColumns,
            trained.Board.Select(cell => trained.Row(cell, data.Scale))
        );
        var accounts = ScoreStep.Accounts(data, models, trained.Risk.Card, stop);
        output.Beside(
            "provision.csv",
            ScoreStep.ProvisionColumns,
            ScoreStep.Provision(accounts, models)
        );
        output.Beside("vintages.csv", VintageColumns, Vintages(data, stop));
        output.Write(trained.Files(request.RawText));
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

    // every state of the ladder but the last can be left for a worse one
    private static IEnumerable<int> AtRisk(StateScale scale) => scale.Ladder.SkipLast(1);

    /// <summary>Collects rows of accounts at risk.</summary>
    /// <param name="data">The receivables.</param>
    /// <param name="types">Their types.</param>
    /// <param name="windows">What a row is for, by its cycle.</param>
    /// <param name="testAccounts">Share of accounts to judge by; 1 = nothing is learnt.</param>
    /// <param name="stop">Ends the work.</param>
    internal static RollRows Collect(
        Receivables data,
        AccountTypes types,
        Windows windows,
        double testAccounts,
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

                var isTest = AccountHash.Uniform(AccountHash.Of(id, asOf, TestSalt)) < testAccounts;
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
