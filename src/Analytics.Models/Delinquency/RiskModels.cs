using System.Text.Json;
using Analytics.Models.Evaluation;
using Analytics.Models.Training;

namespace Analytics.Models.Delinquency;

/// <summary>The two risk models of a case, scorecard and boosting, each with its evaluation on rows neither has seen.</summary>
/// <param name="Card">The scorecard.</param>
/// <param name="Boosted">The boosted trees.</param>
/// <param name="CardProof">Evaluation of the scorecard.</param>
/// <param name="BoostedProof">Evaluation of boosting.</param>
/// <param name="Learnt">What they were learnt from.</param>
/// <param name="Case">The rows they were judged by, and where they were learnt just now, those too.</param>
public sealed record RiskModels(
    Scorecard Card,
    BoostedScore Boosted,
    BinaryEvaluation CardProof,
    BinaryEvaluation BoostedProof,
    RiskRecord Learnt,
    LearningCase Case
)
{
    private const int Parts = 5;
    private const int PsiBins = 10;

    /// <summary>Stability of the scorecard's probabilities between training and test rows.</summary>
    public double CardPsi => Psi.Of(Learnt.Scores, Now);

    private long[] Now => Count(Learnt.Cuts, Scores(Card, Case, Case.Test));

    /// <summary>Log loss of the mere rate of training on the test rows, nats.</summary>
    public double RateLogLoss =>
        LossKernel.LogLoss(
            new ScoredSample(
                Array.ConvertAll(Case.Test, _ => Learnt.Rate),
                Array.ConvertAll(Case.Test, r => Case.Bad[r])
            ),
            []
        );

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
        var scores = Scores(card, learning, learning.Train);
        var cuts = CutsOf(scores);
        var models = Judge(
            card,
            boosted,
            learning,
            new RiskRecord(
                learning.Train.Length,
                learning.Train.Count(r => learning.Bad[r]),
                double.NaN,
                cuts,
                Count(cuts, scores),
                []
            ),
            seed,
            threads
        );
        return models with
        {
            Learnt = models.Learnt with { Auc = models.CardProof.Auc.Value, Proven = models.Now },
        };
    }

    /// <summary>Judges models that are there.</summary>
    /// <param name="card">The scorecard.</param>
    /// <param name="boosted">The boosted trees.</param>
    /// <param name="judging">Rows and outcomes; both outcomes must occur in the test rows.</param>
    /// <param name="learnt">What they were learnt from.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="threads">Most threads for the intervals; results do not depend on it.</param>
    public static RiskModels Judge(
        Scorecard card,
        BoostedScore boosted,
        LearningCase judging,
        RiskRecord learnt,
        long seed,
        int threads
    )
    {
        var outcomes = Array.ConvertAll(judging.Test, r => judging.Bad[r]);
        return new RiskModels(
            card,
            boosted,
            BinaryEvaluation.Of(
                Scores(card, judging, judging.Test),
                outcomes,
                seed,
                threads: threads
            ),
            BinaryEvaluation.Of(
                boosted.Probability(judging.Table, judging.Test),
                outcomes,
                seed,
                threads: threads
            ),
            learnt,
            judging
        );
    }

    /// <summary>
    /// The drift test: the scorecard on the test rows. Its scores are compared with those of the test rows of its training, newest cycles with newest
    /// cycles: in training there are early ones too, of accounts with little history.
    /// </summary>
    /// <param name="came">The event in the past tense.</param>
    public ModelDrift Drift(string came) =>
        ModelDrift.Of(
            CardProof,
            Learnt.Auc,
            RateLogLoss,
            [("score", Psi.Of(Learnt.Proven, Now))],
            came
        );

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
        json.WriteNumber("rows", Learnt.Rows + Case.Test.Length);
        json.WriteNumber("events", Learnt.Events + CardProof.Positives);
        WriteProof(json, "scorecard", CardProof, CardPsi);
        WriteProof(json, "boosting", BoostedProof, null);
        json.WriteStartObject("baseline");
        var rate = Learnt.Rate;
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
        json.WriteNumber("train_rows", Learnt.Rows);
        json.WriteNumber("test_rows", Case.Test.Length);
        json.WriteNumber("test_events", proof.Positives);
        foreach (var (key, text) in Case.Split)
        {
            json.WriteString(key, text);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static double[] Scores(Scorecard card, LearningCase of, int[] rows) =>
        Array.ConvertAll(rows, r => card.Probability(of.Table, r));

    // tenths; equal scores stay together, so that there may be fewer
    private static double[] CutsOf(double[] scores)
    {
        var sorted = (double[])scores.Clone();
        Array.Sort(sorted);
        return
        [
            .. Enumerable
                .Range(1, PsiBins - 1)
                .Select(i => sorted[i * sorted.Length / PsiBins])
                .Distinct(),
        ];
    }

    private static long[] Count(double[] cuts, double[] scores)
    {
        var counts = new long[cuts.Length + 1];
        foreach (var score in scores)
        {
            var at = Array.BinarySearch(cuts, score);
            counts[at < 0 ? ~at : at + 1]++;
        }

        return counts;
    }

    private static double Square(double x) => x * x;
}
