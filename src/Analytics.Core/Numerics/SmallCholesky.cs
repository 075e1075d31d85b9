namespace Analytics.Core.Numerics;

/// <summary>Cholesky factors of matrices with a handful of rows, stored row by row.</summary>
public static class SmallCholesky
{
    /// <summary>The lower factor L with L L' = <paramref name="matrix"/>; false where it is not positive definite.</summary>
    /// <param name="matrix">n x n, symmetric.</param>
    /// <param name="lower">n x n, overwritten.</param>
    public static bool TryFactor(ReadOnlySpan<double> matrix, Span<double> lower)
    {
        var n = (int)Math.Round(Math.Sqrt(matrix.Length));
        lower.Clear();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[(i * n) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= lower[(i * n) + k] * lower[(j * n) + k];
                }

                if (i != j)
                {
                    lower[(i * n) + j] = sum / lower[(j * n) + j];
                }
                else if (sum > 0 && double.IsFinite(sum))
                {
                    lower[(i * n) + i] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Solves L L' x = b in place.</summary>
    public static void Solve(ReadOnlySpan<double> lower, Span<double> b)
    {
        var n = b.Length;
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
            {
                b[i] -= lower[(i * n) + k] * b[k];
            }

            b[i] /= lower[(i * n) + i];
        }

        SolveUpper(lower, b);
    }

    /// <summary>Solves L' x = b in place: standard normal b gives a draw with covariance (L L')^-1.</summary>
    public static void SolveUpper(ReadOnlySpan<double> lower, Span<double> b)
    {
        var n = b.Length;
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                b[i] -= lower[(k * n) + i] * b[k];
            }

            b[i] /= lower[(i * n) + i];
        }
    }

    /// <summary>
    /// Solves (matrix + damping) x = b with the smallest damping of the diagonal that makes it positive definite; held coordinates stay 0.
    /// </summary>
    public static bool SolveDamped(
        ReadOnlySpan<double> matrix,
        ReadOnlySpan<double> b,
        Span<double> x,
        Func<int, bool> isHeld
    )
    {
        var n = b.Length;
        var (damped, lower) = (new double[n * n], new double[n * n]);
        var largest = 0.0;
        for (var i = 0; i < n; i++)
        {
            largest = Math.Max(largest, Math.Abs(matrix[(i * n) + i]));
        }

        for (
            var damping = 0.0;
            damping <= 10 * largest;
            damping = damping == 0 ? 1e-10 * largest : damping * 10
        )
        {
            matrix.CopyTo(damped);
            for (var i = 0; i < n; i++)
            {
                damped[(i * n) + i] += damping;
                for (var j = 0; j < n && isHeld(i); j++)
                {
                    damped[(i * n) + j] = damped[(j * n) + i] = i == j ? 1 : 0;
                }
            }

            if (TryFactor(damped, lower))
            {
                for (var i = 0; i < n; i++)
                {
                    x[i] = isHeld(i) ? 0 : b[i];
                }

                Solve(lower, x);
                return true;
            }

            if (largest == 0)
            {
                break;
            }
        }

        return false;
    }
}
