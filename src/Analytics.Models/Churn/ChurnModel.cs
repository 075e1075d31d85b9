using System.Text.Json;
using Analytics.Core.Faults;
using Analytics.Models.Features;
using Analytics.Models.ModelFile;
using Analytics.Models.Training;

namespace Analytics.Models.Churn;

/// <summary>A trained churn model: what it takes, what it foretells, and the function. Holds no customer.</summary>
public sealed record ChurnModel
{
    /// <summary>The kind in the frame of the file.</summary>
    public const string Kind = "churn";

    /// <summary>What is foretold and from what.</summary>
    public required ChurnSetting Setting { get; init; }

    /// <summary>The columns.</summary>
    public required FeatureSchema Schema { get; init; }

    /// <summary>The function and its calibration.</summary>
    public required CalibratedModel Function { get; init; }

    /// <summary>Simpler rules trained on the same rows, by name, to be shown beside it.</summary>
    public required IReadOnlyList<(string Name, CalibratedModel Rule)> Baselines { get; init; }

    /// <summary>The function that reasons are read from: the model, or logistic regression where the model looks at one column or none.</summary>
    public IScoreFunction Explainer =>
        Function.Function is LinearScore linear && linear.Weights.Count(w => w != 0) < 2
            ? Baselines.FirstOrDefault(b => b.Name == "logistic").Rule?.Function ?? linear
            : Function.Function;

    /// <summary>What it was trained on.</summary>
    public required TrainingRecord Training { get; init; }

    /// <summary>Measures on the test rows, by the names of <c>churn_evaluation.json</c>.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Whom to contact, as chosen in training; null where no customer values were known, or an earlier program wrote the file.</summary>
    public ProfitRule? Cut { get; init; }

    /// <summary>Writes the model file.</summary>
    public void Write(Stream output) => ModelDocument.Write(output, Kind, Write);

    /// <summary>Reads a model file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Its name for faults.</param>
    /// <exception cref="ModelFault">Foreign, changed, older, or not whole.</exception>
    public static ChurnModel Read(ReadOnlyMemory<byte> bytes, string name) =>
        ModelDocument.Content(ModelDocument.Read(bytes, name, Kind), name, Read);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WritePropertyName("setting");
        Setting.Write(json);
        json.WriteString("schema_sha256", Schema.Hash());
        json.WritePropertyName("schema");
        Schema.Write(json);
        json.WritePropertyName("training");
        Training.Write(json);
        json.WriteStartObject("metrics");
        foreach (var (name, value) in Metrics)
        {
            Evaluation.EvaluationJson.Number(json, name, value);
        }

        json.WriteEndObject();
        if (Cut is { } cut)
        {
            json.WritePropertyName("cut");
            cut.Write(json);
        }

        json.WritePropertyName("model");
        Function.Write(json);
        json.WriteStartObject("baselines");
        foreach (var (name, rule) in Baselines)
        {
            json.WritePropertyName(name);
            rule.Write(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static ChurnModel Read(JsonElement json)
    {
        var schema = FeatureSchema.Read(json.GetProperty("schema"));
        var function = CalibratedModel.Read(json.GetProperty("model"));
        return
            schema.Width == function.Function.Columns
            && json.GetProperty("baselines")
                .EnumerateObject()
                .All(b => CalibratedModel.Read(b.Value).Function.Columns == schema.Width)
            && schema.Hash() == json.GetProperty("schema_sha256").GetString()
            ? new ChurnModel
            {
                Setting = ChurnSetting.Read(json.GetProperty("setting")),
                Schema = schema,
                Function = function,
                Baselines =
                [
                    .. json.GetProperty("baselines")
                        .EnumerateObject()
                        .Select(b => (b.Name, CalibratedModel.Read(b.Value))),
                ],
                Training = TrainingRecord.Read(json.GetProperty("training")),
                Metrics = json.GetProperty("metrics")
                    .EnumerateObject()
                    .ToDictionary(
                        p => p.Name,
                        p =>
                            p.Value.ValueKind == JsonValueKind.Number
                                ? p.Value.GetDouble()
                                : double.NaN,
                        StringComparer.Ordinal
                    ),
                Cut = json.TryGetProperty("cut", out var cut) ? ProfitRule.Read(cut) : null,
            }
            : throw new FormatException("the columns do not fit the function");
    }
}
