using Analytics.Core.Summaries;

namespace Analytics.Core.Time;

/// <summary>
/// A clock that runs faster in busy weeks of the year and slower in quiet ones, a year of it being a year: customers who buy by the season
/// buy evenly by this clock. The weekly index is positive, smooth, and has mean 1.
/// </summary>
public sealed class OperationalClock
{
    /// <summary>Days of data that an index needs: two full cycles.</summary>
    public const int FewestDays = 731;

    /// <summary>Parts of a day that operational times are kept in.</summary>
    public const int StepsPerDay = 16;

    private const int Week = 7;
    private const int HalfYear = 26;
    private const int Weeks = 52;
    private const int Harmonics = 3;
    private const double Least = 0.1;
    private const double YearDays = 365.25;

    private readonly double[] _index;

    // days since the reference day, cumulated by the index
    private readonly double[] _elapsed;
    private readonly int _from;

    private OperationalClock(double[] index, double[] waves, int from, int to)
    {
        _index = index;
        Waves = waves;
        _from = from;
        _elapsed = new double[to - from + 1];
        for (var d = 1; d < _elapsed.Length; d++)
        {
            _elapsed[d] = _elapsed[d - 1] + Rate(from + d);
        }
    }

    /// <summary>What was learned, as shares of the mean: sine and cosine of one, two and three waves a year. They count as parameters.</summary>
    public IReadOnlyList<double> Waves { get; }

    /// <summary>The index of the weeks of a year, 52 numbers with mean 1.</summary>
    public IReadOnlyList<double> Index => _index;

    /// <summary>
    /// Learns the index: weekly repeat purchases over their centred moving average of a year, through three harmonics.
    /// </summary>
    /// <param name="days">The customer-days; those after <paramref name="lastDay"/> are not looked at.</param>
    /// <param name="lastDay">The last day that is known.</param>
    /// <param name="until">The last day that is asked about.</param>
    /// <returns>Null where the data up to the day span less than <see cref="FewestDays"/>, or hold no repeat purchase.</returns>
    public static OperationalClock? Learn(CustomerDays days, int lastDay, int until)
    {
        var first = FirstDay(days, lastDay);
        if (first < 0 || lastDay - first + 1 < FewestDays)
        {
            return null;
        }

        var weeks = new double[(lastDay - first + 1) / Week];
        var start = lastDay - (weeks.Length * Week) + 1;
        EachRepeat(
            days,
            lastDay,
            (day, _) =>
            {
                if (day >= start)
                {
                    weeks[(day - start) / Week]++;
                }
            }
        );
        return Smooth(weeks, start) is { } waves
            ? new OperationalClock(IndexOf(waves), waves[1..], first - 1, until + 1)
            : null;
    }

    /// <summary>A clock with given waves, for tests.</summary>
    internal static OperationalClock With(double[] waves, int first, int until) =>
        new(IndexOf([1, .. waves]), waves, first - 1, until + 1);

    /// <summary>The index of a day.</summary>
    public double Rate(int day) =>
        _index[Math.Min(Weeks - 1, (DateOnly.FromDayNumber(day).DayOfYear - 1) / Week)];

    /// <summary>Operational days from the end of one day to a number of calendar days after it, which may be a fraction.</summary>
    public double Elapsed(int day, double days)
    {
        var whole = (int)Math.Floor(days);
        return At(day + whole) - At(day) + ((days - whole) * Rate(day + whole + 1));
    }

    /// <summary>Calendar days from the end of a day until a number of operational days have passed: the inverse of <see cref="Elapsed"/>.</summary>
    public double Calendar(int day, double operational)
    {
        var (at, left) = (day, operational);
        while (left > Rate(at + 1))
        {
            at++;
            left -= Rate(at);
        }

        return at - day + (left / Rate(at + 1));
    }

    /// <summary>The Jacobian: sum of ln s over the repeat purchase days up to a day. It makes likelihoods comparable with those in calendar time.</summary>
    public double LogRates(CustomerDays days, int lastDay)
    {
        var sum = 0.0;
        EachRepeat(days, lastDay, (day, _) => sum += Math.Log(Rate(day)));
        return sum;
    }

    /// <summary>Sum of ln(operational days between purchase days) up to a day.</summary>
    internal double LogGaps(CustomerDays days, int lastDay)
    {
        var sum = 0.0;
        EachRepeat(days, lastDay, (day, before) => sum += Math.Log(Elapsed(before, day - before)));
        return sum;
    }

    private double At(int day) =>
        day - _from < _elapsed.Length
            ? _elapsed[day - _from]
            : _elapsed[^1] + (day - _from - (_elapsed.Length - 1));

    private static double[]? Smooth(double[] weeks, int start)
    {
        var size = (2 * Harmonics) + 1;
        var (normal, right) = (new double[size * size], new double[size]);
        Span<double> wave = stackalloc double[size];
        for (var w = HalfYear; w + HalfYear < weeks.Length; w++)
        {
            // a year centred on the week, half of the weeks at both ends
            var mean = (weeks[w - HalfYear] + weeks[w + HalfYear]) / 2;
            for (var k = w - HalfYear + 1; k < w + HalfYear; k++)
            {
                mean += weeks[k];
            }

            mean /= Weeks;
            if (mean <= 0)
            {
                continue;
            }

            WavesAt(DateOnly.FromDayNumber(start + (w * Week) + (Week / 2)).DayOfYear, wave);
            for (var i = 0; i < size; i++)
            {
                right[i] += wave[i] * weeks[w];
                for (var j = 0; j < size; j++)
                {
                    normal[(i * size) + j] += mean * wave[i] * wave[j];
                }
            }
        }

        var lower = new double[size * size];
        if (!Numerics.SmallCholesky.TryFactor(normal, lower))
        {
            return null;
        }

        Numerics.SmallCholesky.Solve(lower, right);
        return right[0] > 0 ? Array.ConvertAll(right, r => r / right[0]) : null;
    }

    private static double[] IndexOf(double[] waves)
    {
        var index = new double[Weeks];
        Span<double> wave = stackalloc double[waves.Length];
        for (var w = 0; w < Weeks; w++)
        {
            WavesAt((w * Week) + (Week / 2) + 1, wave);
            for (var i = 0; i < waves.Length; i++)
            {
                index[w] += waves[i] * wave[i];
            }

            index[w] = Math.Max(Least, index[w]);
        }

        var average = index.Average();
        return Array.ConvertAll(index, s => s / average);
    }

    private static void WavesAt(int dayOfYear, Span<double> wave)
    {
        wave[0] = 1;
        for (var h = 1; h <= Harmonics; h++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * h * dayOfYear / YearDays);
            (wave[(2 * h) - 1], wave[2 * h]) = (sine, cosine);
        }
    }

    private static int FirstDay(CustomerDays days, int lastDay)
    {
        var first = -1;
        for (var row = 0; row < days.RowCount; row++)
        {
            if (days.IsPurchase[row] && days.Day[row] <= lastDay)
            {
                first = first < 0 ? days.Day[row] : Math.Min(first, days.Day[row]);
            }
        }

        return first;
    }

    private static void EachRepeat(CustomerDays days, int lastDay, Action<int, int> visit)
    {
        for (var customer = 0; customer < days.CustomerCount; customer++)
        {
            var before = -1;
            for (var row = days.Start[customer]; row < days.Start[customer + 1]; row++)
            {
                if (!days.IsPurchase[row] || days.Day[row] > lastDay)
                {
                    continue;
                }

                if (before >= 0)
                {
                    visit(days.Day[row], before);
                }

                before = days.Day[row];
            }
        }
    }
}
