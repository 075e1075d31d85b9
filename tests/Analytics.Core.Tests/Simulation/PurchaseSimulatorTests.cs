using System.Security.Cryptography;
using Analytics.Core.Faults;
using Analytics.Core.Simulation;

namespace Analytics.Core.Tests.Simulation;

public class PurchaseSimulatorTests
{
    private static readonly SimulationSettings Small = new() { Customers = 300, Seed = 5 };

    [Fact]
    public void The_same_seed_gives_the_bytes_it_gave_when_this_was_written() =>
        Assert.StartsWith(
            "86144F84D4F7691F84F0",
            Convert.ToHexString(SHA256.HashData(Export.Of(Small).Bytes)),
            StringComparison.Ordinal
        );

    [Fact]
    public void Another_seed_gives_other_rows() =>
        Assert.NotEqual(Export.Of(Small).Bytes, Export.Of(Small with { Seed = 6 }).Bytes);

    [Fact]
    public void Rows_by_date_are_by_date()
    {
        var days = Export.Of(Small).Rows().Select(row => row.Day).ToList();
        Assert.Equal(days.Order(), days);
    }

    [Fact]
    public void Shuffled_rows_are_the_same_rows_in_another_order()
    {
        var byDate = Export.Of(Small).Lines().Select(line => line.Text).ToList();
        var shuffled = Export
            .Of(Small with { Shuffled = true })
            .Lines()
            .Select(line => line.Text)
            .ToList();
        Assert.NotEqual(byDate, shuffled);
        Assert.Equal(byDate.Order(StringComparer.Ordinal), shuffled.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_truth_is_what_an_independent_reading_finds(bool shuffled)
    {
        var export = Export.Of(Small with { Shuffled = shuffled });
        var truth = export.Truth;
        var rows = export.Rows().ToList();
        var purchases = rows.Where(row => row.Amount > 0).ToList();
        Assert.Equal(rows.Count, truth.CleanRows);
        Assert.Equal(rows.Count(row => row.Order.StartsWith('C')), truth.ReturnRows);
        Assert.All(rows, row => Assert.Equal(row.Order.StartsWith('C'), row.Amount < 0));
        Assert.Equal(purchases.Sum(row => row.Amount), truth.GrossCents / 100m);
        Assert.Equal(rows.Sum(row => row.Amount), (truth.GrossCents - truth.RefundCents) / 100m);
        Assert.Equal(purchases.DistinctBy(row => row.Order).Count(), truth.Orders);
        Assert.Equal(
            purchases.DistinctBy(row => (row.Customer, row.Day)).Count(),
            truth.PurchaseDays
        );
        Assert.Equal(Small.Customers, purchases.DistinctBy(row => row.Customer).Count());
        Assert.Equal(rows.Min(row => row.Day), truth.FirstDay);
        Assert.Equal(purchases.Max(row => row.Day), truth.LastPurchaseDay);
        Assert.Equal(export.Bytes.Length, truth.Bytes);
        Assert.Equal(export.Lines().Count(line => line.Text.Contains('"')), truth.QuotedRows);
    }

    [Fact]
    public void Every_return_takes_back_a_line_of_an_earlier_order_of_the_customer()
    {
        var rows = Export.Of(Small).Rows().ToList();
        Assert.All(
            rows.Where(row => row.Amount < 0),
            back =>
                Assert.Contains(
                    rows,
                    row =>
                        row.Customer == back.Customer
                        && row.Amount == -back.Amount
                        && row.Day < back.Day
                        && row.Day >= back.Day.AddDays(-30)
                )
        );
    }

    [Fact]
    public void The_customers_of_the_truth_made_the_orders_of_the_export()
    {
        var orders = Export
            .Of(Small)
            .Rows()
            .Where(row => row.Amount > 0)
            .GroupBy(row => row.Customer)
            .ToDictionary(
                group => group.Key,
                group => (group.DistinctBy(row => row.Order).Count(), group.Min(row => row.Day)),
                StringComparer.Ordinal
            );
        Assert.All(
            PurchaseSimulator.Customers(Small),
            customer =>
                Assert.Equal((customer.Orders, customer.FirstPurchase), orders[customer.CustomerId])
        );
    }

    [Fact]
    public void One_customer_on_one_day_is_enough()
    {
        var day = new DateOnly(2024, 2, 29);
        var export = Export.Of(Small with { Customers = 1, From = day, To = day });
        Assert.NotEmpty(export.Rows());
        Assert.All(export.Rows(), row => Assert.Equal(day, row.Day));
    }

    [Fact]
    public void A_span_that_ends_before_it_begins_is_refused() =>
        Assert.Throws<UsageFault>(() => Export.Of(Small with { To = Small.From.AddDays(-1) }));

    [Fact]
    public void A_stop_ends_the_work() =>
        Assert.Throws<OperationCanceledException>(() =>
            PurchaseSimulator.Write(Small, static _ => { }, new CancellationToken(canceled: true))
        );
}
