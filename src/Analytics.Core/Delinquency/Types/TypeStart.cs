using Analytics.Core.Numerics;

namespace Analytics.Core.Delinquency.Types;

/// <summary>Where a search for types begins: k-means++ over bill, lateness and arrears (Arthur &amp; Vassilvitskii 2007).</summary>
internal static class TypeStart
{
    private const int Features = 3;
    private const int Rounds = 10;

    /// <summary>A first type of each account.</summary>
    public static int[] Of(EvidenceTable accounts, int types, Chance chance)
    {
        var points = Points(accounts);
        var centres = Centres(points, types, chance);
        var type = new int[accounts.Count];
        for (var round = 0; round < Rounds; round++)
        {
            Move(points, centres, type);
        }

        return type;
    }

    private static double[] Points(EvidenceTable accounts)
    {
        var points = new double[accounts.Count * Features];
        for (var i = 0; i < accounts.Count; i++)
        {
            var (moves, overdue) = (0, 0);
            foreach (var (move, count) in accounts.Moves(i))
            {
                moves += count;
                overdue += move % TypeEvidence.States > (int)DelinquencyState.Current ? count : 0;
            }

            var (late, paid) = (accounts.Late(i), accounts.Late(i) + accounts.Prompt(i));
            points[i * Features] = double.IsNaN(accounts.LogBill(i)) ? 0 : accounts.LogBill(i);
            // half an observation keeps the shares of accounts with few off their ends
            points[(i * Features) + 1] = Math.Asin(Math.Sqrt((late + .5) / (paid + 1)));
            points[(i * Features) + 2] = Math.Asin(Math.Sqrt((overdue + .5) / (moves + 1)));
        }

        for (var f = 0; f < Features; f++)
        {
            Standardise(points, f);
        }

        return points;
    }

    private static void Standardise(double[] points, int feature)
    {
        var (sum, squares, n) = (0.0, 0.0, points.Length / Features);
        for (var i = feature; i < points.Length; i += Features)
        {
            sum += points[i];
            squares += points[i] * points[i];
        }

        var mean = sum / n;
        var spread = Math.Sqrt(Math.Max(0, (squares / n) - (mean * mean)));
        for (var i = feature; i < points.Length; i += Features)
        {
            points[i] = spread > 1e-9 ? (points[i] - mean) / spread : 0;
        }
    }

    private static double[] Centres(double[] points, int types, Chance chance)
    {
        var n = points.Length / Features;
        var nearest = new double[n];
        nearest.AsSpan().Fill(double.PositiveInfinity);
        var centres = new double[types * Features];
        var next = (int)(chance.Uniform() * n);
        for (var t = 0; t < types; t++)
        {
            points.AsSpan(next * Features, Features).CopyTo(centres.AsSpan(t * Features));
            var total = 0.0;
            for (var i = 0; i < n; i++)
            {
                nearest[i] = Math.Min(nearest[i], Distance(points, i, centres, t));
                total += nearest[i];
            }

            var aim = chance.Uniform() * total;
            for (next = 0; next < n - 1 && aim >= nearest[next]; next++)
            {
                aim -= nearest[next];
            }
        }

        return centres;
    }

    private static void Move(double[] points, double[] centres, int[] type)
    {
        var types = centres.Length / Features;
        var (sums, counts) = (new double[centres.Length], new int[types]);
        for (var i = 0; i < type.Length; i++)
        {
            var least = double.PositiveInfinity;
            for (var t = 0; t < types; t++)
            {
                var distance = Distance(points, i, centres, t);
                (type[i], least) = distance < least ? (t, distance) : (type[i], least);
            }

            counts[type[i]]++;
            for (var f = 0; f < Features; f++)
            {
                sums[(type[i] * Features) + f] += points[(i * Features) + f];
            }
        }

        for (var c = 0; c < centres.Length; c++)
        {
            centres[c] = counts[c / Features] > 0 ? sums[c] / counts[c / Features] : centres[c];
        }
    }

    private static double Distance(double[] points, int i, double[] centres, int t)
    {
        var sum = 0.0;
        for (var f = 0; f < Features; f++)
        {
            var difference = points[(i * Features) + f] - centres[(t * Features) + f];
            sum += difference * difference;
        }

        return sum;
    }
}
