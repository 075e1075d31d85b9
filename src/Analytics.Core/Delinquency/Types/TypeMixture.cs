using Analytics.Core.Numerics;

namespace Analytics.Core.Delinquency.Types;

/// <summary>
/// Types as a mixture of normal distributions without correlations (EM; Dempster, Laird &amp; Rubin 1977), started from the best of several k-means
/// runs. Seeded; the order of accounts in a file changes nothing, since they stand in the order of their ids.
/// </summary>
public sealed class TypeMixture
{
    private const int Starts = 8;
    private const int Rounds = 200;
    private const int LargestSample = 40_000;
    private const double LeastSpread = 0.05;
    private readonly double[] _mean;
    private readonly double[] _scale;
    private readonly double[] _weights;
    private readonly double[] _centres;
    private readonly double[] _spreads;
    private readonly int _d;

    private TypeMixture(
        double[] mean,
        double[] scale,
        double[] weights,
        double[] centres,
        double[] spreads
    )
    {
        (_mean, _scale, _weights, _centres, _spreads) = (mean, scale, weights, centres, spreads);
        _d = mean.Length;
    }

    /// <summary>Number of types.</summary>
    public int Count => _weights.Length;

    /// <summary>Everything that makes the mixture, for saving: means and scales of the traits, weights, centres and spreads of the types.</summary>
    public IReadOnlyList<double[]> Arrays => [_mean, _scale, _weights, _centres, _spreads];

    /// <summary>The mixture of saved <see cref="Arrays"/>.</summary>
    public static TypeMixture Of(IReadOnlyList<double[]> arrays) =>
        arrays.Count == 5
        && arrays[0].Length == arrays[1].Length
        && arrays[3].Length == arrays[0].Length * arrays[2].Length
        && arrays[4].Length == arrays[3].Length
            ? new TypeMixture(arrays[0], arrays[1], arrays[2], arrays[3], arrays[4])
            : throw new FormatException("a mixture of types has five lists of matching lengths");

    /// <summary>Share of a type among the accounts it was found in.</summary>
    public double Weight(int type) => _weights[type];

    /// <summary>Mean of a trait in a type, in standard deviations of all accounts from their mean.</summary>
    public double Centre(int type, int trait) => _centres[(type * _d) + trait];

    /// <summary>Finds the types.</summary>
    /// <param name="traits">Traits of all accounts, account by account.</param>
    /// <param name="d">Traits per account.</param>
    /// <param name="k">Wanted number of types; fewer come where there are fewer different accounts.</param>
    /// <param name="seed">Seed of the starts and of the sample.</param>
    public static TypeMixture Find(ReadOnlySpan<double> traits, int d, int k, long seed)
    {
        var n = traits.Length / d;
        var (mean, scale) = Moments(traits, d);
        var rows = Sample(n, seed);
        var points = new double[rows.Length * d];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < d; j++)
            {
                points[(i * d) + j] = (traits[(rows[i] * d) + j] - mean[j]) / scale[j];
            }
        }

        var centres = BestMeans(points, d, k, seed);
        k = centres.Length / d;
        var (weights, spreads) = (new double[k], new double[k * d]);
        weights.AsSpan().Fill(1.0 / k);
        spreads.AsSpan().Fill(0.5);
        Maximise(points, d, weights, centres, spreads);
        return new TypeMixture(mean, scale, weights, centres, spreads);
    }

    /// <summary>The most likely type of an account.</summary>
    public int TypeOf(ReadOnlySpan<double> traits)
    {
        var (best, most) = (0, double.NegativeInfinity);
        for (var t = 0; t < Count; t++)
        {
            var log = Math.Log(_weights[t]);
            for (var j = 0; j < _d; j++)
            {
                var spread = _spreads[(t * _d) + j];
                var z = (((traits[j] - _mean[j]) / _scale[j]) - _centres[(t * _d) + j]) / spread;
                log -= (0.5 * z * z) + Math.Log(spread);
            }

            (best, most) = log > most ? (t, log) : (best, most);
        }

        return best;
    }

    private static (double[] Mean, double[] Scale) Moments(ReadOnlySpan<double> traits, int d)
    {
        var n = traits.Length / d;
        var (mean, scale) = (new double[d], new double[d]);
        for (var i = 0; i < traits.Length; i++)
        {
            mean[i % d] += traits[i] / n;
        }

        for (var i = 0; i < traits.Length; i++)
        {
            var difference = traits[i] - mean[i % d];
            scale[i % d] += difference * difference / n;
        }

        for (var j = 0; j < d; j++)
        {
            scale[j] = scale[j] > 1e-12 ? Math.Sqrt(scale[j]) : 1;
        }

        return (mean, scale);
    }

    private static int[] Sample(int n, long seed)
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

    private static double[] BestMeans(double[] points, int d, int k, long seed)
    {
        var (best, least) = (Array.Empty<double>(), double.PositiveInfinity);
        for (var start = 0; start < Starts; start++)
        {
            var centres = Spread(points, d, k, new Chance(seed, 100 + start));
            var cost = double.PositiveInfinity;
            for (var round = 0; round < 30; round++)
            {
                var now = Move(points, d, centres);
                if (now >= cost * (1 - 1e-6))
                {
                    break;
                }

                cost = now;
            }

            (best, least) = cost < least ? (centres, cost) : (best, least);
        }

        return best;
    }

    // k-means++ (Arthur & Vassilvitskii 2007)
    private static double[] Spread(double[] points, int d, int k, Chance chance)
    {
        var n = points.Length / d;
        var nearest = new double[n];
        nearest.AsSpan().Fill(double.PositiveInfinity);
        var centres = new List<double>();
        var next = (int)(chance.Uniform() * n);
        while (centres.Count < k * d)
        {
            var centre = points.AsSpan(next * d, d);
            centres.AddRange(centre);
            var total = 0.0;
            for (var i = 0; i < n; i++)
            {
                nearest[i] = Math.Min(nearest[i], Distance(points.AsSpan(i * d, d), centre));
                total += nearest[i];
            }

            if (total <= 0)
            {
                break;
            }

            var aim = chance.Uniform() * total;
            for (next = 0; next < n - 1 && aim >= nearest[next]; next++)
            {
                aim -= nearest[next];
            }
        }

        return [.. centres];
    }

    private static double Move(double[] points, int d, double[] centres)
    {
        var k = centres.Length / d;
        var (sums, counts, cost) = (new double[centres.Length], new int[k], 0.0);
        for (var i = 0; i < points.Length; i += d)
        {
            var point = points.AsSpan(i, d);
            var (best, least) = (0, double.PositiveInfinity);
            for (var t = 0; t < k; t++)
            {
                var distance = Distance(point, centres.AsSpan(t * d, d));
                (best, least) = distance < least ? (t, distance) : (best, least);
            }

            cost += least;
            counts[best]++;
            for (var j = 0; j < d; j++)
            {
                sums[(best * d) + j] += point[j];
            }
        }

        for (var i = 0; i < centres.Length; i++)
        {
            centres[i] = counts[i / d] > 0 ? sums[i] / counts[i / d] : centres[i];
        }

        return cost;
    }

    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var j = 0; j < a.Length; j++)
        {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }

        return sum;
    }

    private static void Maximise(
        double[] points,
        int d,
        double[] weights,
        double[] centres,
        double[] spreads
    )
    {
        var k = weights.Length;
        var last = double.NegativeInfinity;
        var share = new double[k];
        for (var round = 0; round < Rounds; round++)
        {
            var (w, m, s) = (new double[k], new double[k * d], new double[k * d]);
            var constants = Constants(d, weights, spreads);
            var likelihood = 0.0;
            for (var i = 0; i < points.Length; i += d)
            {
                likelihood += Shares(points.AsSpan(i, d), constants, centres, spreads, share);
                for (var t = 0; t < k; t++)
                {
                    w[t] += share[t];
                    for (var j = 0; j < d; j++)
                    {
                        var x = points[i + j];
                        m[(t * d) + j] += share[t] * x;
                        s[(t * d) + j] += share[t] * x * x;
                    }
                }
            }

            var total = w.Sum();
            for (var t = 0; t < k; t++)
            {
                weights[t] = Math.Max(1e-6, w[t] / total);
                for (var j = 0; j < d && w[t] > 1e-9; j++)
                {
                    var mean = m[(t * d) + j] / w[t];
                    centres[(t * d) + j] = mean;
                    spreads[(t * d) + j] = Math.Sqrt(
                        Math.Max(LeastSpread * LeastSpread, (s[(t * d) + j] / w[t]) - (mean * mean))
                    );
                }
            }

            if (likelihood - last < 1e-7 * Math.Abs(likelihood))
            {
                return;
            }

            last = likelihood;
        }
    }

    private static double[] Constants(int d, double[] weights, double[] spreads) =>
        weights.Select((w, t) => Math.Log(w) - spreads.Skip(t * d).Take(d).Sum(Math.Log)).ToArray();

    private static double Shares(
        ReadOnlySpan<double> point,
        double[] constants,
        double[] centres,
        double[] spreads,
        double[] share
    )
    {
        var (d, most) = (point.Length, double.NegativeInfinity);
        for (var t = 0; t < share.Length; t++)
        {
            var log = constants[t];
            for (var j = 0; j < d; j++)
            {
                var z = (point[j] - centres[(t * d) + j]) / spreads[(t * d) + j];
                log -= 0.5 * z * z;
            }

            share[t] = log;
            most = Math.Max(most, log);
        }

        var sum = 0.0;
        for (var t = 0; t < share.Length; t++)
        {
            share[t] = Math.Exp(share[t] - most);
            sum += share[t];
        }

        for (var t = 0; t < share.Length; t++)
        {
            share[t] /= sum;
        }

        return most + Math.Log(sum);
    }
}
