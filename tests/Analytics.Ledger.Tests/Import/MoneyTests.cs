using System.Numerics;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Import;

/// <summary>Money stays exact: many decimals, late decimals, sums beyond 64 bits, and an end where 128 bits end.</summary>
public class MoneyTests
{
    private const string Header = "customer_id,order_date,amount\n";

    [Fact]
    public void Amounts_with_the_noise_of_floating_point_add_up_exactly()
    {
        const string Row =
            "a,2024-01-01,123456789.123456789012345\nb,2024-01-02,-0.000000000000001\nb,2024-01-02,5\n";
        var (gross, refunds) = Sums(string.Concat(Enumerable.Repeat(Row, 20)), 15, 2);
        Assert.Equal(
            BigInteger.Parse("2469135782469135780246900") + (100 * BigInteger.Pow(10, 15)),
            gross
        );
        Assert.Equal(20, refunds);
    }

    [Fact]
    public void Decimals_that_come_late_rescale_what_was_added_before()
    {
        var early = string.Concat(Enumerable.Repeat("a,2024-01-01,7\nb,2024-01-01,-2\n", 50));
        var (gross, refunds) = Sums(early + "a,2024-01-02,0.000000000000000001\n", 18, 2);
        Assert.Equal((350 * BigInteger.Pow(10, 18)) + 1, gross);
        Assert.Equal(100 * BigInteger.Pow(10, 18), refunds);
    }

    [Fact]
    public void The_decimals_of_a_refused_row_count_for_the_column()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Header + "a,2024-01-01,7\nb,never,1.2345\n");
        foreach (var way in Imports.Ways(Imports.Plain(path)))
        {
            var (report, _, data) = Imports.Run(way);
            Assert.Equal((4, (Int128)70_000), (data!.MoneyScale, data.Gross[0]));
            Assert.Equal((Int128)12_345, report.Total.Rejected[0].Account.Amount.Units);
        }
    }

    [Fact]
    public void Sums_beyond_64_bits_stay_exact()
    {
        var rows = string.Concat(Enumerable.Repeat("a,2024-01-01,900000000000000000\n", 40));
        var (gross, _) = Sums(rows + "b,2024-01-02,0.01\n", 2, 2);
        Assert.Equal((3600 * BigInteger.Pow(10, 18)) + 1, gross);
    }

    [Fact]
    public void Sums_beyond_128_bits_are_a_fault_and_never_wrap()
    {
        var row = "a,2024-01-01,999999999999999999.999999999999999999\n";
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Header + string.Concat(Enumerable.Repeat(row, 200)));
        foreach (var way in Imports.Ways(Imports.Plain(path)))
        {
            Assert.Contains("128 bits", Imports.FaultOf<DataFault>(way), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_large_amount_is_not_out_of_range_because_another_has_many_decimals()
    {
        var (gross, _) = Sums(
            "a,2024-01-01,999999999999999999\na,2024-01-02,0.000000000000000001\n",
            18,
            1
        );
        Assert.Equal((BigInteger.Pow(10, 36) - BigInteger.Pow(10, 18)) + 1, gross);
    }

    private static (BigInteger Gross, BigInteger Refunds) Sums(
        string rows,
        int scale,
        int customers
    )
    {
        using var folder = new TempFolder();
        var found = new HashSet<(BigInteger, BigInteger)>();
        foreach (var way in Imports.Ways(Imports.Plain(folder.Write("a.csv", Header + rows))))
        {
            var (report, rejects, data) = Imports.Run(way);
            Assert.Empty(rejects);
            Assert.Equal((scale, customers), (data!.MoneyScale, data.Count));
            Assert.Equal(report.Total.Accepted.Amount.Units, data.Net.Sum());
            found.Add(((BigInteger)data.Gross.Sum(), (BigInteger)data.Refunds.Sum()));
        }

        return Assert.Single(found);
    }
}
