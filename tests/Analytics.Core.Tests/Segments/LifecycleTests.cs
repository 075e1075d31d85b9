using Analytics.Core.Segments;
using Analytics.Core.Tests.Data;
using CsCheck;

namespace Analytics.Core.Tests.Segments;

public class LifecycleTests
{
    private const double NoModel = double.NaN;

    [Fact]
    public void The_rhythm_is_the_median_and_ninetieth_percentile_of_mean_gaps()
    {
        // mean gaps 10, 20, 30; a one-time buyer and a returns-only customer have none
        var days = new DaysBuilder()
            .Buy("a", 0, 1)
            .Buy("a", 10, 1)
            .Buy("b", 0, 1)
            .Buy("b", 5, 1)
            .Buy("b", 40, 1)
            .Buy("c", 0, 1)
            .Buy("c", 30, 1)
            .Buy("d", 3, 1)
            .Return("e", 3, 1)
            .Build();
        var rhythm = Rhythm.Of(RfmScorerTests.Summary(days, 50));
        Assert.Equal(new Rhythm(20, 28, 3), rhythm);
        Assert.Equal((50 - 40) / ((40 + 40) / 4.0), rhythm.Own(2, 40, 50));
        Assert.Equal(0, rhythm.Own(0, 0, 0));
    }

    [Theory]
    [InlineData(0, 0, 10, .3, NoModel, CustomerStatus.FirstTime)]
    [InlineData(0, 0, 90, 2.0, NoModel, CustomerStatus.FirstTime)]
    [InlineData(0, 0, 91, 2.0, NoModel, CustomerStatus.Lapsed)]
    [InlineData(0, 0, 91, 2.0, .9, CustomerStatus.Lapsed)]
    [InlineData(0, 0, 400, 9.0, NoModel, CustomerStatus.Lost)]
    [InlineData(0, 0, 364, 9.0, NoModel, CustomerStatus.Lapsed)]
    [InlineData(0, 0, 365, 9.0, NoModel, CustomerStatus.Lost)]
    [InlineData(0, 0, 365, 9.0, .6, CustomerStatus.Lapsed)]
    [InlineData(3, 100, 150, 1.0, NoModel, CustomerStatus.Repeat)]
    [InlineData(4, 100, 150, 2.0, NoModel, CustomerStatus.Loyal)]
    [InlineData(4, 100, 150, 2.5, NoModel, CustomerStatus.Repeat)]
    [InlineData(4, 100, 150, 2.0, .4, CustomerStatus.Lapsed)]
    [InlineData(4, 100, 470, 3.5, .4, CustomerStatus.Lost)]
    [InlineData(4, 100, 470, 3.0, .4, CustomerStatus.Lapsed)]
    [InlineData(4, 100, 470, 3.5, .5, CustomerStatus.Repeat)]
    public void Status_is_the_first_rule_that_matches(
        int frequency,
        int recency,
        int observed,
        double rhythm,
        double pAlive,
        CustomerStatus expected
    ) =>
        Assert.Equal(
            expected,
            Lifecycle.StatusOf(frequency, recency, observed, rhythm, 90, pAlive)
        );

    [Theory]
    [InlineData(CustomerStatus.Lost, 9, 900, 1.0, CustomerStage.Decline)]
    [InlineData(CustomerStatus.Lapsed, 0, 900, 1.0, CustomerStage.Decline)]
    [InlineData(CustomerStatus.Loyal, 4, 900, .49, CustomerStage.Decline)]
    [InlineData(CustomerStatus.Repeat, 3, 900, .49, CustomerStage.Formation)]
    [InlineData(CustomerStatus.FirstTime, 0, 9, 1.0, CustomerStage.Exploration)]
    [InlineData(CustomerStatus.Repeat, 1, 900, 1.0, CustomerStage.Exploration)]
    [InlineData(CustomerStatus.Loyal, 4, 182, 2.0, CustomerStage.Stable)]
    [InlineData(CustomerStatus.Loyal, 4, 181, 1.0, CustomerStage.Formation)]
    [InlineData(CustomerStatus.Loyal, 4, 182, 2.1, CustomerStage.Formation)]
    public void Stage_is_the_first_rule_that_matches(
        CustomerStatus status,
        int frequency,
        int observed,
        double trend,
        CustomerStage expected
    ) => Assert.Equal(expected, Lifecycle.StageOf(status, frequency, observed, trend));

    [Fact]
    public void The_spend_trend_compares_the_halves_of_the_time_since_the_first_purchase()
    {
        // T = 100, repeat spend 1.00 at day 50 (first half) and 5.00 at day 51: m = 3, tau = (5 + 3) / (1 + 3)
        var days = new DaysBuilder()
            .Buy("a", 0, 9900)
            .Buy("a", 50, 100)
            .Buy("a", 51, 500)
            .Return("a", 60, 500)
            .Buy("a", 101, 7700)
            .Build();
        var trend = SpendTrend.Of(days, RfmScorerTests.Summary(days, 100), 1);
        Assert.Equal(2, trend[0]);
    }

    [Fact]
    public void Without_a_repeat_buyer_a_year_stands_in_for_the_rhythm()
    {
        var days = new DaysBuilder().Buy("a", 0, 1).Buy("b", 800, 1).Buy("c", 1100, 1).Build();
        var columns = Lifecycle.Of(days, RfmScorerTests.Summary(days, 1100), [], 1);
        Assert.Equal(Rhythm.Unknown, columns.Rhythm);
        Assert.Equal(
            [CustomerStatus.Lost, CustomerStatus.FirstTime, CustomerStatus.FirstTime],
            columns.Status
        );
    }

    [Fact]
    public void A_base_of_one_day_and_one_without_purchases_have_numbers()
    {
        var days = new DaysBuilder().Buy("a", 5, 1).Buy("b", 5, 0).Return("c", 5, 1).Build();
        var columns = Lifecycle.Of(days, RfmScorerTests.Summary(days, 5), [], 1);
        Assert.Equal(
            [CustomerStatus.FirstTime, CustomerStatus.FirstTime, CustomerStatus.ReturnsOnly],
            columns.Status
        );
        Assert.Equal(
            [CustomerStage.Exploration, CustomerStage.Exploration, CustomerStage.None],
            columns.Stage
        );
        Assert.Equal([0, 0, 0], columns.OwnRhythm);
        Assert.Equal([1, 1, 1], columns.SpendTrend);
    }

    [Fact]
    public void No_number_is_ever_NaN_and_threads_change_nothing() =>
        Generated.Days.Sample(
            days =>
            {
                var summary = RfmScorerTests.Summary(days, Generated.AsOf);
                var columns = Lifecycle.Of(days, summary, [], 1);
                Assert.All(columns.OwnRhythm, rho => Assert.InRange(rho, 0, double.MaxValue));
                Assert.All(columns.SpendTrend, tau => Assert.InRange(tau, 1e-3, 1e3));
                Assert.True(columns.Rhythm.MedianGap >= 1);
                Assert.True(columns.Rhythm.LongGap >= columns.Rhythm.MedianGap);
                Assert.Equal(columns.SpendTrend, SpendTrend.Of(days, summary, 2));
            },
            iter: 200
        );

    [Fact]
    public void A_model_takes_the_place_of_the_rhythm_in_who_is_inactive()
    {
        var days = new DaysBuilder().Buy("a", 0, 1).Buy("a", 5, 1).Buy("b", 8, 1).Build();
        var summary = RfmScorerTests.Summary(days, 9);
        var columns = Lifecycle.Of(days, summary, [.2, .9], 1);
        Assert.Equal([CustomerStatus.Lapsed, CustomerStatus.FirstTime], columns.Status);
        Assert.Throws<ArgumentException>(() => Lifecycle.Of(days, summary, [.2], 1));
    }

    [Fact]
    public void Every_status_and_stage_has_its_names()
    {
        Assert.All(Enum.GetValues<CustomerStatus>(), s => Assert.NotEmpty(s.Name()));
        Assert.All(Enum.GetValues<CustomerStatus>(), s => Assert.NotEmpty(s.ChineseName()));
        Assert.Equal("returns-only", CustomerStatus.ReturnsOnly.Name());
        Assert.Equal("稳定期", CustomerStage.Stable.ChineseName());
        Assert.Equal("", CustomerStage.None.Name());
    }
}
