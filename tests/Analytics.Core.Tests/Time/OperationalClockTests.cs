using Analytics.Core.Backtest;
using Analytics.Core.Fitting;
using Analytics.Core.Lifetime;
using Analytics.Core.Summaries;
using Analytics.Core.Tests.Data;
using Analytics.Core.Time;
using Analytics.Core.Value;

namespace Analytics.Core.Tests.Time;

public class OperationalClockTests
{
    private static readonly int First = new DateOnly(2020, 1, 1).DayNumber;
    private static readonly double[] Waves = [-0.2, 0.4, 0, 0, 0, 0];

    [Fact]
    public void A_clock_without_waves_is_the_calendar()
    {
        var clock = OperationalClock.With([0, 0, 0, 0, 0, 0], First, First + 3000);
        foreach (var days in new[] { 0, 0.4, 1, 7, 364.9, 2000 })
        {
            Assert.Equal(days, clock.Elapsed(First + 10, days), 1e-9);
            Assert.Equal(days, clock.Calendar(First + 10, days), 1e-9);
        }

        var days2 = Seasonal(400, 0);
        Assert.Equal(0, clock.LogRates(days2, First + 1400), 1e-9);
        var (plain, seasonal) = (
            CutOff.From(days2, First + 1000, 200, TimeUnit.Week),
            CutOff.From(days2, First + 1000, 200, TimeUnit.Week, clock)
        );
        var model = LifetimeModels.Cnbd(1, false);
        Assert.Equal(
            model.LogLikelihood([.8, 6, .8, 4], plain.Cells, new double[4], 1),
            model.LogLikelihood([.8, 6, .8, 4], seasonal.Cells, new double[4], 1),
            1e-7
        );
        Assert.Equal(plain.Horizon, seasonal.Horizon, 1e-9);
    }

    [Fact]
    public void A_year_is_a_year_and_the_inverse_comes_back()
    {
        var clock = OperationalClock.With(Waves, First, First + 3000);
        Assert.Equal(1, clock.Index.Average(), 1e-12);
        Assert.All(clock.Index, s => Assert.True(s > 0));
        // 52 weeks and the days that belong to the last of them
        Assert.Equal(365, clock.Elapsed(First, 365), 2.0);
        for (var days = 0.3; days < 1500; days *= 1.7)
        {
            var operational = clock.Elapsed(First + 100, days);
            Assert.Equal(days, clock.Calendar(First + 100, operational), 1e-9 * (1 + days));
        }
    }

    [Fact]
    public void The_season_of_simulated_customers_is_found_again()
    {
        var days = Seasonal(3000, 0.45);
        var clock = OperationalClock.Learn(days, First + 1400, First + 2500)!;
        // purchases were drawn at 1 + .45 cos of the day of the year
        for (var week = 0; week < 52; week++)
        {
            var truth = 1 + (0.45 * Math.Cos(2 * Math.PI * ((week * 7) + 4) / 365.25));
            Assert.Equal(truth, clock.Index[week], 0.08);
        }
    }

    [Fact]
    public void Less_than_two_years_teach_no_season()
    {
        var days = Seasonal(300, 0.3);
        Assert.Null(OperationalClock.Learn(days, First + 700, First + 900));
        Assert.NotNull(OperationalClock.Learn(days, First + 800, First + 900));
    }

    [Fact]
    public void The_clock_makes_seasonal_purchases_likelier_than_the_calendar()
    {
        var days = Seasonal(1500, 0.45);
        var clock = OperationalClock.Learn(days, First + 1400, First + 1500)!;
        var model = LifetimeModels.Cnbd(1, false);
        FitReport Fit(OperationalClock? by) =>
            ModelFitter.Fit(
                model,
                CutOff.From(days, First + 1400, 30, TimeUnit.Week, by).Cells,
                new FitOptions()
            );
        var gain =
            Fit(clock).LogLikelihood + clock.LogRates(days, First + 1400) - Fit(null).LogLikelihood;
        // six waves would gain three by chance
        Assert.True(gain > 50);
    }

    [Fact]
    public void Value_is_discounted_by_the_calendar_whatever_the_clock()
    {
        var clock = OperationalClock.With(Waves, First, First + 3000);
        var life = LifetimeModels.Cnbd(1, false).At([.8, 6, .8, 4]);
        var history = new History(5, 20, 22);
        var terms = new ClvTerms { Season = (clock, First + 500) };
        Assert.Equal(clock.Elapsed(First + 500, 365) / 7, terms.Periods, 1e-12);
        var value = Clv.Expected(life, history, 10, terms);
        var plain = 10 * life.Expected(history, terms.Periods);
        Assert.InRange(value, plain / 1.1, plain);
    }

    // customers who buy about every 40 days for ever, thinned by the season
    private static CustomerDays Seasonal(int customers, double swing)
    {
        var random = new Random(11);
        var builder = new DaysBuilder();
        for (var i = 0; i < customers; i++)
        {
            var id = FormattableString.Invariant($"c{i:00000}");
            var last = -1;
            for (
                var at = random.NextDouble() * 300;
                at < 1500;
                at -= 40 / (1 + swing) * Math.Log(1 - random.NextDouble())
            )
            {
                var day = First + (int)at;
                var rate =
                    1
                    + (
                        swing
                        * Math.Cos(2 * Math.PI * DateOnly.FromDayNumber(day).DayOfYear / 365.25)
                    );
                if (day > last && (last < 0 || random.NextDouble() * (1 + swing) < rate))
                {
                    builder.Buy(id, day, 1000);
                    last = day;
                }
            }
        }

        return builder.Build();
    }
}
