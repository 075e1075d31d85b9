using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Core.Time;

namespace Analytics.Core.Backtest;

/// <summary>
/// The world as it was known at the end of one day, and what followed. Customers whose first purchase came later are not in it; columns have
/// one entry per customer known.
/// </summary>
public sealed class CutOff
{
    private const int DaysPerWeek = 7;

    /// <summary>The last day that is known.</summary>
    public required int Day { get; init; }

    /// <summary>Days that are foretold: Day + 1 to Day + HorizonDays.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>The period of the times in <see cref="Cells"/>.</summary>
    public required TimeUnit Unit { get; init; }

    /// <summary>Row of each known customer in the customer-days.</summary>
    public required int[] Customer { get; init; }

    /// <summary>Histories up to the day.</summary>
    public required SummaryCells Cells { get; init; }

    /// <summary>Purchase days of each customer in the horizon.</summary>
    public required int[] Actual { get; init; }

    /// <summary>Purchase days of each customer in the same length of time up to the day, the first purchase not counted.</summary>
    public required int[] LastPeriod { get; init; }

    /// <summary>Day of the first purchase.</summary>
    public required int[] FirstDay { get; init; }

    /// <summary>Purchase days of all in each week of the horizon; a last week that is not full is left out.</summary>
    public required double[] ActualByWeek { get; init; }

    /// <summary>The seasonal clock of the times in <see cref="Cells"/>; null for calendar time.</summary>
    public OperationalClock? Clock { get; init; }

    /// <summary>The horizon in model periods.</summary>
    public double Horizon => Periods(HorizonDays);

    /// <summary>Model periods of a number of days after the cut-off.</summary>
    public double Periods(int days) => Unit.FromDays(Clock?.Elapsed(Day, days) ?? days);

    /// <summary>Cuts the customer-days.</summary>
    /// <param name="days">All customer-days, later ones included.</param>
    /// <param name="day">The last day that is known, as a day number.</param>
    /// <param name="horizonDays">Days that are foretold, positive.</param>
    /// <param name="unit">The model period.</param>
    /// <param name="clock">Seasonal clock, or null for calendar time.</param>
    /// <exception cref="DataFault">Nobody bought up to the day.</exception>
    public static CutOff From(
        CustomerDays days,
        int day,
        int horizonDays,
        TimeUnit unit,
        OperationalClock? clock = null
    )
    {
        var (customers, x, recency, age) = (
            new List<int>(),
            new List<int>(),
            new List<int>(),
            new List<int>()
        );
        var (actual, before, first) = (new List<int>(), new List<int>(), new List<int>());
        var weeks = new double[horizonDays / DaysPerWeek];
        var gaps = 0L;
        for (var c = 0; c < days.CustomerCount; c++)
        {
            var known = One(days, c, day, horizonDays, weeks);
            if (known.First < 0)
            {
                continue;
            }

            customers.Add(c);
            first.Add(known.First);
            x.Add(known.Purchases - 1);
            recency.Add(known.Last - known.First);
            age.Add(day - known.First);
            actual.Add(known.After);
            before.Add(known.Recent);
            gaps += known.Gaps;
        }

        if (customers.Count == 0)
        {
            throw new DataFault(
                $"nobody had bought by {DateOnly.FromDayNumber(day).ToString("O", System.Globalization.CultureInfo.InvariantCulture)}; choose a later cut-off"
            );
        }

        var step = unit.FromDays(1);
        return new CutOff
        {
            Day = day,
            HorizonDays = horizonDays,
            Unit = unit,
            Customer = [.. customers],
            Clock = clock,
            Cells = clock is null
                ? CellGrouping.FromSteps(
                    x.ToArray(),
                    recency.ToArray(),
                    age.ToArray(),
                    step,
                    [],
                    GapLog.ToDouble(gaps) + (x.Sum() * Math.Log(step))
                )
                : Seasonal(days, clock, first, x, recency, day, step),
            Actual = [.. actual],
            LastPeriod = [.. before],
            FirstDay = [.. first],
            ActualByWeek = weeks,
        };
    }

    /// <summary>The same customers by group, for models whose parameters differ by group.</summary>
    /// <param name="groupOfCustomer">Group of each customer of the customer-days.</param>
    /// <param name="groups">Number of groups.</param>
    public CutOff ByGroup(int[] groupOfCustomer, int groups) =>
        new()
        {
            Day = Day,
            HorizonDays = HorizonDays,
            Unit = Unit,
            Customer = Customer,
            Cells = Cells.ByGroup(Array.ConvertAll(Customer, c => groupOfCustomer[c]), groups, []),
            Actual = Actual,
            LastPeriod = LastPeriod,
            FirstDay = FirstDay,
            ActualByWeek = ActualByWeek,
            Clock = Clock,
        };

    /// <summary>Cut-off days from late to early, one horizon apart, each with its horizon inside the data and as much before it.</summary>
    /// <param name="firstDay">First purchase day in the data.</param>
    /// <param name="lastDay">Last day in the data.</param>
    /// <param name="horizonDays">Days that are foretold.</param>
    /// <param name="most">Number of cut-offs at most.</param>
    /// <returns>Days in ascending order; empty where the data are shorter than two horizons.</returns>
    public static int[] Choose(int firstDay, int lastDay, int horizonDays, int most)
    {
        var chosen = new List<int>();
        for (
            var day = lastDay - horizonDays;
            day - firstDay >= horizonDays && chosen.Count < most;
            day -= horizonDays
        )
        {
            chosen.Add(day);
        }

        chosen.Reverse();
        return [.. chosen];
    }

    private static SummaryCells Seasonal(
        CustomerDays days,
        OperationalClock clock,
        List<int> first,
        List<int> x,
        List<int> recency,
        int day,
        double step
    )
    {
        int Steps(double days) => (int)Math.Round(OperationalClock.StepsPerDay * days);
        var (last, age) = (new int[x.Count], new int[x.Count]);
        for (var i = 0; i < last.Length; i++)
        {
            age[i] = Steps(clock.Elapsed(first[i], day - first[i]));
            last[i] =
                x[i] == 0
                    ? 0
                    : Math.Clamp(
                        Steps(clock.Elapsed(first[i], recency[i])),
                        1,
                        Math.Max(1, age[i])
                    );
            age[i] = Math.Max(age[i], last[i]);
        }

        return CellGrouping.FromSteps(
            x.ToArray(),
            last,
            age,
            step / OperationalClock.StepsPerDay,
            [],
            clock.LogGaps(days, day) + (x.Sum() * Math.Log(step))
        );
    }

    private static Known One(CustomerDays days, int customer, int day, int horizon, double[] weeks)
    {
        var (first, last, purchases, recent, after, gaps) = (-1, -1, 0, 0, 0, 0L);
        for (var row = days.Start[customer]; row < days.Start[customer + 1]; row++)
        {
            var at = days.Day[row];
            if (!days.IsPurchase[row] || at > day + horizon || (at > day && first < 0))
            {
                continue;
            }

            if (at > day)
            {
                after++;
                var week = (at - day - 1) / DaysPerWeek;
                if (week < weeks.Length)
                {
                    weeks[week]++;
                }

                continue;
            }

            gaps += purchases > 0 ? GapLog.Of(at - last) : 0;
            recent += purchases > 0 && at > day - horizon ? 1 : 0;
            first = purchases == 0 ? at : first;
            last = at;
            purchases++;
        }

        return new Known(first, last, purchases, recent, after, gaps);
    }

    private readonly record struct Known(
        int First,
        int Last,
        int Purchases,
        int Recent,
        int After,
        long Gaps
    );
}
