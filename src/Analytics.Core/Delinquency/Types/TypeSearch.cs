using Analytics.Core.Numerics;

namespace Analytics.Core.Delinquency.Types;

/// <summary>
/// Finds types by expectation and maximisation (Dempster, Laird &amp; Rubin 1977): several short runs on a part of the accounts, the likeliest of them
/// carried on over all that are given. Seeded; the order of accounts in a file changes nothing, since they stand in the order of their ids.
/// </summary>
public sealed class TypeSearch
{
    /// <summary>Most accounts that a search learns from; more tell no more.</summary>
    public const int LargestSample = 40_000;

    private const int Starts = 16;
    private const int StartAccounts = 6_000;
    private const int StartRounds = 40;
    private const int Rounds = 300;
    private const double LeastSpread = 0.02;
    private const double PriorMoves = 20;
    private readonly EvidenceTable _accounts;
    private readonly double[] _pooled;
    private readonly double[] _shares;
    private readonly int _count;

    private TypeSearch(EvidenceTable accounts, int count)
    {
        (_accounts, _count) = (accounts, count);
        _shares = new double[accounts.Count * count];
        _pooled = Pooled(accounts);
    }

    /// <summary>Which accounts to learn from: all, or an even draw from them.</summary>
    /// <param name="n">Number of accounts.</param>
    /// <param name="seed">Seed of the draw.</param>
    public static int[] Sample(int n, long seed)
    {
        if (n <= LargestSample)
        {
            return Enumerable.Range(0, n).ToArray();
        }

        var chance = new Chance(seed, 71);
        return Enumerable
            .Range(0, LargestSample)
            .Select(i => (int)(((i + chance.Uniform()) / LargestSample) * n))
            .ToArray();
    }

    /// <summary>Finds the types.</summary>
    /// <param name="accounts">The accounts to learn from.</param>
    /// <param name="count">Wanted number of types; fewer come where there are fewer different accounts.</param>
    /// <param name="seed">Seed of the starts.</param>
    public static TypeMixture Find(EvidenceTable accounts, int count, long seed)
    {
        var few =
            accounts.Count <= StartAccounts
                ? accounts
                : accounts.Of(
                    Enumerable
                        .Range(0, StartAccounts)
                        .Select(i => (int)((long)i * accounts.Count / StartAccounts))
                );
        var (best, most) = (Array.Empty<AccountType>(), double.NegativeInfinity);
        for (var start = 0; start < Starts; start++)
        {
            var search = new TypeSearch(few, count);
            search.Take(TypeStart.Of(few, count, new Chance(seed, 100 + start)));
            var (types, likelihood) = search.Run(search.Maximise(), StartRounds);
            (best, most) = likelihood > most ? (types, likelihood) : (best, most);
        }

        // a type that nobody belongs to is none
        return new TypeMixture(
            new TypeSearch(accounts, count)
                .Run(best, Rounds)
                .Types.Where(t => t.Weight * accounts.Count >= .5)
        );
    }

    private void Take(int[] type)
    {
        _shares.AsSpan().Clear();
        for (var i = 0; i < type.Length; i++)
        {
            _shares[(i * _count) + type[i]] = 1;
        }
    }

    private (AccountType[] Types, double Likelihood) Run(AccountType[] types, int rounds)
    {
        var last = double.NegativeInfinity;
        for (var round = 0; round < rounds; round++)
        {
            var likelihood = Expect(types);
            if (likelihood - last < 1e-7 * Math.Abs(likelihood))
            {
                return (types, likelihood);
            }

            (last, types) = (likelihood, Maximise());
        }

        return (types, last);
    }

    private double Expect(AccountType[] types)
    {
        var likelihood = 0.0;
        for (var i = 0; i < _accounts.Count; i++)
        {
            var shares = _shares.AsSpan(i * _count, _count);
            var most = double.NegativeInfinity;
            for (var t = 0; t < _count; t++)
            {
                var log = types[t]
                    .LogOf(_accounts.LogBill(i), _accounts.Late(i), _accounts.Prompt(i));
                foreach (var (move, count) in _accounts.Moves(i))
                {
                    log += count * types[t].LogRows[move];
                }

                shares[t] = log;
                most = Math.Max(most, log);
            }

            var sum = 0.0;
            for (var t = 0; t < _count; t++)
            {
                shares[t] = Math.Exp(shares[t] - most);
                sum += shares[t];
            }

            for (var t = 0; t < _count; t++)
            {
                shares[t] /= sum;
            }

            likelihood += most + Math.Log(sum);
        }

        return likelihood;
    }

    private AccountType[] Maximise() => Enumerable.Range(0, _count).Select(Maximise).ToArray();

    private AccountType Maximise(int type)
    {
        var (weight, billed, bill, squares) = (0.0, 0.0, 0.0, 0.0);
        var rows = _pooled.Select(p => PriorMoves * p).ToArray();
        for (var i = 0; i < _accounts.Count; i++)
        {
            var w = _shares[(i * _count) + type];
            weight += w;
            var x = _accounts.LogBill(i);
            if (!double.IsNaN(x))
            {
                billed += w;
                bill += w * x;
                squares += w * x * x;
            }

            foreach (var (move, count) in _accounts.Moves(i))
            {
                rows[move] += w * count;
            }
        }

        Normalise(rows);
        var mean = billed > 0 ? bill / billed : 0;
        var variance = billed > 0 ? (squares / billed) - (mean * mean) : 1;
        var (late, prompt) = Lateness(type);
        return new AccountType(
            Math.Max(1e-6, weight / _accounts.Count),
            mean,
            Math.Sqrt(Math.Max(LeastSpread * LeastSpread, variance)),
            late,
            prompt,
            rows
        );
    }

    // mean and spread of the chance to pay late, by moments (Williams 1975)
    private (double Late, double Prompt) Lateness(int type)
    {
        var (late, paid) = (0.0, 0.0);
        for (var i = 0; i < _accounts.Count; i++)
        {
            var w = _shares[(i * _count) + type];
            late += w * _accounts.Late(i);
            paid += w * (_accounts.Late(i) + _accounts.Prompt(i));
        }

        var mean = (late + .05) / (paid + .1);
        var (seen, pairs) = (0.0, 0.0);
        for (var i = 0; i < _accounts.Count; i++)
        {
            var w = _shares[(i * _count) + type];
            double n = _accounts.Late(i) + _accounts.Prompt(i);
            var off = _accounts.Late(i) - (n * mean);
            seen += w * off * off;
            pairs += w * n * (n - 1);
        }

        var variance = mean * (1 - mean);
        var likeness = pairs > 0 ? (seen - (variance * paid)) / (variance * pairs) : 0;
        var size = (1 / Math.Clamp(likeness, 1e-4, .9)) - 1;
        return (mean * size, (1 - mean) * size);
    }

    private static double[] Pooled(EvidenceTable accounts)
    {
        var rows = new double[TypeEvidence.States * TypeEvidence.States];
        rows.AsSpan().Fill(1e-3);
        for (var i = 0; i < accounts.Count; i++)
        {
            foreach (var (move, count) in accounts.Moves(i))
            {
                rows[move] += count;
            }
        }

        Normalise(rows);
        return rows;
    }

    private static void Normalise(double[] rows)
    {
        for (var s = 0; s < rows.Length; s += TypeEvidence.States)
        {
            var row = rows.AsSpan(s, TypeEvidence.States);
            var sum = 0.0;
            foreach (var p in row)
            {
                sum += p;
            }

            for (var j = 0; j < row.Length; j++)
            {
                row[j] /= sum;
            }
        }
    }
}
