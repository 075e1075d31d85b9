using Analytics.Core.Numerics;

namespace Analytics.Models.Training;

/// <summary>Stratified parts of the rows: each has about the same share of events.</summary>
public static class Folds
{
    /// <summary>A part for each row.</summary>
    /// <param name="positive">Outcomes.</param>
    /// <param name="parts">Number of parts.</param>
    /// <param name="seed">Seed of the shuffle.</param>
    /// <returns>0 to parts - 1 per row; each outcome's rows are shared so that sizes differ by at most one.</returns>
    public static int[] Of(ReadOnlySpan<bool> positive, int parts, long seed)
    {
        var part = new int[positive.Length];
        foreach (var (outcome, stream) in new[] { (true, 1), (false, 2) })
        {
            var rows = Rows(positive, outcome);
            Shuffle(rows, new Chance(seed, stream));
            for (var i = 0; i < rows.Length; i++)
            {
                part[rows[i]] = i % parts;
            }
        }

        return part;
    }

    /// <summary>Training and test rows, both ascending, with the share of events kept.</summary>
    /// <param name="positive">Outcomes.</param>
    /// <param name="testShare">Share of the test rows, between 0 and 1.</param>
    /// <param name="seed">Seed of the shuffle.</param>
    public static (int[] Train, int[] Test) Split(
        ReadOnlySpan<bool> positive,
        double testShare,
        long seed
    )
    {
        var (train, test) = (new List<int>(), new List<int>());
        foreach (var (outcome, stream) in new[] { (true, 1), (false, 2) })
        {
            var rows = Rows(positive, outcome);
            Shuffle(rows, new Chance(seed, stream));
            var tests = (int)Math.Round(rows.Length * testShare, MidpointRounding.AwayFromZero);
            test.AddRange(rows[..tests]);
            train.AddRange(rows[tests..]);
        }

        train.Sort();
        test.Sort();
        return ([.. train], [.. test]);
    }

    private static int[] Rows(ReadOnlySpan<bool> positive, bool outcome)
    {
        var rows = new List<int>();
        for (var i = 0; i < positive.Length; i++)
        {
            if (positive[i] == outcome)
            {
                rows.Add(i);
            }
        }

        return [.. rows];
    }

    private static void Shuffle(int[] rows, Chance chance)
    {
        for (var i = rows.Length - 1; i > 0; i--)
        {
            var j = (int)(chance.Uniform() * (i + 1));
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }
    }
}
