using Analytics.Core.Simulation;

namespace Analytics.Core.Tests.Simulation;

/// <summary>Simulate and recover: 20,000 customers, seed 11; bands of five standard errors unless said otherwise.</summary>
public class PurchaseProcessTests
{
    private const double Sigmas = 5;
    private static readonly SimulationSettings Settings = new() { Customers = 20_000, Seed = 11 };
    private static readonly Lazy<Export> Shop = new(() => Export.Of(Settings));

    [Fact]
    public void The_share_without_a_repeat_in_half_a_year_is_that_of_the_gamma_mixture()
    {
        // E[exp(-lambda t)] = (alpha / (alpha + t))^r for the customers seen for at least t
        const int Days = 182;
        var parameters = Settings.Parameters;
        var expected = Math.Pow(parameters.Alpha / (parameters.Alpha + (Days / 7.0)), parameters.R);
        var seen = Orders()
            .Where(days => days[0].AddDays(Days) <= Settings.To)
            .Select(days => days.Count > 1 && days[1] <= days[0].AddDays(Days))
            .ToList();
        var share = seen.Count(repeats => !repeats) / (double)seen.Count;
        // orders are known by day only: half a day more or less of t moves the share by .002
        Assert.Equal(
            expected,
            share,
            0.002 + (Sigmas * Math.Sqrt(expected * (1 - expected) / seen.Count))
        );
    }

    [Fact]
    public void Customers_leave_after_a_repeat_as_often_as_the_beta_says()
    {
        var parameters = Settings.Parameters;
        var expected = parameters.A / (parameters.A + parameters.B);
        var dropouts = PurchaseSimulator.Customers(Settings).Select(c => c.Dropout).ToList();
        Assert.Equal(expected, dropouts.Average(), Sigmas * 0.156 / Math.Sqrt(dropouts.Count));

        // only a customer with a repeat can have left
        Assert.All(
            PurchaseSimulator.Customers(Settings),
            customer => Assert.True(customer.IsAlive || customer.Orders > 1)
        );
    }

    [Fact]
    public void Order_values_average_to_the_gamma_gamma_mean()
    {
        var parameters = Settings.Parameters;
        var expected = parameters.P * parameters.Gamma / (parameters.Q - 1);
        // the first order of each customer: independent draws; variance of a compound gamma with p = 6, q = 4, gamma = 20
        var first = Shop
            .Value.Rows()
            .Where(row => row.Amount > 0)
            .GroupBy(row => row.Customer)
            .Select(group => group.GroupBy(row => row.Order).MinBy(order => order.First().Order)!)
            .Select(order => (double)order.Sum(row => row.Amount))
            .ToList();
        var variance =
            expected
            * expected
            * (parameters.P + parameters.Q - 1)
            / (parameters.P * (parameters.Q - 2));
        Assert.Equal(expected, first.Average(), Sigmas * Math.Sqrt(variance / first.Count));
    }

    [Fact]
    public void Line_items_returns_and_quotes_have_their_shares()
    {
        var truth = Shop.Value.Truth;
        var lines = (double)(truth.CleanRows - truth.ReturnRows) / truth.Orders;
        Assert.Equal(1 / (1 - Settings.Parameters.ExtraLineChance), lines, 0.02);
        Assert.InRange(truth.ReturnRows / (double)truth.Orders, 0.027, 0.031);
        Assert.InRange(truth.QuotedRows / (double)truth.CleanRows, 0.05, 0.07);
    }

    [Fact]
    public void A_season_moves_repeat_purchases_towards_december()
    {
        var parameters = Settings.Parameters with { SeasonAmplitude = 0.6 };
        var flat = DecemberOverJune(Shop.Value);
        var seasonal = DecemberOverJune(Export.Of(Settings with { Parameters = parameters }));
        // index 1.6 against about .4 with first purchases, which follow no season, in between
        Assert.InRange(flat, 0.85, 1.35);
        Assert.InRange(seasonal, 1.7 * flat, 6 * flat);
    }

    private static double DecemberOverJune(Export export)
    {
        // 2024 alone: the base of customers grows over the two years
        var days = export.Rows().Where(row => row.Day.Year == 2024).ToList();
        return days.Count(row => row.Day.Month == 12)
            / (double)days.Count(row => row.Day.Month == 6);
    }

    private static IEnumerable<List<DateOnly>> Orders() =>
        Shop
            .Value.Rows()
            .Where(row => row.Amount > 0)
            .GroupBy(row => row.Customer)
            .Select(group =>
                group.DistinctBy(row => row.Order).Select(row => row.Day).Order().ToList()
            );
}
