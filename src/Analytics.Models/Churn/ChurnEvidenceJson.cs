using System.Text.Json;
using Analytics.Models.Evaluation;

namespace Analytics.Models.Churn;

/// <summary>Writes <c>churn_evaluation.json</c>.</summary>
public static class ChurnEvidenceJson
{
    /// <summary>Writes the evidence: the keys of the contract first, what is beside them behind.</summary>
    public static void Write(Stream output, ChurnEvidence evidence)
    {
        using var json = new Utf8JsonWriter(
            output,
            new JsonWriterOptions { Indented = true, NewLine = "\n" }
        );
        json.WriteStartObject();
        json.WriteNumber("rows", evidence.Model.Rows);
        json.WriteNumber("positives", evidence.Model.Positives);
        json.WriteString("split", evidence.Split);
        EvaluationJson.WriteMeasures(json, evidence.Model);
        json.WriteStartObject("baselines");
        foreach (var (name, evaluation) in evidence.Baselines)
        {
            json.WritePropertyName(name);
            Write(json, evaluation);
        }

        json.WriteEndObject();
        json.WriteString("chosen", evidence.Chosen);
        EvaluationJson.WriteIntervals(json, evidence.Model);
        WriteChoice(json, evidence);
        WriteColumns(json, evidence);
        WriteProfit(json, evidence.Profit);
        json.WriteStartArray("remarks");
        foreach (var remark in evidence.Remarks)
        {
            json.WriteStringValue(remark);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, BinaryEvaluation? evaluation)
    {
        if (evaluation is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        EvaluationJson.WriteMeasures(json, evaluation);
        EvaluationJson.WriteIntervals(json, evaluation);
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, ChurnEvidence evidence)
    {
        json.WriteStartArray("candidates");
        foreach (var (name, loss) in evidence.Candidates)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            EvaluationJson.Number(json, "log_loss", loss);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("windows");
        foreach (var window in evidence.Windows)
        {
            json.WriteStartObject();
            json.WriteString("use", window.Use);
            json.WriteString("cut_off", window.CutOff);
            json.WriteString("labelled_to", window.LabelledTo);
            json.WriteNumber("rows", window.Rows);
            json.WriteNumber("positives", window.Positives);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("random_split");
        Write(json, evidence.RandomSplit);
        if (evidence.RandomSplit is { } random)
        {
            EvaluationJson.Number(
                json,
                "random_split_auc_gain",
                random.Auc.Value - evidence.Model.Auc.Value
            );
        }
    }

    private static void WriteColumns(Utf8JsonWriter json, ChurnEvidence evidence)
    {
        json.WriteStartArray("importance");
        foreach (var importance in evidence.Importance)
        {
            json.WriteStartObject();
            json.WriteString("column", importance.Column);
            EvaluationJson.Number(json, "auc_loss", importance.AucLoss);
            EvaluationJson.Number(json, "spread", importance.Spread);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("psi");
        foreach (var (column, psi, newValues) in evidence.Stability)
        {
            json.WriteStartObject();
            json.WriteString("column", column);
            EvaluationJson.Number(json, "psi", psi);
            json.WriteNumber("new_values", newValues);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("left_out");
        foreach (var (column, why) in evidence.LeftOut)
        {
            json.WriteStartObject();
            json.WriteString("column", column);
            json.WriteString("why", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProfit(Utf8JsonWriter json, ProfitCurve? profit)
    {
        if (profit is null)
        {
            json.WriteNull("profit");
            return;
        }

        json.WriteStartObject("profit");
        EvaluationJson.Number(json, "profit", profit.Profit);
        EvaluationJson.Number(json, "lo95", profit.Low);
        EvaluationJson.Number(json, "hi95", profit.High);
        json.WriteNumber("contacted", profit.Contacted);
        json.WriteString(
            "cut",
            profit.IsShare ? "best fixed share" : "expected gain above the cost"
        );
        EvaluationJson.Number(json, "best_fixed_share", profit.FixedShare);
        EvaluationJson.Number(json, "best_fixed_profit", profit.FixedProfit);
        json.WriteStartArray("by_share");
        foreach (var value in profit.Shares)
        {
            EvaluationJson.Number(json, value);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
