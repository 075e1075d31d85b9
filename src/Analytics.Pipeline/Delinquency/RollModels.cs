using System.Text.Json;
using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Losses;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Faults;
using Analytics.Models.Delinquency;

namespace Analytics.Pipeline.Delinquency;

/// <summary>The trained chains and the models of their transitions: everything that scores an account.</summary>
/// <param name="States">Names of the states.</param>
/// <param name="Types">The types and how they are told.</param>
/// <param name="Matrices">Transition matrices, one per type, or one.</param>
/// <param name="Cells">Models of each transition.</param>
/// <param name="Lgd">Loss given default.</param>
/// <param name="LgdSource">Where it is from: <c>data</c> or <c>assumption</c>.</param>
public sealed record RollModels(
    IReadOnlyList<string> States,
    AccountTypes Types,
    IReadOnlyList<TransitionMatrix> Matrices,
    IReadOnlyList<TransitionModels> Cells,
    double Lgd,
    string LgdSource
)
{
    /// <summary>Kind of the model file.</summary>
    public const string Kind = "delinquency-transitions";

    private ExpectedLoss[]? _losses;

    /// <summary>The last cycle whose outcomes the transition models have seen, a calendar month number; null where there are none, or an earlier program wrote the file.</summary>
    public int? LearntTo { get; init; }

    /// <summary>The models over counted rolls: a matrix per type, each shrunk to the pooled one.</summary>
    /// <param name="data">The receivables.</param>
    /// <param name="types">The types of the accounts.</param>
    /// <param name="rolls">Their rolls.</param>
    /// <param name="cells">The trained transition models; empty where only rates are known.</param>
    /// <param name="lgd">Loss given default, and where it is from.</param>
    internal static RollModels Of(
        Receivables data,
        AccountTypes types,
        RollTable rolls,
        IReadOnlyList<TransitionModels> cells,
        (double Share, string Source) lgd
    )
    {
        var pooled = ChainEstimate.Pooled(rolls.All.Rolls, data.Scale.Names);
        return new RollModels(
            data.Scale.Names,
            types,
            types.Names.Count == 0
                ? [pooled]
                : rolls.PerType.Select(own => ChainEstimate.Shrunk(own, pooled)).ToList(),
            cells,
            lgd.Share,
            lgd.Source
        );
    }

    /// <summary>The same request with the column of types read only where the models know types by it.</summary>
    public DelinquencyRequest Fitting(DelinquencyRequest request) =>
        request with
        {
            Reading = request.Reading with
            {
                TypeColumn = Types.IsColumn ? request.Reading.TypeColumn : null,
            },
        };

    /// <summary>Where the states of other data stand among those of the models.</summary>
    /// <exception cref="DataFault">The data have a state that the models do not know.</exception>
    public int[] PlacesOf(StateScale scale)
    {
        var places = scale.Names.Select(n => States.ToList().IndexOf(n)).ToArray();
        var unknown = scale.Names.Where((_, s) => places[s] < 0).ToList();
        return unknown.Count == 0
            ? places
            : throw new DataFault(
                $"the models know the states {string.Join(", ", States)}; the data also have {string.Join(", ", unknown)}: train again on data that have them"
            );
    }

    /// <summary>Number of features: the account's own, and one per type.</summary>
    public int Columns => RollFeatures.Names.Count + Types.Names.Count;

    /// <summary>Fills the features of an account at a close, visited by <c>Receivables.VisitEarly</c>.</summary>
    public static void Features(
        AccountView view,
        int at,
        int type,
        double power,
        Span<double> own,
        Span<float> row
    )
    {
        var looks = view.Early.Length == 0 ? [] : view.Early.AsSpan(0, at + 1);
        RollFeatures.Fill(looks, view.State.AsSpan(0, at + 1), power, own);
        row.Clear();
        for (var f = 0; f < own.Length; f++)
        {
            row[f] = (float)own[f];
        }

        if (type >= 0)
        {
            row[own.Length + type] = 1;
        }
    }

    /// <summary>The risk of an account.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="type">Its type; -1 where it has none.</param>
    /// <param name="features">Its features.</param>
    public Risk Score(int state, int type, ReadOnlySpan<float> features)
    {
        _losses ??= Matrices.Select(m => new ExpectedLoss(m)).ToArray();
        var matrix = Matrices[Math.Max(0, Math.Min(type, Matrices.Count - 1))];
        var losses = _losses[Math.Max(0, Math.Min(type, Matrices.Count - 1))];
        Span<double> next = stackalloc double[States.Count];
        matrix.Row(state).CopyTo(next);
        var cell = Cells.FirstOrDefault(c => c.State == state);
        double? roll = null;
        if (cell is not null)
        {
            roll = cell.Probability(features, type);
            var q = TreatmentPlanner.NoRoll(matrix.Row(state), Rank, state);
            if (q is > 0 and < 1)
            {
                for (var j = 0; j < next.Length; j++)
                {
                    next[j] *= Rank[j] > Rank[state] ? roll.Value / (1 - q) : (1 - roll.Value) / q;
                }
            }
        }

        if (States[state] is "B" or "D" or "P")
        {
            // what is bad, dead or paid is so for good as far as default is counted
            next.Clear();
            next[state] = 1;
        }

        var pd = 0.0;
        for (var j = 0; j < next.Length; j++)
        {
            pd += ExpectedLoss.IsBad(States[j]) ? next[j] : 0;
        }

        return new Risk(
            Math.Clamp(pd, 0, 1),
            losses.Pd12(next),
            roll,
            cell?.Server(type) ?? "none"
        );
    }

    /// <summary>Writes the models as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("states");
        foreach (var state in States)
        {
            json.WriteStringValue(state);
        }

        json.WriteEndArray();
        Types.Write(json);
        json.WriteNumber("lgd", Lgd);
        json.WriteString("lgd_source", LgdSource);
        json.WriteStartArray("matrices");
        foreach (var matrix in Matrices)
        {
            json.WriteStartArray();
            for (var s = 0; s < matrix.Count; s++)
            {
                foreach (var p in matrix.Row(s))
                {
                    json.WriteNumberValue(p);
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("transitions");
        foreach (var cell in Cells)
        {
            cell.Write(json);
        }

        json.WriteEndArray();
        if (LearntTo is { } cycle)
        {
            json.WriteNumber("learnt_to", cycle);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RollModels Read(JsonElement json)
    {
        var states = json.GetProperty("states")
            .EnumerateArray()
            .Select(s => s.GetString()!)
            .ToList();
        return new RollModels(
            states,
            AccountTypes.Read(json),
            json.GetProperty("matrices")
                .EnumerateArray()
                .Select(m =>
                    TransitionMatrix.Of(
                        states,
                        m.EnumerateArray().Select(p => p.GetDouble()).ToArray()
                    )
                )
                .ToList(),
            json.GetProperty("transitions").EnumerateArray().Select(TransitionModels.Read).ToList(),
            json.GetProperty("lgd").GetDouble(),
            json.GetProperty("lgd_source").GetString()!
        )
        {
            LearntTo = json.TryGetProperty("learnt_to", out var cycle) ? cycle.GetInt32() : null,
        };
    }

    private IReadOnlyList<int> Rank => _rank ??= Economy.Standard(States, 1).Rank;

    private IReadOnlyList<int>? _rank;
}

/// <summary>The risk of an account.</summary>
/// <param name="PdNext">Probability to be bad or dead at the next close.</param>
/// <param name="Pd12">Probability to be bad or dead within twelve cycles.</param>
/// <param name="Roll">Probability to be in a worse state at the next close; null where the state has no model.</param>
/// <param name="Model">Which model gave it: own, pooled, rate or none.</param>
public readonly record struct Risk(double PdNext, double Pd12, double? Roll, string Model);
