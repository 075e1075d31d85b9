namespace Analytics.Core.Delinquency.Types;

/// <summary>Readable names of found types: their two most distinguishing traits, with the share of accounts to tell equal ones apart.</summary>
public static class TypeNames
{
    private const double Distinct = 0.35;

    /// <summary>The names, in the order of the types.</summary>
    public static IReadOnlyList<string> Of(TypeMixture mixture)
    {
        var names = new List<string>();
        for (var t = 0; t < mixture.Count; t++)
        {
            var type = t;
            var words = Enumerable
                .Range(0, AccountTraits.Count)
                .Select(j => (Trait: j, Value: mixture.Centre(type, j)))
                .Where(x => Math.Abs(x.Value) >= Distinct)
                .OrderByDescending(x => Math.Abs(x.Value))
                .ThenBy(x => x.Trait)
                .Take(2)
                .Select(x =>
                    x.Value > 0
                        ? AccountTraits.Words[x.Trait].High
                        : AccountTraits.Words[x.Trait].Low
                )
                .ToList();
            var name = words.Count == 0 ? "average" : string.Join('-', words);
            var unique = name;
            for (var again = 2; names.Contains(unique, StringComparer.Ordinal); again++)
            {
                unique = FormattableString.Invariant($"{name}-{again}");
            }

            names.Add(unique);
        }

        return names;
    }
}
