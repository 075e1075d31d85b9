using Analytics.Core.Faults;
using Analytics.Models.Evaluation;
using Analytics.Models.Features;
using Analytics.Models.Training;

namespace Analytics.Models.Churn;

/// <summary>Judges a saved model on new rows whose outcome is known.</summary>
public static class ChurnJudge
{
    /// <summary>The same evidence as after training, but for what belongs to training.</summary>
    /// <param name="model">The model.</param>
    /// <param name="raw">One raw column per column of the schema.</param>
    /// <param name="positive">Outcome of every row.</param>
    /// <param name="split">Where the rows come from, in words.</param>
    /// <param name="options">Seed.</param>
    /// <exception cref="DataFault">No rows, or one outcome only.</exception>
    public static ChurnEvidence Of(
        ChurnModel model,
        IReadOnlyList<RawColumn> raw,
        bool[] positive,
        string split,
        ChurnOptions options
    )
    {
        var events = positive.Count(p => p);
        if (events == 0 || events == positive.Length)
        {
            throw new DataFault(
                positive.Length == 0
                    ? "no rows to evaluate on: nobody is eligible"
                    : $"all rows have the same outcome ({(events == 0 ? "no event" : "the event")}); a model can only be judged on both"
            );
        }

        var features = model.Schema.Encode(raw);
        int[] rows = [.. Enumerable.Range(0, positive.Length)];
        BinaryEvaluation Judge(CalibratedModel rule) =>
            BinaryEvaluation.Of(
                rule.Score(features, rows),
                positive,
                options.Seed,
                options.Replicates,
                options.Threads
            );
        var watch = new StabilityWatch(model.Schema);
        watch.Add(raw, 0, positive.Length);
        return new ChurnEvidence
        {
            Split = split,
            Model = Judge(model.Function),
            Baselines = ChurnBaselines.Judge(model.Baselines, Judge),
            Chosen = model.Function.Trainer,
            Importance = PermutationImportance.Of(
                model.Schema,
                model.Function,
                features,
                positive,
                rows,
                options.Seed
            ),
            Stability = watch.Result(),
        };
    }
}
