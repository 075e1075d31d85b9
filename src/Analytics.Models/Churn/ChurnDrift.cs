using Analytics.Models.Evaluation;

namespace Analytics.Models.Churn;

/// <summary>The drift test of a saved churn model.</summary>
public static class ChurnDrift
{
    private const double NeededAuc = 0.01;

    /// <summary>Holds a model against the newest window with known outcomes and the customers that are to be scored.</summary>
    /// <param name="model">The model.</param>
    /// <param name="newest">Its evidence on a window later than all it learnt from. A column whose shuffling there costs no AUC is none that it lives by.</param>
    /// <param name="stability">Index of each column, training against the rows that are to be scored.</param>
    public static ModelDrift Of(
        ChurnModel model,
        ChurnEvidence newest,
        IReadOnlyList<(string Column, double Psi, long NewValues)> stability
    )
    {
        var needed = newest
            .Importance.Where(i => i.AucLoss >= NeededAuc)
            .Select(i => i.Column)
            .ToHashSet(StringComparer.Ordinal);
        return ModelDrift.Of(
            newest.Model,
            model.Metrics["auc"],
            newest.Baselines.FirstOrDefault(b => b.Name == "rate").Evaluation?.LogLoss.Value
                ?? double.NaN,
            [.. stability.Where(s => needed.Contains(s.Column)).Select(s => (s.Column, s.Psi))],
            "left"
        );
    }
}
