using System.Globalization;

namespace Analytics.Core.Segments;

/// <summary>Scores from <paramref name="Low"/> to <paramref name="High"/>, both included.</summary>
/// <param name="Low">Lowest score, at least 1.</param>
/// <param name="High">Highest score.</param>
public readonly record struct ScoreRange(int Low, int High)
{
    /// <summary>Text for any score.</summary>
    public const string Any = "*";

    /// <summary>Whether a score lies in the range.</summary>
    public bool Contains(int score) => score >= Low && score <= High;

    /// <summary>Reads <c>4-5</c>, <c>3</c> or <c>*</c>.</summary>
    /// <param name="text">The text of a map's cell.</param>
    /// <param name="bins">The best score.</param>
    /// <param name="range">The range read.</param>
    /// <returns>False where the text is no range within 1 to <paramref name="bins"/>.</returns>
    public static bool TryParse(string text, int bins, out ScoreRange range)
    {
        range = new ScoreRange(1, bins);
        if (text == Any)
        {
            return true;
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var low = dash < 0 ? text : text[..dash];
        var high = dash < 0 ? text : text[(dash + 1)..];
        if (!TryScore(low, out var from) || !TryScore(high, out var to))
        {
            return false;
        }

        range = new ScoreRange(from, to);
        return from >= 1 && from <= to && to <= bins;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Low == High
            ? Low.ToString(CultureInfo.InvariantCulture)
            : FormattableString.Invariant($"{Low}-{High}");

    private static bool TryScore(string text, out int score) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out score);
}
