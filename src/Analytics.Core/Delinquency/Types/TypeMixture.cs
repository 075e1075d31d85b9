namespace Analytics.Core.Delinquency.Types;

/// <summary>
/// Types as a mixture: log-normal bills, beta-binomial late payments and a chain of states in each (mixtures of chains: Cadez, Heckerman, Meek, Smyth
/// &amp; White 2003), found by <see cref="TypeSearch"/>. An account's type is the most likely one given all that was seen of it.
/// </summary>
public sealed class TypeMixture
{
    private readonly AccountType[] _types;

    internal TypeMixture(IEnumerable<AccountType> types) => _types = [.. types];

    /// <summary>Number of types.</summary>
    public int Count => _types.Length;

    /// <summary>Everything that makes the mixture, for saving: per type its weight, mean and spread of the logarithm of the bill, the two shapes of the chance to
    /// pay late, and its transitions row by row.</summary>
    public IReadOnlyList<double[]> Arrays =>
        _types
            .Select(t => (double[])[t.Weight, t.Bill, t.Spread, t.Late, t.Prompt, .. t.Rows])
            .ToList();

    internal IReadOnlyList<AccountType> Types => _types;

    /// <summary>The mixture of saved <see cref="Arrays"/>.</summary>
    /// <exception cref="FormatException">They are not of a mixture.</exception>
    public static TypeMixture Of(IReadOnlyList<double[]> arrays)
    {
        var cells = TypeEvidence.States * TypeEvidence.States;
        return arrays.All(a => a.Length == cells + 5)
            ? new TypeMixture(
                arrays.Select(a => new AccountType(a[0], a[1], a[2], a[3], a[4], a[5..]))
            )
            : throw new FormatException(
                FormattableString.Invariant(
                    $"a mixture of types has {cells + 5} numbers for each type"
                )
            );
    }

    /// <summary>Share of a type among the accounts it was found in.</summary>
    public double Weight(int type) => _types[type].Weight;

    /// <summary>Log likelihood of each type but for the moves.</summary>
    /// <param name="evidence">The account.</param>
    /// <param name="moves">Log likelihood of its moves by type, from <see cref="AddMove"/>.</param>
    /// <returns>The most likely type.</returns>
    public int TypeOf(TypeEvidence evidence, ReadOnlySpan<double> moves)
    {
        var (best, most, bill) = (0, double.NegativeInfinity, evidence.LogBill);
        for (var t = 0; t < _types.Length; t++)
        {
            var log = moves[t] + _types[t].LogOf(bill, evidence.Late, evidence.Prompt);
            (best, most) = log > most ? (t, log) : (best, most);
        }

        return best;
    }

    /// <summary>Adds the last move of an account to the log likelihood of its moves.</summary>
    public void AddMove(TypeEvidence evidence, Span<double> moves)
    {
        for (var t = 0; t < _types.Length && evidence.LastMove >= 0; t++)
        {
            moves[t] += _types[t].LogRows[evidence.LastMove];
        }
    }
}
