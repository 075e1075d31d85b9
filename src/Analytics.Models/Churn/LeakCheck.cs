using System.Globalization;
using Analytics.Core.Numerics;
using Analytics.Models.Evaluation;
using Analytics.Models.Features;

namespace Analytics.Models.Churn;

/// <summary>Finds columns that know the outcome: copies of the label, and what is only written down after the event.</summary>
public static class LeakCheck
{
    /// <summary>A single column above this area under the curve is suspicious.</summary>
    public const double MostAuc = 0.99;

    /// <summary>A single column that tells this share of both classes right is suspicious, for example the label with 1 % noise.</summary>
    public const double MostRight = 0.97;

    private const double OneSided = 0.98;
    private const double CommonClass = 0.9;

    /// <summary>What is suspicious about a column, in words, or null.</summary>
    /// <param name="feature">The column as learnt.</param>
    /// <param name="raw">Its values.</param>
    /// <param name="rows">Rows to look at.</param>
    /// <param name="positive">Outcome of each of these rows.</param>
    public static string? Suspicion(
        FeatureColumn feature,
        RawColumn raw,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<bool> positive
    )
    {
        var bins = feature is CategoryFeature ? LevelRates(feature, raw, rows, positive) : [];
        var scores = bins.Length > 0 ? bins : Numbers((NumberFeature)feature, raw, rows);
        var auc = RankKernel.Auc(scores, positive);
        auc = Math.Max(auc, 1 - auc);
        if (auc > MostAuc)
        {
            return Text($"alone it tells the outcome with an AUC of {auc:0.0000}");
        }

        var right = MostOfBoth(scores, positive);
        if (right >= MostRight)
        {
            return Text($"alone it tells {100 * right:0.0} % of both outcomes right");
        }

        return FilledAfterwards(feature, raw, rows, positive);
    }

    /// <summary>A value that is only there for one outcome was probably written down because of it.</summary>
    private static string? FilledAfterwards(
        FeatureColumn feature,
        RawColumn raw,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<bool> positive
    )
    {
        var (filled, filledEvents, blank, blankEvents) = (0, 0, 0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var isBlank = raw is TextColumn text
                ? text[rows[i]].IsEmpty
                : double.IsNaN(((NumberColumn)raw).Values[rows[i]]);
            filled += isBlank ? 0 : 1;
            filledEvents += !isBlank && positive[i] ? 1 : 0;
            blank += isBlank ? 1 : 0;
            blankEvents += isBlank && positive[i] ? 1 : 0;
        }

        var share = (double)(filledEvents + blankEvents) / rows.Length;
        foreach (
            var (what, count, events) in new[]
            {
                ("filled", filled, filledEvents),
                ("blank", blank, blankEvents),
            }
        )
        {
            // only a share far from what all rows have is a sign
            if (share < CommonClass && Wilson.Interval(events, count).Low > OneSided)
            {
                return Text(
                    $"where it is {what} ({count} rows) the event always came: is it written down afterwards?"
                );
            }

            if (1 - share < CommonClass && Wilson.Interval(count - events, count).Low > OneSided)
            {
                return Text(
                    $"where it is {what} ({count} rows) the event never came: is it written down afterwards?"
                );
            }
        }

        return null;
    }

    private static double[] Numbers(NumberFeature feature, RawColumn raw, ReadOnlySpan<int> rows)
    {
        var scores = new double[rows.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            // missing values are below all others, so that being there counts too
            var value = feature.Value(raw, rows[i]);
            scores[i] = double.IsNaN(value) ? double.MinValue : value;
        }

        return scores;
    }

    private static double[] LevelRates(
        FeatureColumn feature,
        RawColumn raw,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<bool> positive
    )
    {
        var level = new int[rows.Length];
        var counts = new double[feature.Reference.Length];
        var events = new double[feature.Reference.Length];
        for (var i = 0; i < level.Length; i++)
        {
            level[i] = feature.Bin(raw, rows[i]);
            counts[level[i]]++;
            events[level[i]] += positive[i] ? 1 : 0;
        }

        return Array.ConvertAll(level, l => events[l] / counts[l]);
    }

    /// <summary>The best that one threshold does: the smaller of the shares of events above and of others below, or the other way round.</summary>
    private static double MostOfBoth(double[] scores, ReadOnlySpan<bool> positive)
    {
        var keys = scores.ToArray();
        var outcomes = positive.ToArray();
        Array.Sort(keys, outcomes);
        double events = outcomes.AsSpan().Count(true);
        var rest = outcomes.Length - events;
        var (eventsBelow, restBelow, best) = (0, 0, 0.0);
        for (var i = 0; i < keys.Length; i++)
        {
            eventsBelow += outcomes[i] ? 1 : 0;
            restBelow += outcomes[i] ? 0 : 1;
            if (i + 1 == keys.Length || keys[i + 1] != keys[i])
            {
                var (a, b) = (eventsBelow / events, restBelow / rest);
                best = Math.Max(best, Math.Max(Math.Min(1 - a, b), Math.Min(a, 1 - b)));
            }
        }

        return best;
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
