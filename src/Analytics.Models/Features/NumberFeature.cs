using System.Text.Json;
using Analytics.Core.Value;
using Analytics.Models.Evaluation;
using Analytics.Models.Training;

namespace Analytics.Models.Features;

/// <summary>
/// A number: kept within the range seen in training, its logarithm where it is never negative and much skewed, the median where it is missing, and a
/// second number that says so.
/// </summary>
public sealed class NumberFeature : FeatureColumn
{
    internal const string Type = "number";
    private const int Bins = 10;
    private const double Skewed = 1.5;
    private const double EdgeShare = 0.001;

    /// <summary>Median of the training rows.</summary>
    public required double Typical { get; init; }

    /// <summary>0.1 % quantile of the training rows: smaller values count as this one.</summary>
    public required double Least { get; init; }

    /// <summary>99.9 % quantile of the training rows: larger values count as this one.</summary>
    public required double Most { get; init; }

    /// <summary>True where ln(1 + value) is used.</summary>
    public required bool IsLog { get; init; }

    /// <summary>True where the number is log odds: readers see the chance.</summary>
    public required bool IsLogOdds { get; init; }

    /// <summary>True where training rows lacked it.</summary>
    public required bool CanMiss { get; init; }

    /// <summary>Decimal mark of text cells.</summary>
    public required char Mark { get; init; }

    /// <summary>Cuts between bins of about equal numbers of training rows, ascending.</summary>
    public required double[] Cuts { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Encoded => CanMiss ? [Name, Name + " missing"] : [Name];

    /// <summary>What a larger value usually means.</summary>
    public required Direction Direction { get; init; }

    /// <summary>Learns the column.</summary>
    /// <param name="name">Name of the raw column.</param>
    /// <param name="fact">What is known of it, or null.</param>
    /// <param name="values">Training values, not-a-number for missing; at least one number.</param>
    /// <param name="mark">Decimal mark of text cells.</param>
    public static NumberFeature Learn(
        string name,
        FeatureFact? fact,
        ReadOnlySpan<double> values,
        char mark
    )
    {
        var isLogOdds = fact?.Unit == FeatureFact.LogOdds;
        var known = new List<double>(values.Length);
        var sum = 0.0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                known.Add(value);
                sum += value;
            }
        }

        var sorted = known.ToArray();
        Array.Sort(sorted);
        var cuts = new List<double>();
        for (var i = 1; i < Bins; i++)
        {
            var cut = Quantiles.At(sorted, (double)i / Bins);
            if (cut < sorted[^1] && (cuts.Count == 0 || cut > cuts[^1]))
            {
                cuts.Add(cut);
            }
        }

        var typical = Quantiles.At(sorted, 0.5);
        var edges = (
            Low: Quantiles.At(sorted, EdgeShare),
            High: Quantiles.At(sorted, 1 - EdgeShare)
        );
        edges = edges.Low < edges.High ? edges : (sorted[0], sorted[^1]);
        var feature = new NumberFeature
        {
            Name = name,
            Label = fact?.Label ?? name,
            Direction = fact?.Direction ?? Direction.Unclear,
            Typical = typical,
            Least = edges.Low,
            Most = edges.High,
            IsLog = !isLogOdds && sorted[0] >= 0 && sum / sorted.Length > Skewed * typical,
            CanMiss = sorted.Length < values.Length,
            IsLogOdds = isLogOdds,
            Mark = mark,
            Cuts = [.. cuts],
            Reference = new long[cuts.Count + 2],
        };
        foreach (var value in values)
        {
            feature.Reference[feature.Bin(value)]++;
        }

        return feature;
    }

    /// <inheritdoc/>
    public override void Encode(RawColumn raw, int from, Span<float> block, int width, int offset)
    {
        for (int at = offset, row = from; at < block.Length; at += width, row++)
        {
            var value = Value(raw, row);
            var isMissing = double.IsNaN(value);
            var kept = isMissing ? Typical : Math.Clamp(value, Least, Most);
            block[at] = (float)(IsLog ? Math.Log(1 + kept) : kept);
            if (CanMiss)
            {
                block[at + 1] = isMissing ? 1 : 0;
            }
        }
    }

    /// <inheritdoc/>
    public override int Bin(RawColumn raw, int row) => Bin(Value(raw, row));

    /// <inheritdoc/>
    public override string Describe(RawColumn raw, int row)
    {
        var value = Value(raw, row);
        return double.IsNaN(value)
            ? $"{Label} unknown"
            : $"{Label} {Shown(value)} (usual {Shown(Typical)})";
    }

    /// <inheritdoc/>
    public override bool CanExplain(RawColumn raw, int row)
    {
        var value = Value(raw, row);
        return double.IsNaN(value)
            || (
                Shown(value) != Shown(Typical)
                && Direction switch
                {
                    Direction.Better => value < Typical,
                    Direction.Worse => value > Typical,
                    _ => true,
                }
            );
    }

    /// <inheritdoc/>
    public override bool IsNew(RawColumn raw, int row) =>
        raw is TextColumn text && !text[row].IsEmpty && double.IsNaN(Value(raw, row));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        json.WriteString("name", Name);
        json.WriteString("label", Label);
        json.WriteNumber("typical", Typical);
        json.WriteNumber("least", Least);
        json.WriteNumber("most", Most);
        json.WriteBoolean("log", IsLog);
        json.WriteBoolean("log_odds", IsLogOdds);
        json.WriteNumber("direction", (int)Direction);
        json.WriteBoolean("can_miss", CanMiss);
        json.WriteString("decimal", Mark.ToString());
        JsonNumbers.Write(json, "cuts", Cuts);
        JsonNumbers.Write(json, "reference", Reference);
        json.WriteEndObject();
    }

    internal static new NumberFeature Read(JsonElement json) =>
        new()
        {
            Name = json.GetProperty("name").GetString()!,
            Label = json.GetProperty("label").GetString()!,
            Typical = json.GetProperty("typical").GetDouble(),
            Least = json.GetProperty("least").GetDouble(),
            Most = json.GetProperty("most").GetDouble(),
            IsLog = json.GetProperty("log").GetBoolean(),
            IsLogOdds = json.GetProperty("log_odds").GetBoolean(),
            Direction = (Direction)json.GetProperty("direction").GetInt32(),
            CanMiss = json.GetProperty("can_miss").GetBoolean(),
            Mark = json.GetProperty("decimal").GetString() == "," ? ',' : '.',
            Cuts = JsonNumbers.Doubles(json, "cuts"),
            Reference = JsonNumbers.Longs(json, "reference"),
        };

    /// <summary>The number itself, not-a-number where it is missing.</summary>
    internal double Value(RawColumn raw, int row) =>
        raw is NumberColumn numbers ? numbers.Values[row]
        : NumberText.TryRead(((TextColumn)raw)[row], Mark, out var value) ? value
        : double.NaN;

    private string Shown(double value) =>
        IsLogOdds
            ? NumberText.Show(Math.Round(100 * CalibrationLine.Logistic(value))) + " %"
            : NumberText.Show(value);

    private int Bin(double value)
    {
        if (double.IsNaN(value))
        {
            return Cuts.Length + 1;
        }

        var bin = 0;
        while (bin < Cuts.Length && value > Cuts[bin])
        {
            bin++;
        }

        return bin;
    }
}
