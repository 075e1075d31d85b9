namespace Analytics.Core.Delinquency.Types;

/// <summary>Readable names of found types: the two traits that tell them most from the others; a third one, or a number, where that does not make them different.</summary>
public static class TypeNames
{
    private const double Distinct = 0.35;

    // words for a trait far below and far above the mean of the types
    private static readonly (string Low, string High)[] Words =
    [
        ("small-bill", "large-bill"),
        ("on-time", "often-late"),
        ("clean", "in-arrears"),
        ("slow-to-cure", "quick-to-cure"),
    ];

    /// <summary>The names, in the order of the types.</summary>
    public static IReadOnlyList<string> Of(TypeMixture mixture)
    {
        var traits = Standardised(mixture);
        var names = new List<string>();
        for (var t = 0; t < mixture.Count; t++)
        {
            var words = traits[t]
                .Select((value, trait) => (value, trait))
                .OrderByDescending(x => Math.Abs(x.value))
                .ThenBy(x => x.trait)
                .Select(x => (x.value > 0 ? Words[x.trait].High : Words[x.trait].Low, x.value))
                .ToList();
            var name = Joined(words.Where(w => Math.Abs(w.value) >= Distinct).Take(2));
            var unique = names.Contains(name, StringComparer.Ordinal)
                ? Joined(words.Take(3))
                : name;
            for (var again = 2; names.Contains(unique, StringComparer.Ordinal); again++)
            {
                unique = FormattableString.Invariant($"{name}-{again}");
            }

            names.Add(unique);
        }

        return names;
    }

    private static string Joined(IEnumerable<(string Word, double Value)> words) =>
        string.Join('-', words.Select(w => w.Word).DefaultIfEmpty("average"));

    // each trait in standard deviations from its mean over the accounts' types
    private static double[][] Standardised(TypeMixture mixture)
    {
        var traits = mixture.Types.Select(Traits).ToArray();
        var total = mixture.Types.Sum(t => t.Weight);
        for (var j = 0; j < Words.Length; j++)
        {
            var (mean, squares) = (0.0, 0.0);
            for (var t = 0; t < traits.Length; t++)
            {
                mean += mixture.Weight(t) * traits[t][j] / total;
                squares += mixture.Weight(t) * traits[t][j] * traits[t][j] / total;
            }

            var spread = Math.Sqrt(Math.Max(0, squares - (mean * mean)));
            for (var t = 0; t < traits.Length; t++)
            {
                traits[t][j] = spread > 1e-9 ? (traits[t][j] - mean) / spread : 0;
            }
        }

        return traits;
    }

    private static double[] Traits(AccountType type)
    {
        const int current = (int)DelinquencyState.Current;
        const int late = (int)DelinquencyState.Late1;
        var n = TypeEvidence.States;
        return
        [
            type.Bill,
            type.Late / (type.Late + type.Prompt),
            Math.Sqrt(type.Rows[(current * n) + late]),
            type.Rows[(late * n) + current],
        ];
    }
}
