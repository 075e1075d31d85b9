using System.Text.Json;
using Analytics.Ledger.Receivables;
using Analytics.Models.Delinquency;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary><c>delinquency score</c>: the risk of every account by trained models.</summary>
public static class ScoreRun
{
    /// <summary>Reads, scores and writes; parameters as for <see cref="StatesRun.Run"/>.</summary>
    /// <param name="request">What is read.</param>
    /// <param name="models">Directory that <c>train</c> wrote.</param>
    /// <param name="stdout">Takes the table where no file is named.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it.</param>
    /// <param name="stop">Ends the work.</param>
    public static void Run(
        DelinquencyRequest request,
        string models,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        using var output = DelinquencyOutput.Open(request, stdout, stdoutIsTerminal);
        var (card, subject) = RiskFiles.Read(
            models,
            RiskFiles.Card,
            RiskFiles.CardKind,
            json =>
                (
                    Scorecard.Read(json.GetProperty("scorecard")),
                    json.GetProperty("subject").GetString()
                )
        );
        if (subject == "rolls")
        {
            var rolls = RiskFiles.ReadTransitions(models);
            var data = Receivables.Read(rolls.Fitting(request), stop);
            var accounts = ScoreStep.Accounts(data, rolls, card, stop);
            output.Main("score.csv", ScoreStep.Columns, ScoreStep.Rows(data, rolls, accounts));
            if (data.Ledger is not null)
            {
                var (loss, low, high) = ScoreStep.Portfolio(
                    accounts,
                    rolls.Lgd,
                    request.Shared.Seed
                );
                request.Say(
                    FormattableString.Invariant(
                        $"expected loss of the portfolio within 12 cycles: {loss:0.00} (80 of 100 simulated years: {low:0.00} to {high:0.00}); loss given default {rolls.Lgd:0.000} ({rolls.LgdSource})"
                    )
                );
            }

            output.Publish(data.Report);
            return;
        }

        var boosted = RiskFiles.Read(
            models,
            RiskFiles.Boosted,
            RiskFiles.BoostedKind,
            BoostedScore.Read
        );
        output.Main(
            "score.csv",
            ScoreStep.Columns,
            TableRows(TextTable.Read(request.Reading.Import, stop), card, boosted)
        );
        output.Publish(null);
    }

    // a table with a ready outcome has neither states nor money: risk, points and reasons are what it can be told
    private static IEnumerable<IReadOnlyList<string?>> TableRows(
        TextTable text,
        Scorecard card,
        BoostedScore boosted
    )
    {
        var table = new LearningTable(
            text.Names.Select((name, c) => LearningColumn.OfTexts(name, text.Columns[c])).ToList(),
            text.Rows
        );
        var id = Enumerable
            .Range(0, text.Names.Count)
            .FirstOrDefault(c => LabelCase.IsId(text, c), -1);
        var probability = boosted.Probability(table, Enumerable.Range(0, text.Rows).ToArray());
        for (var row = 0; row < text.Rows; row++)
        {
            var reasons = card.Reasons(table, row);
            yield return
            [
                id < 0 ? Cells.Of(row + 1) : text.Columns[id][row],
                null,
                null,
                Cells.Of(probability[row]),
                null,
                null,
                null,
                null,
                Cells.Of(Scorecard.Points(card.LogOdds(table, row))),
                .. Enumerable
                    .Range(0, Scorecard.MostReasons)
                    .Select(r => r < reasons.Count ? reasons[r] : null),
                "boosting",
                Cells.Of(card.Probability(table, row)),
            ];
        }
    }
}
