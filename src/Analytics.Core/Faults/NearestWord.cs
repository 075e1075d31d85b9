namespace Analytics.Core.Faults;

/// <summary>
/// Finds the word a user most likely meant: the known word with the smallest Damerau-Levenshtein distance (optimal string alignment:
/// one insertion, deletion, replacement or swap of neighbours costs 1), ignoring case.
/// </summary>
public static class NearestWord
{
    /// <summary>The nearest known word, or null where none is near.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">The words that exist; the first of equally near words wins.</param>
    /// <returns>A word at most a third of the longer word's letters away (at least one letter), else null.</returns>
    public static string? Find(string word, IEnumerable<string> known)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in known)
        {
            var distance = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            var near = Math.Max(1, Math.Max(word.Length, candidate.Length) / 3);
            if (distance <= near && distance < bestDistance)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>The end of a sentence about an unknown word: <c>; did you mean 'x'?</c>, or nothing where no word is near.</summary>
    public static string Hint(string word, IEnumerable<string> known) =>
        Find(word, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    /// <summary>Number of single-letter edits and swaps of neighbours that turn one word into the other.</summary>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var beforeLast = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var cost = Math.Min(replace, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost = Math.Min(cost, beforeLast[j - 2] + 1);
                }

                current[j] = cost;
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length];
    }
}
