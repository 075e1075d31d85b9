using System.Globalization;

namespace Analytics.Models.Evaluation;

/// <summary>
/// The drift test of a trained model. It has drifted where a column that it lives by is spread otherwise than in training, where it orders rows later
/// than all it learnt from surely worse than those it was tested on, where a tenth more or fewer events came than it foretold and chance does not
/// explain it, or where the mere rate of its training would have done better.
/// </summary>
/// <param name="Reasons">What speaks for training again, in words; empty where nothing does.</param>
/// <param name="Words">How the model stands, in words.</param>
public sealed record ModelDrift(IReadOnlyList<string> Reasons, string Words)
{
    private const double LevelError = 0.1;
    private const double Sure = 1.96;

    /// <summary>True where the model should be trained again.</summary>
    public bool IsThere => Reasons.Count > 0;

    /// <summary>Holds a model against what came since it was trained.</summary>
    /// <param name="now">The model on rows later than all it learnt from.</param>
    /// <param name="aucThen">Its AUC on the test rows of its training.</param>
    /// <param name="rateLogLoss">Log loss of the mere rate of its training on the later rows, nats; not-a-number where none is known.</param>
    /// <param name="columns">The columns that it lives by, each with its stability index against training.</param>
    /// <param name="came">The event in the past tense, for example <c>left</c>.</param>
    public static ModelDrift Of(
        BinaryEvaluation now,
        double aucThen,
        double rateLogLoss,
        IReadOnlyList<(string Column, double Psi)> columns,
        string came
    )
    {
        var foretold = now.Calibration.Sum(bin => bin.Rows * bin.Foretold);
        var chance = Math.Sqrt(
            now.Calibration.Sum(bin => bin.Rows * bin.Foretold * (1 - bin.Foretold))
        );
        var reasons = columns
            .Where(c => c.Psi >= Psi.Large)
            .Select(c =>
                Text($"'{c.Column}' has moved (stability index {c.Psi:0.00}, limit {Psi.Large})")
            )
            .ToList();
        if (now.Auc.High < aucThen)
        {
            reasons.Add(
                Text(
                    $"AUC is {now.Auc.Value:0.000} ({now.Auc.Low:0.000} to {now.Auc.High:0.000}) and was {aucThen:0.000}"
                )
            );
        }

        if (IsOff(now.Positives, foretold, chance))
        {
            reasons.Add(Text($"{now.Positives} {came}, {foretold:0} were foretold"));
        }

        if (now.LogLoss.Value > rateLogLoss)
        {
            reasons.Add(
                Text(
                    $"its log loss {now.LogLoss.Value:0.0000} is above that of the mere rate, {rateLogLoss:0.0000}"
                )
            );
        }

        var (column, psi) = columns.Count == 0 ? ("none", 0) : columns.MaxBy(c => c.Psi);
        return new ModelDrift(
            reasons,
            Text(
                $"AUC {now.Auc.Value:0.000} on later rows ({aucThen:0.000} when trained), {now.Positives} {came} and {foretold:0} were foretold, largest stability index {psi:0.00} ({column})"
            )
        );
    }

    /// <summary>True where a tenth more or fewer events came than were foretold, and chance does not explain it.</summary>
    /// <param name="came">Events that came.</param>
    /// <param name="foretold">Events foretold.</param>
    /// <param name="chance">Standard deviation of their number were the model right.</param>
    public static bool IsOff(int came, double foretold, double chance) =>
        Math.Abs(came - foretold) > (LevelError * foretold) + (Sure * chance);

    private static string Text(FormattableString words) =>
        words.ToString(CultureInfo.InvariantCulture);
}
