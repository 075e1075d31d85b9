using System.Text.Json;

namespace Analytics.Models.Delinquency;

/// <summary>
/// A feature cut into bins of monotonic risk, each with its weight of evidence ln[((bad + .5) / (B + .5 K)) / ((good + .5) / (G + .5 K))]; missing
/// values and a value that stands for a large part of the rows have bins of their own.
/// </summary>
/// <param name="Name">Name of the column.</param>
/// <param name="IsGroups">True for groups, false for numbers.</param>
/// <param name="Bins">The bins: special values first, then numbers ascending, then groups, the rest and missing.</param>
public sealed record WoeFeature(string Name, bool IsGroups, IReadOnlyList<WoeBin> Bins)
{
    /// <summary>Information value: sum over bins of (share of bad - share of good) x WoE.</summary>
    public double InformationValue
    {
        get
        {
            var (good, bad, k) = (Bins.Sum(b => b.Good), Bins.Sum(b => b.Bad), Bins.Count);
            return Bins.Sum(b =>
                (((b.Bad + 0.5) / (bad + (0.5 * k))) - ((b.Good + 0.5) / (good + (0.5 * k))))
                * b.Woe
            );
        }
    }

    /// <summary>Mean weight of evidence over the training rows: that of nobody in particular.</summary>
    public double MeanWoe =>
        Bins.Sum(b => (b.Good + b.Bad) * b.Woe) / Math.Max(1, Bins.Sum(b => b.Good + b.Bad));

    /// <summary>The bin of a row.</summary>
    public int BinOf(LearningColumn column, int row)
    {
        if (IsGroups)
        {
            var group = column.IsGroups ? column.Groups[row] : Text(column.Numbers[row]);
            return BinOf(group);
        }

        return BinOf(
            column.IsGroups
                ? throw new ArgumentException(
                    $"{Name} holds text, but numbers are needed",
                    nameof(column)
                )
                : column.Numbers[row]
        );
    }

    /// <summary>The bin of a number; not-a-number = missing.</summary>
    public int BinOf(double value)
    {
        var (last, missing) = (-1, -1);
        for (var b = 0; b < Bins.Count; b++)
        {
            var bin = Bins[b];
            if (bin.IsMissing)
            {
                missing = b;
            }
            else if (bin.IsSpecial ? value == bin.Upper : value <= bin.Upper)
            {
                return b;
            }
            else
            {
                last = bin.IsSpecial ? last : b;
            }
        }

        return double.IsNaN(value) ? missing : last;
    }

    /// <summary>The bin of a group; empty text = missing.</summary>
    public int BinOf(string group)
    {
        for (var b = 0; b < Bins.Count; b++)
        {
            if (
                group.Length == 0
                    ? Bins[b].IsMissing
                    : Bins[b].Groups.Contains(group, StringComparer.Ordinal)
            )
            {
                return b;
            }
        }

        return Bins.ToList().FindIndex(b => b.IsRest);
    }

    /// <summary>Writes the feature as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteBoolean("groups", IsGroups);
        json.WriteStartArray("bins");
        foreach (var bin in Bins)
        {
            json.WriteStartObject();
            json.WriteString("label", bin.Label);
            if (double.IsFinite(bin.Upper))
            {
                json.WriteNumber("upper", bin.Upper);
            }

            json.WriteStartArray("values");
            foreach (var group in bin.Groups)
            {
                json.WriteStringValue(group);
            }

            json.WriteEndArray();
            json.WriteBoolean("missing", bin.IsMissing);
            json.WriteBoolean("rest", bin.IsRest);
            json.WriteBoolean("special", bin.IsSpecial);
            json.WriteNumber("good", bin.Good);
            json.WriteNumber("bad", bin.Bad);
            json.WriteNumber("woe", bin.Woe);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static WoeFeature Read(JsonElement json) =>
        new(
            json.GetProperty("name").GetString()!,
            json.GetProperty("groups").GetBoolean(),
            json.GetProperty("bins")
                .EnumerateArray()
                .Select(b => new WoeBin(
                    b.GetProperty("label").GetString()!,
                    b.TryGetProperty("upper", out var upper) ? upper.GetDouble()
                        : b.GetProperty("missing").GetBoolean()
                        || b.GetProperty("values").GetArrayLength() > 0
                        || b.GetProperty("rest").GetBoolean()
                            ? double.NaN
                        : double.PositiveInfinity,
                    b.GetProperty("values").EnumerateArray().Select(v => v.GetString()!).ToList(),
                    b.GetProperty("missing").GetBoolean(),
                    b.GetProperty("good").GetInt64(),
                    b.GetProperty("bad").GetInt64(),
                    b.GetProperty("woe").GetDouble()
                )
                {
                    IsRest = b.GetProperty("rest").GetBoolean(),
                    IsSpecial = b.GetProperty("special").GetBoolean(),
                })
                .ToList()
        );

    private static string Text(double value) =>
        double.IsNaN(value)
            ? ""
            : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
