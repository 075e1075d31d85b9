using System.Text.Json;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Time;
using Analytics.Models.ModelFile;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>The lifetime models of a run as a model file: parameters at full precision, verdicts, no customer.</summary>
internal static class LifetimeFile
{
    /// <summary>The file's place in a directory.</summary>
    public const string Name = "models/lifetime.json";

    private const string Kind = "lifetime";

    /// <summary>Writes the file.</summary>
    /// <param name="output">Receives UTF-8 text.</param>
    /// <param name="result">The models tried.</param>
    /// <param name="asOfDay">The last day they were fitted on, a day number.</param>
    public static void Write(Stream output, LifetimeResult result, int asOfDay) =>
        ModelDocument.Write(
            output,
            Kind,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("as_of", Cells.Of(DateOnly.FromDayNumber(asOfDay)));
                json.WriteString("unit", result.Terms.Unit.ToString().ToLowerInvariant());
                json.WriteNumber("customers", result.Cells.TotalWeight);
                json.WriteString("chosen", result.Choice.Name);
                json.WriteStartArray("models");
                foreach (var trial in result.Choice.Trials)
                {
                    Write(json, trial.Fit, trial.Fit == result.Choice.Fit);
                }

                json.WriteEndArray();
                if (result.Spend is { Curvature.Length: > 0 } spend)
                {
                    json.WritePropertyName("spend");
                    Write(json, spend);
                }

                json.WriteEndObject();
            }
        );

    private static void Write(Utf8JsonWriter json, FitReport fit, bool isChosen)
    {
        json.WriteStartObject();
        json.WriteString("model", fit.Name);
        json.WriteBoolean("chosen", isChosen);
        json.WriteNumber("k", fit.Model.Regularity);
        json.WriteStartObject("parameters");
        for (var i = 0; i < fit.Parameters.Length; i++)
        {
            json.WriteNumber(fit.Model.Parameters[i].Name, fit.Parameters[i]);
        }

        foreach (var (name, value) in fit.Coefficients)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
        json.WriteNumber("gradient_norm", fit.GradientNorm);
        json.WriteNumber("iterations", fit.Iterations);
        Verdict(json, fit.LogLikelihood, fit.Aic, fit.Exit, fit.Diagnosis);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SpendFit fit)
    {
        json.WriteStartObject();
        json.WriteString("model", LifetimeModels.GammaGamma);
        json.WriteBoolean("chosen", fit.IsFit);
        json.WriteStartObject("parameters");
        json.WriteNumber("p", fit.Parameters.P);
        json.WriteNumber("q", fit.Parameters.Q);
        json.WriteNumber("v", fit.Parameters.V);
        json.WriteEndObject();
        Verdict(json, fit.LogLikelihood, fit.Aic, fit.Exit, fit.Diagnosis);
        json.WriteEndObject();
    }

    private static void Verdict(
        Utf8JsonWriter json,
        double logLikelihood,
        double aic,
        ExitReason exit,
        Diagnosis diagnosis
    )
    {
        json.WriteNumber("log_likelihood", logLikelihood);
        json.WriteNumber("aic", aic);
        json.WriteString("exit_reason", exit.Name());
        json.WriteString("diagnosis", diagnosis.Text);
    }
}
