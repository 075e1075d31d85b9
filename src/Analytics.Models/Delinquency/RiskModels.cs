using System.Text.Json;
using Analytics.Models.Evaluation;
using Analytics.Models.Training;

namespace Analytics.Models.Delinquency;

/// <summary>The two risk models of a case, scorecard and boosting, each with its evaluation on rows neither has seen.</summary>
/// <param name="Card">The scorecard.</param>
/// <param name="Boosted">The boosted trees.</param>
/// <param name="CardProof">Evaluation of the scorecard.</param>
/// <param name="BoostedProof">Evaluation of boosting.</param>
/// <param name="CardPsi">Stability of the scorecard's points between training and test rows.</param>
/// <param name="Case">What they were learnt from.</param>
public sealed record RiskModels(
    Scorecard Card,
    BoostedScore Boosted,
    BinaryEvaluation CardProof,
    BinaryEvaluation BoostedProof,
    double CardPsi,
    LearningCase Case
)
{
    private const int Parts = 5;
    private const int PsiBins = 10;

    /// <summary>Learns and judges both.</summary>
    /// <param name="learning">Rows and outcomes; both outcomes must occur in training and test rows.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="threads">Most threads for the intervals; results do not depend on it.</param>
    /// <param name="say">Takes warnings.</param>
    public static RiskModels Train(
        LearningCase learning,
        long seed,
        int threads,
        Action<string> say
    )
    {
        var options = new TrainingOptions { Seed = seed };
        var card = ScorecardTrainer.Train(learning.Table, learning.Bad, learning.Train, options);
        var boosted = BoostedScore.Train(
            learning.Table,
            learning.Bad,
            learning.Train,
            learning.Parts(Parts, seed),
            options,
            say
        );
        var outcomes = Array.ConvertAll(learning.Test, r => learning.Bad[r]);
        var cardScores = Array.ConvertAll(learning.Test, r => card.Probability(learning.Table, r));
        return new RiskModels(
            card,
            boosted,
            BinaryEvaluation.Of(cardScores, outcomes, seed, threads: threads),
            BinaryEvaluation.Of(
                boosted.Probability(learning.Table, learning.Test),
                outcomes,
                seed,
                threads: threads
            ),
            PsiOf(
                Array.ConvertAll(learning.Train, r => card.Probability(learning.Table, r)),
                cardScores
            ),
            learning
        );
    }

    /// <summary>Writes <c>delinquency_evaluation.json</c>.</summary>
    /// <param name="output">Receives UTF-8 text.</param>
    /// <param name="more">Writes further properties.</param>
    public void WriteEvaluation(Stream output, Action<Utf8JsonWriter> more)
    {
        using var json = new Utf8JsonWriter(
            output,
            new JsonWriterOptions { Indented = true, NewLine = "\n" }
        );
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteNumber("rows", Case.Train.Length + Case.Test.Length);
        json.WriteNumber("events", Case.Train.Concat(Case.Test).Count(r => Case.Bad[r]));
        WriteProof(json, "scorecard", CardProof, CardPsi);
        WriteProof(json, "boosting", BoostedProof, null);
        json.WriteStartObject("baseline");
        var rate = (double)Case.Train.Count(r => Case.Bad[r]) / Case.Train.Length;
        json.WriteNumber("rate", rate);
        EvaluationJson.Number(
            json,
            "brier",
            Case.Test.Average(r => Square((Case.Bad[r] ? 1 : 0) - rate))
        );
        json.WriteEndObject();
        more(json);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private void WriteProof(Utf8JsonWriter json, string name, BinaryEvaluation proof, double? psi)
    {
        json.WriteStartObject(name);
        EvaluationJson.WriteMeasures(json, proof);
        EvaluationJson.WriteIntervals(json, proof);
        if (psi is { } value)
        {
            json.WriteNumber("psi", value);
        }

        json.WriteStartObject("split");
        json.WriteNumber("train_rows", Case.Train.Length);
        json.WriteNumber("test_rows", Case.Test.Length);
        json.WriteNumber("test_events", proof.Positives);
        foreach (var (key, text) in Case.Split)
        {
            json.WriteString(key, text);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static double PsiOf(double[] then, double[] now)
    {
        var sorted = (double[])then.Clone();
        Array.Sort(sorted);
        var cuts = Enumerable
            .Range(1, PsiBins - 1)
            .Select(i => sorted[i * sorted.Length / PsiBins])
            .Distinct()
            .ToArray();
        long[] Count(double[] scores)
        {
            var counts = new long[cuts.Length + 1];
            foreach (var score in scores)
            {
                var at = Array.BinarySearch(cuts, score);
                counts[at < 0 ? ~at : at + 1]++;
            }

            return counts;
        }

        return Psi.Of(Count(then), Count(now));
    }

    private static double Square(double x) => x * x;
}
