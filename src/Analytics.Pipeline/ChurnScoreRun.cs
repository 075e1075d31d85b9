using Analytics.Models.Churn;
using Analytics.Models.Features;
using Analytics.Pipeline.Steps;
using Analytics.Pipeline.Steps.Churn;

namespace Analytics.Pipeline;

/// <summary>Scores customers by a saved churn model.</summary>
public static class ChurnScoreRun
{
    private const int BatchRows = 16 * ChurnScorer.Block;

    /// <summary>Reads model and data, scores in blocks, writes as it goes.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="stdout">Takes the table where no file is named.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it.</param>
    /// <param name="stop">Stops the work.</param>
    public static void Run(
        ChurnRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        var model = ChurnFiles.Read(request.ModelPath!);
        using var output = new ScoreRows(request, stdout, stdoutIsTerminal);
        var watch = new StabilityWatch(model.Schema);
        if (model.Setting.IsContractual)
        {
            ScoreTable(model, request, output, watch, stop);
        }
        else
        {
            ScoreTransactions(model, request, output, watch, stop);
        }

        output.Publish();
        ChurnWords.Warn(watch.Result(), request.Say);
    }

    private static void ScoreTable(
        ChurnModel model,
        ChurnRequest request,
        ScoreRows output,
        StabilityWatch watch,
        CancellationToken stop
    )
    {
        var scorer = new ChurnScorer(model);
        var features = FeatureJoin.Read(request, stop);
        var before = 0L;
        AttributeTable.Scan(
            request.Import,
            "churn score",
            BatchRows,
            table =>
            {
                var all = table.Columns.Select(c => (RawColumn)c).ToList();
                all.AddRange(features?.To(table) ?? []);
                var raw = ModelColumns.Of(model, table.Name, all);
                watch.Add(raw, 0, table.Rows);
                Score(
                    scorer,
                    raw,
                    table.Rows,
                    (row, probability, words) =>
                        output.Add(table.Customer(row, before), probability, words)
                );
                before += table.Rows;
            },
            request.RejectsFile,
            request.Say,
            stop
        );
        features?.Require(request.Say);
    }

    private static void ScoreTransactions(
        ChurnModel model,
        ChurnRequest request,
        ScoreRows output,
        StabilityWatch watch,
        CancellationToken stop
    )
    {
        var input = TransactionInput.Read(request, stop);
        var past = new PastView(
            input.Days,
            input.AsOfDay,
            request.Options.NetOfReturns,
            request.Shared.Threads
        );
        var scored = TransactionScores.Of(model, past, input.Attributes, request.Options, watch);
        string[] gone =
        [
            $"not scored: no purchase in the last {Cells.Of(model.Setting.EligibleDays)} days, so already gone",
            "",
            "",
        ];
        string[] returns = ["not scored: returns only", "", ""];
        for (var row = 0; row < past.Count; row++)
        {
            var probability = scored.Probability[row];
            output.Add(
                past.Summary.Ids.Text(row),
                double.IsNaN(probability) ? null : probability,
                !past.Summary.IsScored(row) ? returns
                    : double.IsNaN(probability) ? gone
                    : scored.Reasons[row]
            );
        }
    }

    private static void Score(
        ChurnScorer scorer,
        IReadOnlyList<RawColumn> raw,
        int rows,
        Action<int, double, string[]> take
    )
    {
        var probability = new double[ChurnScorer.Block];
        var words = new string[Reasons.Most];
        for (var from = 0; from < rows; from += ChurnScorer.Block)
        {
            var count = Math.Min(ChurnScorer.Block, rows - from);
            scorer.Score(raw, from, probability.AsSpan(0, count));
            for (var i = 0; i < count; i++)
            {
                scorer.Explain(raw, from, i, words);
                take(from + i, probability[i], words);
            }
        }
    }
}
