using System.Globalization;
using Analytics.Core.Faults;

namespace Analytics.Core.Simulation;

/// <summary>How many dirty rows are added: a share of the clean rows spread evenly over all kinds, or a count for each kind.</summary>
public sealed record DirtyPlan
{
    /// <summary>No dirty rows.</summary>
    public static readonly DirtyPlan None = new();

    /// <summary>Share of the clean rows, 0 to 0.5; 0 where <see cref="Counts"/> are given.</summary>
    public double Share { get; init; }

    /// <summary>Rows by kind; empty where a share is given.</summary>
    public IReadOnlyDictionary<DirtyKind, int> Counts { get; init; } =
        new Dictionary<DirtyKind, int>();

    /// <summary>Reads a share (<c>0.5%</c> or <c>0.005</c>) or counts (<c>bad-date=5,nul-byte=2</c>).</summary>
    /// <exception cref="UsageFault">Neither, an unknown kind, or more unclosed quotes than one.</exception>
    public static DirtyPlan Parse(string text)
    {
        if (!text.Contains('=', StringComparison.Ordinal))
        {
            return new DirtyPlan { Share = ParseShare(text) };
        }

        var counts = new Dictionary<DirtyKind, int>();
        foreach (var part in text.Split(','))
        {
            var (name, number) = part.Split('=', 2) is [var left, var right]
                ? (left.Trim(), right)
                : (part.Trim(), "");
            var kind = DirtyKind.Parse(name);
            if (
                !int.TryParse(
                    number,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var count
                )
            )
            {
                throw new UsageFault($"--dirty: '{part}' is not of the form {kind.Name}=COUNT");
            }

            if (kind == DirtyKind.UnclosedQuote && count > 1)
            {
                throw new UsageFault(
                    "--dirty: at most one unclosed-quote; the next one would close it"
                );
            }

            counts[kind] = count;
        }

        return new DirtyPlan { Counts = counts };
    }

    /// <summary>The kinds of all dirty rows of a file, one entry per row, in the order of <see cref="DirtyKind.All"/>.</summary>
    /// <param name="cleanRows">Clean rows of the file.</param>
    internal List<DirtyKind> Expand(long cleanRows)
    {
        var kinds = new List<DirtyKind>();
        var total = (long)(Share * cleanRows);
        var each = total / DirtyKind.All.Count;
        var rest = total % DirtyKind.All.Count;
        foreach (var kind in DirtyKind.All)
        {
            var count = Counts.GetValueOrDefault(kind) + each + (rest-- > 0 ? 1 : 0);
            if (kind == DirtyKind.UnclosedQuote)
            {
                count = Math.Min(1, count);
            }

            kinds.AddRange(Enumerable.Repeat(kind, (int)count));
        }

        return kinds;
    }

    private static double ParseShare(string text)
    {
        var isPercent = text.EndsWith('%');
        if (
            !double.TryParse(
                isPercent ? text[..^1] : text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var share
            )
            || (isPercent ? share / 100 : share) > 0.5
        )
        {
            throw new UsageFault(
                $"--dirty '{text}' is neither a share up to 50% (0.5% or 0.005) nor counts (bad-date=5,nul-byte=2)"
            );
        }

        return isPercent ? share / 100 : share;
    }
}
