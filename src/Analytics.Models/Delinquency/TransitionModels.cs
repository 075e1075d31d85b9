using System.Text.Json;
using Analytics.Models.Evaluation;
using Analytics.Models.Training;

namespace Analytics.Models.Delinquency;

/// <summary>
/// The models of one transition: a pooled one with the type among its features, and for a type its own where it has 200 rolls and 200 others to learn
/// from and foretells the choosing window better.
/// </summary>
/// <param name="State">The state, as an index of the scale.</param>
/// <param name="Pooled">The pooled model; null where nothing could be learnt.</param>
/// <param name="Rate">Share that rolled in the rows learnt from: what is foretold where there is no model.</param>
/// <param name="Own">Own models by type; null where the pooled one serves.</param>
public sealed record TransitionModels(
    int State,
    CalibratedModel? Pooled,
    double Rate,
    IReadOnlyList<CalibratedModel?> Own
)
{
    /// <summary>Rolls, and others, that an own model needs.</summary>
    public const int LeastRows = 200;

    private const int LeastPooled = 10;

    /// <summary>Learns, chooses and judges.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="types">Number of types.</param>
    /// <param name="options">Seed.</param>
    public static (TransitionModels Models, IReadOnlyList<BoardCell> Board) Train(
        TransitionRows rows,
        int types,
        TrainingOptions options
    )
    {
        int[] all = [.. rows.Learn, .. rows.Choose];
        var first = Fit(rows, rows.Learn, LeastPooled, options);
        var (own, chosen) = (new CalibratedModel?[types], new bool[types]);
        for (var type = 0; type < types; type++)
        {
            var (learn, choose) = (OfType(rows, rows.Learn, type), OfType(rows, rows.Choose, type));
            if (Fit(rows, learn, LeastRows, options) is { } candidate && choose.Length > 0)
            {
                chosen[type] =
                    LossOf(rows, choose, r => candidate.Score(rows.Features, r))
                    < LossOf(rows, choose, r => Serve(rows, first, Rated(rows, rows.Learn), r));
                own[type] = chosen[type]
                    ? Fit(rows, OfType(rows, all, type), LeastRows, options)
                    : null;
            }
        }

        var models = new TransitionModels(
            rows.State,
            Fit(rows, all, LeastPooled, options),
            Rated(rows, all),
            own
        )
        {
            Learnt =
            [
                .. Enumerable
                    .Range(0, types)
                    .Select(t => OfType(rows, all, t))
                    .Select(learnt => (learnt.Length, learnt.Count(r => rows.Rolled[r]))),
            ],
        };
        return (models, models.Judge(rows));
    }

    /// <summary>Rows learnt from and rolls among them, by type; empty in files of earlier programs.</summary>
    public IReadOnlyList<(int Rows, int Rolls)> Learnt { get; private init; } = [];

    /// <summary>Judges the models on the test rows, type by type.</summary>
    /// <param name="rows">The rows; those to learn from and to choose by play no part.</param>
    public IReadOnlyList<BoardCell> Judge(TransitionRows rows) =>
        [.. Enumerable.Range(0, Learnt.Count).Select(type => Judge(rows, type))];

    /// <summary>Name of what serves a type: own, pooled or rate.</summary>
    public string Server(int type) =>
        type >= 0 && type < Own.Count && Own[type] is not null ? "own"
        : Pooled is not null ? "pooled"
        : "rate";

    /// <summary>Probability to roll.</summary>
    /// <param name="features">Features of one account, types among them.</param>
    /// <param name="type">Its type; -1 where it has none.</param>
    public double Probability(ReadOnlySpan<float> features, int type)
    {
        var model = type >= 0 && type < Own.Count ? Own[type] ?? Pooled : Pooled;
        if (model is null)
        {
            return Rate;
        }

        Span<double> probability = stackalloc double[1];
        model.Score(features, probability);
        return probability[0];
    }

    /// <summary>Writes the models as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("state", State);
        json.WriteNumber("rate", Rate);
        json.WritePropertyName("pooled");
        Write(json, Pooled);
        json.WriteStartArray("own");
        foreach (var model in Own)
        {
            Write(json, model);
        }

        json.WriteEndArray();
        json.WriteStartArray("learnt");
        foreach (var (rows, rolls) in Learnt)
        {
            json.WriteStartArray();
            json.WriteNumberValue(rows);
            json.WriteNumberValue(rolls);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter)"/> wrote.</summary>
    public static TransitionModels Read(JsonElement json) =>
        new(
            json.GetProperty("state").GetInt32(),
            Model(json.GetProperty("pooled")),
            json.GetProperty("rate").GetDouble(),
            json.GetProperty("own").EnumerateArray().Select(Model).ToList()
        )
        {
            Learnt = json.TryGetProperty("learnt", out var learnt)
                ? [.. learnt.EnumerateArray().Select(l => (l[0].GetInt32(), l[1].GetInt32()))]
                : [],
        };

    private static void Write(Utf8JsonWriter json, CalibratedModel? model)
    {
        if (model is null)
        {
            json.WriteNullValue();
        }
        else
        {
            model.Write(json);
        }
    }

    private static CalibratedModel? Model(JsonElement json) =>
        json.ValueKind == JsonValueKind.Null ? null : CalibratedModel.Read(json);

    private BoardCell Judge(TransitionRows rows, int type)
    {
        var test = OfType(rows, rows.Test, type);
        var outcomes = Array.ConvertAll(test, r => rows.Rolled[r]);
        var learnt = Learnt[type];
        var cell = new BoardCell(
            State,
            type,
            learnt.Rows,
            learnt.Rolls,
            Server(type),
            test.Length,
            outcomes.Count(o => o)
        );
        if (test.Length == 0)
        {
            return cell;
        }

        var own = Own[type];
        var scores = own is null ? Serve(rows, Pooled, Rate, test) : own.Score(rows.Features, test);
        var sample = new ScoredSample(scores, outcomes);
        var rate = Math.Clamp(Rated(learnt.Rolls, learnt.Rows), 1e-6, 1 - 1e-6);
        return cell with
        {
            Auc = RankKernel.Measure(sample, []).Auc,
            LogLoss = LossKernel.LogLoss(sample, []),
            Baseline = LossKernel.LogLoss(
                new ScoredSample(test.Select(_ => rate).ToArray(), outcomes),
                []
            ),
            Foretold = scores.Average(),
            Brier = LossKernel.Brier(sample, []),
        };
    }

    private static CalibratedModel? Fit(
        TransitionRows rows,
        int[] learn,
        int least,
        TrainingOptions options
    )
    {
        var rolls = learn.Count(r => rows.Rolled[r]);
        return Math.Min(rolls, learn.Length - rolls) < least
            ? null
            : new CalibratedModel(
                "logistic",
                new LogisticTrainer(1).Train(rows.Features, rows.Rolled, learn, options),
                CalibrationLine.Identity
            );
    }

    private static double[] Serve(
        TransitionRows rows,
        CalibratedModel? model,
        double rate,
        int[] test
    ) => model is null ? test.Select(_ => rate).ToArray() : model.Score(rows.Features, test);

    private static double LossOf(TransitionRows rows, int[] at, Func<int[], double[]> score) =>
        LossKernel.LogLoss(
            new ScoredSample(score(at), Array.ConvertAll(at, r => rows.Rolled[r])),
            []
        );

    private static double Rated(TransitionRows rows, int[] at) =>
        Rated(at.Count(r => rows.Rolled[r]), at.Length);

    private static double Rated(int rolls, int rows) => (rolls + 0.5) / (rows + 1);

    private static int[] OfType(TransitionRows rows, int[] at, int type) =>
        Array.FindAll(at, r => rows.Type[r] == type);
}

/// <summary>One of the 40 cells of the board.</summary>
/// <param name="State">The state that accounts roll from.</param>
/// <param name="Type">The type.</param>
/// <param name="Rows">Rows learnt from.</param>
/// <param name="Rolls">Rolls among them.</param>
/// <param name="Server">Which model serves: own, pooled or rate.</param>
/// <param name="TestRows">Rows judged by: later cycles of other accounts.</param>
/// <param name="TestRolls">Rolls among them.</param>
public sealed record BoardCell(
    int State,
    int Type,
    int Rows,
    int Rolls,
    string Server,
    int TestRows,
    int TestRolls
)
{
    /// <summary>Area under the ROC curve on the test rows; not-a-number where one outcome is missing.</summary>
    public double Auc { get; init; } = double.NaN;

    /// <summary>Log loss on the test rows.</summary>
    public double LogLoss { get; init; } = double.NaN;

    /// <summary>Log loss of the mere rate of the cell.</summary>
    public double Baseline { get; init; } = double.NaN;

    /// <summary>Mean probability foretold.</summary>
    public double Foretold { get; init; } = double.NaN;

    /// <summary>Mean squared error.</summary>
    public double Brier { get; init; } = double.NaN;
}
