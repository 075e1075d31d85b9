using System.Text;
using System.Text.Json;
using Analytics.Models.Training;

namespace Analytics.Models.Features;

/// <summary>One of a few words: a 0 / 1 number for each word that enough training rows share, and one for all others where there were such.</summary>
public sealed class CategoryFeature : FeatureColumn
{
    internal const string Type = "category";

    /// <summary>Training rows a word needs to be kept: rarer words could point to a person.</summary>
    public const int FewestRows = 10;

    /// <summary>Words kept at most.</summary>
    public const int MostLevels = 40;

    private const string Blank = "(blank)";
    private Dictionary<ulong, int>? _places;

    /// <summary>The words kept, most frequent first; an empty word means missing.</summary>
    public required string[] Levels { get; init; }

    /// <summary>True where training rows had other words.</summary>
    public required bool HasOthers { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Encoded =>
        [
            .. Levels.Select(level => $"{Name}={(level.Length == 0 ? Blank : level)}"),
            .. HasOthers ? [$"{Name}=(other)"] : Array.Empty<string>(),
        ];

    /// <summary>Learns the column.</summary>
    /// <param name="raw">The raw column.</param>
    /// <param name="rows">Training rows.</param>
    /// <returns>The column, or null where no word but the blank is shared by enough rows.</returns>
    public static CategoryFeature? Learn(TextColumn raw, ReadOnlySpan<int> rows)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var characters = new char[256];
        foreach (var row in rows)
        {
            var cell = raw[row];
            if (cell.Length > characters.Length)
            {
                characters = new char[cell.Length];
            }

            var word = characters.AsSpan(0, Encoding.UTF8.GetChars(cell, characters));
            lookup[word] = lookup.TryGetValue(word, out var count) ? count + 1 : 1;
        }

        var kept = counts
            .Where(level => level.Value >= FewestRows)
            .OrderByDescending(level => level.Value)
            .ThenBy(level => level.Key, StringComparer.Ordinal)
            .Take(MostLevels)
            .ToArray();
        if (!kept.Any(level => level.Key.Length > 0))
        {
            return null;
        }

        var others = rows.Length - kept.Sum(level => level.Value);
        return new CategoryFeature
        {
            Name = raw.Name,
            Label = raw.Label,
            Levels = [.. kept.Select(level => level.Key)],
            HasOthers = others > 0,
            Reference = [.. kept.Select(level => level.Value), others],
        };
    }

    /// <inheritdoc/>
    public override void Encode(RawColumn raw, int from, Span<float> block, int width, int offset)
    {
        var numbers = Levels.Length + (HasOthers ? 1 : 0);
        for (int at = offset, row = from; at < block.Length; at += width, row++)
        {
            var target = block.Slice(at, numbers);
            target.Clear();
            var level = Bin(raw, row);
            if (level < numbers)
            {
                target[level] = 1;
            }
        }
    }

    /// <inheritdoc/>
    public override int Bin(RawColumn raw, int row)
    {
        var places = _places ??= Places();
        return places.GetValueOrDefault(
            raw is TextColumn text
                ? TextHash.Of(text[row])
                : TextHash.Of(Encoding.UTF8.GetBytes(raw.Text(row))),
            Levels.Length
        );
    }

    /// <inheritdoc/>
    public override string Describe(RawColumn raw, int row)
    {
        var text = raw.Text(row);
        return text.Length == 0 ? $"{Label} unknown" : $"{Label} is {text}";
    }

    /// <inheritdoc/>
    public override bool IsNew(RawColumn raw, int row) =>
        !HasOthers && Bin(raw, row) == Levels.Length;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        json.WriteString("name", Name);
        json.WriteString("label", Label);
        json.WriteStartArray("levels");
        foreach (var level in Levels)
        {
            json.WriteStringValue(level);
        }

        json.WriteEndArray();
        json.WriteBoolean("others", HasOthers);
        JsonNumbers.Write(json, "reference", Reference);
        json.WriteEndObject();
    }

    internal static new CategoryFeature Read(JsonElement json) =>
        new()
        {
            Name = json.GetProperty("name").GetString()!,
            Label = json.GetProperty("label").GetString()!,
            Levels = [.. json.GetProperty("levels").EnumerateArray().Select(v => v.GetString()!)],
            HasOthers = json.GetProperty("others").GetBoolean(),
            Reference = JsonNumbers.Longs(json, "reference"),
        };

    private Dictionary<ulong, int> Places()
    {
        var places = new Dictionary<ulong, int>();
        for (var level = 0; level < Levels.Length; level++)
        {
            places[TextHash.Of(Encoding.UTF8.GetBytes(Levels[level]))] = level;
        }

        return places;
    }
}
