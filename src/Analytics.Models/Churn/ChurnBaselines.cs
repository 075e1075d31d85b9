using Analytics.Models.Evaluation;
using Analytics.Models.Training;

namespace Analytics.Models.Churn;

/// <summary>The simpler rules shown beside every model.</summary>
public static class ChurnBaselines
{
    /// <summary>Their names, in the order of <c>churn_evaluation.json</c>.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "rate",
        "recency",
        "lifetime",
        "logistic",
    ];

    /// <summary>Trains those that took part in a contest.</summary>
    public static IReadOnlyList<(string Name, CalibratedModel Rule)> Learn(
        Contest contest,
        Func<CandidateScore, CalibratedModel> learn
    ) =>
        [
            .. contest
                .Tried.Where(t => Names.Contains(t.Trainer.Name, StringComparer.Ordinal))
                .Select(t => (t.Trainer.Name, learn(t))),
        ];

    /// <summary>Measures them; null for a rule that makes no sense on these data.</summary>
    public static IReadOnlyList<(string Name, BinaryEvaluation? Evaluation)> Judge(
        IReadOnlyList<(string Name, CalibratedModel Rule)> rules,
        Func<CalibratedModel, BinaryEvaluation> judge
    ) =>
        [
            .. Names.Select(name =>
            {
                var rule = rules.FirstOrDefault(r => r.Name == name).Rule;
                return (name, rule is null ? null : judge(rule));
            }),
        ];
}
