using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Models.Features;

namespace Analytics.Models.Churn;

/// <summary>A yes / no outcome as a column of a table.</summary>
/// <param name="Rows">Rows that have an outcome.</param>
/// <param name="Positive">Outcome of each of them; true = the event.</param>
/// <param name="Event">The word that stands for the event.</param>
/// <param name="Blank">Rows without outcome, left out.</param>
public sealed record LabelColumn(int[] Rows, bool[] Positive, string Event, int Blank)
{
    private const int MostShown = 6;

    private static readonly (string Event, string Other)[] Pairs =
    [
        ("yes", "no"),
        ("y", "n"),
        ("true", "false"),
        ("t", "f"),
        ("1", "0"),
        ("2", "1"),
        ("1", "-1"),
        ("churned", "stayed"),
        ("churn", "stay"),
        ("churned", "active"),
        ("churned", "retained"),
        ("churned", "not churned"),
        ("left", "stayed"),
        ("lost", "active"),
        ("inactive", "active"),
        ("cancelled", "active"),
        ("ja", "nein"),
        ("oui", "non"),
        ("si", "no"),
        ("是", "否"),
    ];

    /// <summary>Reads the outcomes.</summary>
    /// <param name="column">The column.</param>
    /// <param name="positive">The word for the event, or null to find it out.</param>
    /// <exception cref="DataFault">Not exactly two different words, or two of which nobody knows which is the event.</exception>
    public static LabelColumn Read(TextColumn column, string? positive)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        var characters = new char[256];
        var ofRow = new int[column.Rows];
        var names = new List<string>();
        for (var row = 0; row < ofRow.Length; row++)
        {
            var cell = column[row];
            ofRow[row] = -1;
            if (cell.IsEmpty)
            {
                continue;
            }

            if (cell.Length > characters.Length)
            {
                characters = new char[cell.Length];
            }

            var text = characters.AsSpan(0, System.Text.Encoding.UTF8.GetChars(cell, characters));
            if (!lookup.TryGetValue(text, out var word))
            {
                word = names.Count;
                names.Add(text.ToString());
                words.Add(names[^1], word);
            }

            ofRow[row] = word;
        }

        var chosen = EventOf(column.Name, names, positive);
        var rows = Enumerable.Range(0, ofRow.Length).Where(r => ofRow[r] >= 0).ToArray();
        return new LabelColumn(
            rows,
            Array.ConvertAll(rows, r => ofRow[r] == chosen),
            names[chosen],
            ofRow.Length - rows.Length
        );
    }

    private static int EventOf(string name, List<string> words, string? positive)
    {
        if (words.Count != 2)
        {
            var shown = string.Join(", ", words.Take(MostShown).Select(w => $"'{w}'"));
            throw new DataFault(
                words.Count == 0 ? $"the label '{name}' is blank in every row"
                : words.Count == 1
                    ? $"the label '{name}' has one class only ({shown}): nothing can be learnt; take rows of both outcomes"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"the label '{name}' has {words.Count} different values ({shown}{(words.Count > MostShown ? ", ..." : "")}); it must have two, such as Yes / No or 1 / 0"
                )
            );
        }

        if (positive is not null)
        {
            var index = words.FindIndex(w =>
                string.Equals(w, positive, StringComparison.OrdinalIgnoreCase)
            );
            return index >= 0
                ? index
                : throw new DataFault(
                    $"the label '{name}' has the values '{words[0]}' and '{words[1]}', not --positive '{positive}'"
                );
        }

        var plain = words.ConvertAll(Plain);
        foreach (var (yes, no) in Pairs)
        {
            if (plain.Contains(yes) && plain.Contains(no))
            {
                return plain.IndexOf(yes);
            }
        }

        throw new DataFault(
            $"the label '{name}' has the values '{words[0]}' and '{words[1]}'; which one is the event? Say --positive '{words[0]}' or --positive '{words[1]}'"
        );
    }

    // 1.0 is 1, and case does not matter
    private static string Plain(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : word.ToLowerInvariant();
}
