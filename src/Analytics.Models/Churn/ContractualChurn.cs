using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Models.Evaluation;
using Analytics.Models.Features;
using Analytics.Models.Training;

namespace Analytics.Models.Churn;

/// <summary>Learns a yes / no outcome from one row per customer.</summary>
public static class ContractualChurn
{
    /// <summary>Rows of each outcome without which nothing is trained.</summary>
    public const int FewestPositives = 50;

    /// <summary>Share of the rows that are only tested on.</summary>
    public const double TestShare = 0.25;

    /// <summary>Trains, chooses and tests.</summary>
    /// <param name="columns">Columns of the table, label and id left out; one row per outcome.</param>
    /// <param name="label">The outcomes; its rows are rows of the columns.</param>
    /// <param name="time">A time of each row of the columns, to test on the latest quarter; null for a random split.</param>
    /// <param name="setting">Names for the model file.</param>
    /// <param name="options">Seed and permissions.</param>
    /// <param name="say">Takes warnings.</param>
    /// <exception cref="DataFault">Too few rows of one outcome, leaky columns, or none left.</exception>
    public static ChurnResult Train(
        IReadOnlyList<RawColumn> columns,
        LabelColumn label,
        double[]? time,
        ChurnSetting setting,
        ChurnOptions options,
        Action<string> say
    )
    {
        RefuseFew(label);
        var positive = new bool[columns.Count == 0 ? 0 : columns[0].Rows];
        for (var i = 0; i < label.Rows.Length; i++)
        {
            positive[label.Rows[i]] = label.Positive[i];
        }

        var (train, test) = Split(label, time, options.Seed);
        var choice = ColumnChoice.Of(columns, positive, train, options.AllowLeaky);
        var features = choice.Schema.Encode(choice.Raw);
        var training = new TrainingOptions { Seed = options.Seed };
        var contest = Contest.ByCrossValidation(
            Candidates.All(say),
            features,
            positive,
            train,
            training
        );
        var tested = Array.ConvertAll(test, r => positive[r]);
        CalibratedModel Learn(CandidateScore candidate) =>
            CrossValidation.Train(candidate, features, positive, train, training);
        BinaryEvaluation Judge(CalibratedModel model) =>
            BinaryEvaluation.Of(
                model.Score(features, test),
                tested,
                options.Seed,
                options.Replicates,
                options.Threads
            );

        var winner = Learn(contest.Winner);
        var evaluation = Judge(winner);
        var baselines = ChurnBaselines.Learn(contest, Learn);
        var watch = new StabilityWatch(choice.Schema);
        foreach (var row in test)
        {
            watch.Add(choice.Raw, row, 1);
        }

        var model = new ChurnModel
        {
            Setting = setting,
            Schema = choice.Schema,
            Function = winner,
            Baselines = baselines,
            Training = new TrainingRecord(
                train.Length,
                train.Count(r => positive[r]),
                options.Seed,
                [],
                null
            ),
            Metrics = ChurnMetrics.Of(evaluation),
        };
        return new ChurnResult(
            model,
            new ChurnEvidence
            {
                Split = time is null
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"random 75/25, stratified, seed {options.Seed}"
                    )
                    : "by time: tested on the latest quarter",
                Model = evaluation,
                Baselines = ChurnBaselines.Judge(baselines, Judge),
                Chosen = winner.Trainer,
                Candidates = [.. contest.Tried.Select(t => (t.Trainer.Name, t.LogLoss))],
                Importance = PermutationImportance.Of(
                    choice.Schema,
                    winner,
                    features,
                    positive,
                    test,
                    options.Seed
                ),
                Stability = watch.Result(),
                LeftOut = choice.LeftOut,
                Remarks = choice.Remarks,
            }
        );
    }

    private static void RefuseFew(LabelColumn label)
    {
        var events = label.Positive.Count(p => p);
        var fewer = Math.Min(events, label.Positive.Length - events);
        if (fewer < FewestPositives)
        {
            throw new DataFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"only {fewer} rows have the rarer outcome ({events} of {label.Positive.Length} are '{label.Event}'); at least {FewestPositives} are needed to learn and to test: take more rows or a longer time"
                )
            );
        }
    }

    private static (int[] Train, int[] Test) Split(LabelColumn label, double[]? time, long seed)
    {
        if (time is null)
        {
            var (train, test) = Folds.Split(label.Positive, TestShare, seed);
            return (
                Array.ConvertAll(train, i => label.Rows[i]),
                Array.ConvertAll(test, i => label.Rows[i])
            );
        }

        // rows of one time stay together, so the test is never a moment it was trained on
        var ordered = label.Rows.Select(r => time[r]).Order().ToArray();
        var border = ordered[(int)(ordered.Length * (1 - TestShare))];
        var (early, late) = (
            label.Rows.Where(r => time[r] < border).ToArray(),
            label.Rows.Where(r => time[r] >= border).ToArray()
        );
        return early.Length > 0
            ? (early, late)
            : throw new DataFault(
                "the time column has one time for most rows, so there is no later time to test on; leave --time-column out for a random split"
            );
    }
}
