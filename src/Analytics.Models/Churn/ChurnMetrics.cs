using Analytics.Models.Evaluation;

namespace Analytics.Models.Churn;

/// <summary>The measures that a model file carries.</summary>
public static class ChurnMetrics
{
    /// <summary>Measures by the names of <c>churn_evaluation.json</c>.</summary>
    public static IReadOnlyDictionary<string, double> Of(BinaryEvaluation evaluation) =>
        new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["auc"] = evaluation.Auc.Value,
            ["pr_auc"] = evaluation.PrAuc.Value,
            ["log_loss"] = evaluation.LogLoss.Value,
            ["brier"] = evaluation.Brier.Value,
            ["calibration_slope"] = evaluation.Slope.Value,
        };
}
