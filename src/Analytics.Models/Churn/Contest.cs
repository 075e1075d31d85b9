using Analytics.Models.Training;

namespace Analytics.Models.Churn;

/// <summary>Candidates measured on rows they have not seen; the lowest log loss wins, and the simplest of equals.</summary>
/// <param name="Tried">All candidates, in order.</param>
/// <param name="Winner">The one that is shipped.</param>
public sealed record Contest(IReadOnlyList<CandidateScore> Tried, CandidateScore Winner)
{
    /// <summary>Cross-validation inside the training rows; of very many, evenly spaced ones serve.</summary>
    /// <param name="candidates">Simplest first.</param>
    /// <param name="features">All rows.</param>
    /// <param name="positive">Outcome of every row.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="options">Seed.</param>
    public static Contest ByCrossValidation(
        IReadOnlyList<ITrainer> candidates,
        FeatureMatrix features,
        bool[] positive,
        int[] rows,
        TrainingOptions options
    )
    {
        var used = CrossValidation.Some(rows);
        var parts = Folds.Of(
            Array.ConvertAll(used, r => positive[r]),
            CrossValidation.DefaultParts,
            options.Seed
        );
        return Of([
            .. candidates.Select(candidate =>
                CrossValidation.Try(candidate, features, positive, used, parts, options)
            ),
        ]);
    }

    /// <summary>The contest of candidates that were measured.</summary>
    public static Contest Of(IReadOnlyList<CandidateScore> tried) =>
        new(tried, tried.MinBy(t => t.LogLoss)!);

    /// <summary>The candidate of a name.</summary>
    public CandidateScore Of(string name) => Tried.First(t => t.Trainer.Name == name);
}
