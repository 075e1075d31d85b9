namespace Analytics.Core.Numerics;

/// <summary>The moving parts of one search: point, gradient and the approximate inverse of the second derivatives.</summary>
internal sealed class BfgsState
{
    private readonly Objective _objective;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly int _n;
    private readonly double[] _inverse;
    private double[] _gradient;
    private bool _scaled;

    public BfgsState(Objective objective, ReadOnlySpan<double> start, MinimiserOptions options)
    {
        _objective = objective;
        _n = start.Length;
        (_lower, _upper) = (new double[_n], new double[_n]);
        for (var i = 0; i < _n; i++)
        {
            (_lower[i], _upper[i]) =
                options.Box.Count > 0 ? options.Box[i] : (-options.Bound, options.Bound);
        }

        Point = start.ToArray();
        for (var i = 0; i < _n; i++)
        {
            Point[i] = Math.Clamp(Point[i], _lower[i], _upper[i]);
        }

        _gradient = new double[_n];
        _inverse = new double[_n * _n];
        ResetInverse();
        if (options.Curvature.Length == _n * _n)
        {
            StartFrom(options.Curvature);
        }

        Value = objective(Point, _gradient);
    }

    public double[] Point { get; private set; }

    public double Value { get; private set; }

    public bool IsFlat(double tolerance) => FreeNorm() <= tolerance * (1 + Math.Abs(Value));

    public double FreeNorm()
    {
        var sum = 0.0;
        for (var i = 0; i < _n; i++)
        {
            sum += IsHeld(i) ? 0 : _gradient[i] * _gradient[i];
        }

        return Math.Sqrt(sum);
    }

    public bool Step()
    {
        var direction = new double[_n];
        var slope = Direction(direction);
        if (slope >= 0)
        {
            ResetInverse();
            slope = Direction(direction);
            if (slope >= 0)
            {
                return false;
            }
        }

        // before any curvature is known a step moves no log parameter by more than a factor e
        var longest = direction.Max(Math.Abs);
        var limit = _scaled ? 4.0 : 1.0;
        var step = longest > limit ? limit / longest : 1;
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var (candidate, gradient) = (Moved(direction, step), new double[_n]);
            var value = _objective(candidate, gradient);
            if (double.IsFinite(value) && value <= Value + (1e-4 * step * slope))
            {
                Accept(candidate, value, gradient);
                return true;
            }

            // the parabola through value, slope and the failed trial, kept between a tenth and a half
            var fitted = double.IsFinite(value)
                ? -slope * step / (2 * (value - Value - (slope * step)))
                : 0;
            step *= Math.Clamp(fitted, 0.1, 0.5);
        }

        if (!_scaled)
        {
            return false;
        }

        // the curvature gathered so far misleads: once more along the gradient
        ResetInverse();
        return Step();
    }

    /// <summary>
    /// Newton steps with one matrix of second derivatives for as long as it serves; a new one where a step gains less than a factor three.
    /// </summary>
    public double[] Polish(double tolerance, ref int iterations)
    {
        var hessian = Minimiser.Hessian(_objective, Point);
        var fresh = true;
        for (var round = 0; round < 20 && !IsFlat(tolerance); round++)
        {
            var before = FreeNorm();
            var moved = NewtonStep(hessian, before);
            iterations += moved ? 1 : 0;
            if (moved && FreeNorm() < before / 3)
            {
                fresh = false;
                continue;
            }

            if (!moved && fresh)
            {
                break;
            }

            hessian = Minimiser.Hessian(_objective, Point);
            fresh = true;
        }

        return hessian;
    }

    private bool NewtonStep(double[] hessian, double before)
    {
        var direction = new double[_n];
        if (!SmallCholesky.SolveDamped(hessian, _gradient, direction, IsHeld))
        {
            return false;
        }

        for (var step = -1.0; step < -1e-3; step /= 3)
        {
            var (candidate, gradient) = (Moved(direction, step), new double[_n]);
            var value = _objective(candidate, gradient);
            // close to the optimum the value no longer tells better from worse, the gradient does
            var noise = 1e-13 * (1 + Math.Abs(Value));
            if (value < Value - noise || (value <= Value + noise && Norm(gradient) < 0.9 * before))
            {
                (Point, Value, _gradient) = (candidate, value, gradient);
                return true;
            }
        }

        return false;
    }

    private static double Norm(ReadOnlySpan<double> v)
    {
        var sum = 0.0;
        foreach (var item in v)
        {
            sum += item * item;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Takes known second derivatives for the first steps instead of the identity.</summary>
    private void StartFrom(double[] curvature)
    {
        var (column, unit) = (new double[_n], new double[_n]);
        for (var i = 0; i < _n; i++)
        {
            Array.Clear(unit);
            unit[i] = 1;
            if (!SmallCholesky.SolveDamped(curvature, unit, column, static _ => false))
            {
                ResetInverse();
                return;
            }

            column.CopyTo(_inverse, i * _n);
        }

        _scaled = true;
    }

    private bool IsHeld(int i) =>
        (Point[i] >= _upper[i] && _gradient[i] < 0) || (Point[i] <= _lower[i] && _gradient[i] > 0);

    private double[] Moved(double[] direction, double step)
    {
        var moved = new double[_n];
        for (var i = 0; i < _n; i++)
        {
            moved[i] = Math.Clamp(Point[i] + (step * direction[i]), _lower[i], _upper[i]);
        }

        return moved;
    }

    private double Direction(double[] direction)
    {
        var slope = 0.0;
        for (var i = 0; i < _n; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < _n; j++)
            {
                sum -= IsHeld(j) ? 0 : _inverse[(i * _n) + j] * _gradient[j];
            }

            direction[i] = IsHeld(i) ? 0 : sum;
            slope += direction[i] * _gradient[i];
        }

        return slope;
    }

    private void Accept(double[] candidate, double value, double[] gradient)
    {
        var (s, y) = (new double[_n], new double[_n]);
        var (sy, yy) = (0.0, 0.0);
        for (var i = 0; i < _n; i++)
        {
            s[i] = candidate[i] - Point[i];
            y[i] = gradient[i] - _gradient[i];
            sy += s[i] * y[i];
            yy += y[i] * y[i];
        }

        (Point, Value, _gradient) = (candidate, value, gradient);
        if (!(sy > 1e-12 * Math.Sqrt(yy) * Norm(s)))
        {
            return;
        }

        if (!_scaled)
        {
            for (var i = 0; i < _n; i++)
            {
                _inverse[(i * _n) + i] = sy / yy;
            }

            _scaled = true;
        }

        Update(s, y, sy);
    }

    private void Update(double[] s, double[] y, double sy)
    {
        var hy = new double[_n];
        var yhy = 0.0;
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _n; j++)
            {
                hy[i] += _inverse[(i * _n) + j] * y[j];
            }

            yhy += y[i] * hy[i];
        }

        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _n; j++)
            {
                _inverse[(i * _n) + j] +=
                    ((1 + (yhy / sy)) * s[i] * s[j] / sy)
                    - (((hy[i] * s[j]) + (s[i] * hy[j])) / sy);
            }
        }
    }

    private void ResetInverse()
    {
        Array.Clear(_inverse);
        for (var i = 0; i < _n; i++)
        {
            _inverse[(i * _n) + i] = 1;
        }

        _scaled = false;
    }
}
