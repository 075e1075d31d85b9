using System.Globalization;

namespace Analytics.Core.Delinquency.Rolls;

/// <summary>The states of a panel in their order, best first.</summary>
/// <param name="Names">Their names.</param>
public sealed record StateScale(IReadOnlyList<string> Names)
{
    /// <summary>The states of our own ledger: P 0 1 2 3 B D.</summary>
    public static StateScale Standard { get; } = new(DelinquencyStates.Names);

    /// <summary>Number of a state, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The states that age step by step: whole numbers from 0 up, then B and D of our own scale.</summary>
    public IReadOnlyList<int> Ladder =>
        Enumerable
            .Range(0, Names.Count)
            .Where(i => AgeOf(Names[i]) >= 0)
            .OrderBy(i => AgeOf(Names[i]))
            .ToList();

    /// <summary>True for a status that is overdue by its name: a whole number above 0, B or D.</summary>
    public static bool IsOverdue(string name) => AgeOf(name) > 0;

    /// <summary>Puts statuses in order: those the user named first, in that order; else ours where all are ours, else numbers by size; the rest by text.</summary>
    /// <param name="seen">The statuses that occur.</param>
    /// <param name="given">The order that the user gave, or null.</param>
    public static StateScale Order(IEnumerable<string> seen, IReadOnlyList<string>? given)
    {
        var rest = seen.Except(given ?? [], StringComparer.Ordinal).ToList();
        var ordered = rest.TrueForAll(s =>
            DelinquencyStates.Names.Contains(s, StringComparer.Ordinal)
        )
            ? DelinquencyStates.Names.Where(rest.Contains).ToList()
            : rest.Where(IsNumber)
                .OrderBy(NumberOf)
                .ThenBy(s => s, StringComparer.Ordinal)
                .Concat(rest.Where(s => !IsNumber(s)).Order(StringComparer.Ordinal))
                .ToList();
        return new StateScale([.. given ?? [], .. ordered]);
    }

    private static bool IsNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static int NumberOf(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int AgeOf(string name) =>
        name switch
        {
            "B" => 1_000_001,
            "D" => 1_000_002,
            _ => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                ? n
                : -1,
        };
}
