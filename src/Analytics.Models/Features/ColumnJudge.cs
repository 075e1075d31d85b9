using System.Globalization;
using System.Text;

namespace Analytics.Models.Features;

/// <summary>Finds out what a raw column is, and whether a model may learn from it.</summary>
public static class ColumnJudge
{
    private const double IdShare = 0.95;
    private const int FewestForId = 50;
    private const double NumberShare = 0.95;
    private const int MostOddWords = 3;

    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd",
        "yyyy/MM/dd",
        "dd.MM.yyyy",
        "dd/MM/yyyy",
        "MM/dd/yyyy",
        "M/d/yyyy",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-ddTHH:mm:ss",
    ];

    private static readonly string[] IdWords = ["id", "no", "nr", "number", "key", "code", "uuid"];

    /// <summary>Learns a column from training rows, or says why it is left out.</summary>
    /// <param name="raw">The column.</param>
    /// <param name="rows">Training rows.</param>
    public static (FeatureColumn? Feature, string? LeftOut) Learn(
        RawColumn raw,
        ReadOnlySpan<int> rows
    )
    {
        if (raw is NumberColumn numbers)
        {
            var values = new double[rows.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = numbers.Values[rows[i]];
            }

            return values.Distinct().Take(2).Count() < 2
                ? (null, double.IsNaN(values[0]) ? "all blank" : "constant")
                : (NumberFeature.Learn(raw.Name, numbers.Fact, values, '.'), null);
        }

        var text = (TextColumn)raw;
        var facts = Facts.Of(text, rows);
        if (facts.Filled == 0)
        {
            return (null, "all blank");
        }

        if (facts.Distinct == 1 && facts.Filled == rows.Length)
        {
            return (null, "constant");
        }

        foreach (var mark in (char[])['.', ','])
        {
            var (values, odd) = Numbers(text, rows, mark);
            if (
                odd.Count <= MostOddWords
                && values.Count(v => !double.IsNaN(v)) >= NumberShare * facts.Filled
            )
            {
                return OfNumbers(raw.Name, values, mark, IsId(raw.Name, values));
            }
        }

        if (facts.IsDates)
        {
            return (null, "a date; give the days between dates instead");
        }

        if (facts.Distinct >= IdShare * facts.Filled && facts.Filled >= FewestForId)
        {
            return (null, "an id or free text: almost every value occurs once");
        }

        var category = CategoryFeature.Learn(text, rows);
        return category is null
            ? (
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{facts.Distinct} different texts, none of them in {CategoryFeature.FewestRows} rows"
                )
            )
            : (category, null);
    }

    /// <summary>What to tell of a column that is used with fewer words than it has; null where nothing is lost.</summary>
    public static string? Remark(FeatureColumn feature) =>
        feature is CategoryFeature { HasOthers: true } category
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{category.Name}: many different texts; the {category.Levels.Length} that occur often are used, the others ({category.Reference[^1]} rows) count as one"
            )
            : null;

    private static (FeatureColumn? Feature, string? LeftOut) OfNumbers(
        string name,
        double[] values,
        char mark,
        bool isId
    )
    {
        var known = values.Where(v => !double.IsNaN(v)).ToArray();
        return known.Length == 0 ? (null, "all blank")
            : isId ? (null, "an id: every value is a whole number of its own")
            : known.Length == values.Length && known.Min() == known.Max() ? (null, "constant")
            : (NumberFeature.Learn(name, null, values, mark), null);
    }

    private static (double[] Values, HashSet<string> Odd) Numbers(
        TextColumn text,
        ReadOnlySpan<int> rows,
        char mark
    )
    {
        var values = new double[rows.Length];
        var odd = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < values.Length; i++)
        {
            var cell = text[rows[i]];
            values[i] = double.NaN;
            if (NumberText.TryRead(cell, mark, out var value))
            {
                values[i] = value;
            }
            else if (!cell.IsEmpty)
            {
                odd.Add(Encoding.UTF8.GetString(cell));
                if (odd.Count > MostOddWords)
                {
                    break;
                }
            }
        }

        return (values, odd);
    }

    private static bool IsId(string name, double[] values)
    {
        if (
            values.Length < FewestForId
            || !Array.TrueForAll(values, v => v == Math.Floor(v))
            || values.Distinct().Count() < values.Length
        )
        {
            return false;
        }

        // whole numbers, each once: an id where the name says so, or where they number the rows
        var words = name.Split(' ', '_', '-', '.');
        return Array.Exists(words, w => IdWords.Contains(w, StringComparer.OrdinalIgnoreCase))
            || name.EndsWith("Id", StringComparison.Ordinal)
            || name.EndsWith("ID", StringComparison.Ordinal)
            || values.Max() - values.Min() < 2.0 * values.Length;
    }

    private readonly record struct Facts(int Filled, int Distinct, bool IsDates)
    {
        public static Facts Of(TextColumn text, ReadOnlySpan<int> rows)
        {
            var distinct = new HashSet<ulong>();
            var (filled, dates) = (0, 0);
            foreach (var row in rows)
            {
                var cell = text[row];
                if (cell.IsEmpty)
                {
                    continue;
                }

                filled++;
                distinct.Add(TextHash.Of(cell));
                // a column of dates shows in its first rows
                dates += filled <= 200 && IsDate(cell) ? 1 : 0;
            }

            return new Facts(
                filled,
                distinct.Count,
                filled > 0 && dates >= 0.9 * Math.Min(filled, 200)
            );
        }

        private static bool IsDate(ReadOnlySpan<byte> cell) =>
            cell.Length is >= 8 and <= 19
            && DateTime.TryParseExact(
                Encoding.UTF8.GetString(cell),
                DateFormats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            );
    }
}
