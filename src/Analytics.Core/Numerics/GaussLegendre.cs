namespace Analytics.Core.Numerics;

/// <summary>The Gauss-Legendre rule on [-1, 1].</summary>
public sealed class GaussLegendre
{
    /// <summary>The rule with 4 nodes.</summary>
    public static readonly GaussLegendre Four = new(4);

    /// <summary>The rule with 20 nodes.</summary>
    public static readonly GaussLegendre Twenty = new(20);

    /// <summary>Nodes and weights by Newton's method on the Legendre polynomial.</summary>
    /// <param name="count">Number of nodes, at least 1; exact for polynomials of degree 2 count - 1.</param>
    public GaussLegendre(int count)
    {
        Nodes = new double[count];
        Weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope;
            double move;
            var rounds = 0;
            do
            {
                var (value, previous) = (x, 1.0);
                for (var n = 2; n <= count; n++)
                {
                    (value, previous) = (
                        ((((2 * n) - 1) * x * value) - ((n - 1) * previous)) / n,
                        value
                    );
                }

                slope = count * ((x * value) - previous) / ((x - 1) * (x + 1));
                move = value / slope;
                x -= move;
            } while (Math.Abs(move) > 1e-15 && ++rounds < 50);

            Nodes[i] = -x;
            Weights[i] = 2 / (((1 - x) * (1 + x)) * slope * slope);
        }
    }

    /// <summary>Nodes in [-1, 1], ascending.</summary>
    public double[] Nodes { get; }

    /// <summary>Weights, sum 2.</summary>
    public double[] Weights { get; }
}
