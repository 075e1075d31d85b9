using System.Globalization;
using Analytics.Models.Churn;
using Analytics.Models.Evaluation;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>What is said on stderr of a model.</summary>
internal static class ChurnWords
{
    /// <summary>Tells what was left out, what was chosen, and how good it is beside simpler rules.</summary>
    public static void Tell(ChurnEvidence evidence, Action<string> say)
    {
        foreach (var (column, why) in evidence.LeftOut)
        {
            say($"left out: '{column}': {why}");
        }

        foreach (var remark in evidence.Remarks)
        {
            say(remark);
        }

        say($"chosen: {evidence.Chosen}; tested on {Line(evidence.Model)}");
        foreach (var (name, evaluation) in evidence.Baselines)
        {
            if (evaluation is not null)
            {
                say($"  beside it {name}: {Line(evaluation)}");
            }
        }

        if (evidence.RandomSplit is { } random)
        {
            say($"  on a random split it would look like {Line(random)}");
        }
    }

    /// <summary>Warns of columns that have moved since training.</summary>
    public static void Warn(
        IReadOnlyList<(string Column, double Psi, long NewValues)> stability,
        Action<string> say
    )
    {
        foreach (var (column, psi, newValues) in stability)
        {
            if (psi >= Psi.Large)
            {
                say(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"warning: '{column}' has moved since training (PSI {psi:0.00}, from {Psi.Large} on train again)"
                    )
                );
            }

            if (newValues > 0)
            {
                say(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"warning: '{column}' has {newValues} values that training never saw; they count as unknown"
                    )
                );
            }
        }
    }

    private static string Line(BinaryEvaluation e) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{e.Rows} rows: AUC {e.Auc.Value:0.000}, log loss {e.LogLoss.Value:0.0000}, Brier {e.Brier.Value:0.0000}, lift of the first tenth {e.Lift[0].Value:0.00}, calibration slope {e.Slope.Value:0.00}"
        );
}
