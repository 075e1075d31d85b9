using MathNet.Numerics.LinearAlgebra;

namespace Analytics.Core.Numerics;

/// <summary>A discrete measure on the line, and the Gauss rules that replace it for smooth functions.</summary>
/// <param name="At">Where the masses are, all different.</param>
/// <param name="Mass">One per point; not negative, not all 0.</param>
public sealed record PointMasses(double[] At, double[] Mass)
{
    /// <summary>
    /// The rule that gives the same sum for polynomials up to degree 2 count - 1: recurrence coefficients by Stieltjes' procedure, nodes and
    /// masses from the eigenvectors of their Jacobi matrix (Golub &amp; Welsch 1969).
    /// </summary>
    /// <param name="count">Nodes; well below the number of points, so that the recurrence keeps its digits.</param>
    public PointMasses GaussRule(int count)
    {
        var (now, before) = (new double[At.Length], new double[At.Length]);
        Array.Fill(now, 1);
        var jacobi = Matrix<double>.Build.Dense(count, count);
        var (total, norm, link) = (Mass.Sum(), Mass.Sum(), 0.0);
        for (var k = 0; k < count; k++)
        {
            var centre = Weighted(now, i => At[i]) / norm;
            jacobi[k, k] = centre;
            for (var i = 0; i < At.Length; i++)
            {
                (now[i], before[i]) = (((At[i] - centre) * now[i]) - (link * before[i]), now[i]);
            }

            var next = Weighted(now, _ => 1);
            (link, norm) = (next / norm, next);
            if (k + 1 < count)
            {
                jacobi[k, k + 1] = jacobi[k + 1, k] = Math.Sqrt(link);
            }
        }

        var eigen = jacobi.Evd(Symmetricity.Symmetric);
        return new PointMasses(
            [.. eigen.EigenValues.Select(v => v.Real)],
            [.. Enumerable.Range(0, count).Select(j => total * Square(eigen.EigenVectors[0, j]))]
        );
    }

    private double Weighted(double[] polynomial, Func<int, double> by)
    {
        var sum = 0.0;
        for (var i = 0; i < At.Length; i++)
        {
            sum += Mass[i] * by(i) * Square(polynomial[i]);
        }

        return sum;
    }

    private static double Square(double x) => x * x;
}
