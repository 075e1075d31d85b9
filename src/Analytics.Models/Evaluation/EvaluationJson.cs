using System.Text.Json;

namespace Analytics.Models.Evaluation;

/// <summary>Evaluations as JSON: plain numbers under the names of the contract, their intervals under <c>intervals</c>.</summary>
public static class EvaluationJson
{
    /// <summary>Writes <c>auc, pr_auc, log_loss, brier, calibration, calibration_slope, lift</c> as properties of the object that is open.</summary>
    public static void WriteMeasures(Utf8JsonWriter json, BinaryEvaluation evaluation)
    {
        Number(json, "auc", evaluation.Auc.Value);
        Number(json, "pr_auc", evaluation.PrAuc.Value);
        Number(json, "log_loss", evaluation.LogLoss.Value);
        Number(json, "brier", evaluation.Brier.Value);
        WriteCalibration(json, evaluation.Calibration);
        Number(json, "calibration_slope", evaluation.Slope.Value);
        json.WriteStartArray("lift");
        foreach (var lift in evaluation.Lift)
        {
            Number(json, lift.Value);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes what is beside the measures of the contract: <c>calibration_intercept, gini, ks</c> and all <c>intervals</c> as [low, high].</summary>
    public static void WriteIntervals(Utf8JsonWriter json, BinaryEvaluation evaluation)
    {
        Number(json, "calibration_intercept", evaluation.Intercept.Value);
        Number(json, "gini", evaluation.Gini);
        Number(json, "ks", evaluation.Ks.Value);
        json.WriteStartObject("intervals");
        Pair(json, "auc", evaluation.Auc);
        Pair(json, "pr_auc", evaluation.PrAuc);
        Pair(json, "ks", evaluation.Ks);
        Pair(json, "log_loss", evaluation.LogLoss);
        Pair(json, "brier", evaluation.Brier);
        Pair(json, "calibration_slope", evaluation.Slope);
        Pair(json, "calibration_intercept", evaluation.Intercept);
        json.WriteStartArray("lift");
        foreach (var lift in evaluation.Lift)
        {
            json.WriteStartArray();
            Number(json, lift.Low);
            Number(json, lift.High);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A number, or null where it is none: JSON knows no not-a-number.</summary>
    public static void Number(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        Number(json, value);
    }

    /// <summary>A number of an array, or null where it is none.</summary>
    public static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteCalibration(Utf8JsonWriter json, CalibrationBin[] bins)
    {
        json.WriteStartArray("calibration");
        foreach (var bin in bins)
        {
            json.WriteStartObject();
            json.WriteNumber("rows", bin.Rows);
            Number(json, "predicted", bin.Foretold);
            Number(json, "observed", bin.Came);
            Number(json, "lo95", bin.Low);
            Number(json, "hi95", bin.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Pair(Utf8JsonWriter json, string name, Interval95 interval)
    {
        json.WriteStartArray(name);
        Number(json, interval.Low);
        Number(json, interval.High);
        json.WriteEndArray();
    }
}
