using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Import;

/// <summary>Policies, orders, days and the account of rows and money, each with numbers worked out by hand.</summary>
public class PolicyTests
{
    private const string Header = "customer_id,order_date,order_id,amount\n";

    // 5 purchases of 60.50, a zero, 2 returns of 7.25 (one on a day without purchase, one behind the last), 1 without customer
    private const string Rows =
        "a,2024-01-01,1,10.00\na,2024-01-01,2,5.50\nb,2024-01-02,3,20\na,2024-01-03,4,0.00\nb,2024-01-04,C5,-5.25\n"
        + ",2024-01-04,6,3.00\nc,2024-01-05,7,15\na,2024-01-06,8,10\na,2024-01-06,8,10\nb,2024-01-09,C9,-2\n";

    [Theory]
    [InlineData(ReturnsPolicy.Net, 8, "a 3550 0 3550 4; b 2000 525 1475 1; c 1500 0 1500 1", 6525)]
    [InlineData(
        ReturnsPolicy.Gross,
        8,
        "a 3550 0 3550 4; b 2000 525 2000 1; c 1500 0 1500 1",
        6525
    )]
    [InlineData(ReturnsPolicy.Ignore, 7, "a 3550 0 3550 4; b 2000 0 2000 1; c 1500 0 1500 1", 7050)]
    public void Returns_reduce_are_shown_or_are_left_out(
        ReturnsPolicy policy,
        int accepted,
        string expected,
        int money
    ) =>
        Check(
            s => s with { Returns = policy },
            (report, data) =>
            {
                Assert.Equal(expected, Money(data));
                Assert.Equal((accepted, (Int128)money), Of(report.Total.Accepted));
                Assert.Equal(new DateOnly(2024, 1, 6), report.AsOf);
                Assert.Equal((1L, (Int128)(-200)), Of(Excluded(report, Exclusion.AfterAsOf)));
                Assert.Equal((1L, (Int128)300), Of(Excluded(report, Exclusion.MissingCustomer)));
                Assert.Equal(
                    policy == ReturnsPolicy.Ignore ? (1L, (Int128)(-525)) : (0, 0),
                    Of(Excluded(report, Exclusion.Return))
                );
            }
        );

    [Theory]
    [InlineData(ZeroAmountPolicy.Count, 3, 0)]
    [InlineData(ZeroAmountPolicy.Ignore, 2, 1)]
    public void A_zero_amount_is_a_purchase_day_or_is_left_out(
        ZeroAmountPolicy policy,
        int days,
        int excluded
    ) =>
        Check(
            s => s with { ZeroAmount = policy },
            (report, data) =>
            {
                Assert.Equal(days, data.PurchaseDays[0]);
                Assert.Equal((excluded, (Int128)0), Of(Excluded(report, Exclusion.ZeroAmount)));
            }
        );

    [Fact]
    public void A_row_without_customer_can_be_a_reject() =>
        Check(
            s => s with { MissingCustomer = MissingCustomerPolicy.Reject },
            (report, _) =>
            {
                Assert.Equal(
                    [(RowFaultKind.MissingCustomer, (1L, (Int128)300))],
                    report.Total.Rejected.Select(r => (r.Reason, Of(r.Account)))
                );
                Assert.Equal((0, 0), Of(Excluded(report, Exclusion.MissingCustomer)));
            }
        );

    [Theory]
    [InlineData(DuplicatePolicy.Keep, 0, "a 3550 0 3550 4")]
    [InlineData(DuplicatePolicy.Drop, 1, "a 2550 0 2550 4")]
    public void Identical_lines_are_counted_and_kept_or_dropped(
        DuplicatePolicy policy,
        int dropped,
        string expected
    )
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Header + Rows);
        foreach (var way in Imports.Ways(Imports.Plain(path) with { Duplicates = policy }))
        {
            var (report, _, data) = Imports.Run(way);
            Assert.StartsWith(expected, Money(data!), StringComparison.Ordinal);
            Assert.Equal(dropped, report.Total.Duplicate.Rows);
            using var import = PurchaseImport.Open(way, CancellationToken.None);
            Assert.Equal(1, import.ReadDays().Report.Total.IdenticalLines);
        }
    }

    [Fact]
    public void Identical_lines_of_two_files_are_not_duplicates()
    {
        using var folder = new TempFolder();
        var (a, b) = (folder.Write("a.csv", Header + Rows), folder.Write("b.csv", Header + Rows));
        foreach (
            var way in Imports.Ways(Imports.Plain(a, b) with { Duplicates = DuplicatePolicy.Drop })
        )
        {
            Assert.Equal(2, Imports.Run(way).Report.Total.Duplicate.Rows);
        }
    }

    [Fact]
    public void Rows_behind_a_given_as_of_day_are_left_out_before_any_other_reason() =>
        Check(
            s => s with { AsOf = new DateOnly(2024, 1, 3), Returns = ReturnsPolicy.Ignore },
            (report, data) =>
            {
                Assert.Equal("a 1550 0 1550 3; b 2000 0 2000 1", Money(data));
                Assert.Equal((6L, (Int128)3075), Of(Excluded(report, Exclusion.AfterAsOf)));
                Assert.Equal((0, 0), Of(Excluded(report, Exclusion.MissingCustomer)));
                Assert.Equal(new DateOnly(2024, 1, 3), report.AsOf);
            }
        );

    [Fact]
    public void An_as_of_day_behind_the_data_takes_the_late_returns_in() =>
        Check(
            s => s with { AsOf = new DateOnly(2030, 12, 31) },
            (report, data) =>
            {
                Assert.Equal("a 3550 0 3550 4; b 2000 725 1275 1; c 1500 0 1500 1", Money(data));
                Assert.DoesNotContain(report.Total.Excluded, e => e.Policy == Exclusion.AfterAsOf);
            }
        );

    [Fact]
    public void A_return_is_never_a_purchase_and_never_moves_a_date()
    {
        using var folder = new TempFolder();
        const string ReturnRows =
            "r,2024-01-01,C1,-5\na,2024-01-02,2,10\na,2024-01-03,C3,-4\nz,2024-01-03,4,1\nr,2024-01-04,C4,-1\n";
        foreach (var way in Imports.Ways(Imports.Plain(folder.Write("a.csv", Header + ReturnRows))))
        {
            var (report, _, data) = Imports.Run(way);
            Assert.Equal("a 10 4 6 1; r 0 5 -5 0; z 1 0 1 1", Money(data!));
            Assert.Equal(data!.FirstDay[0], data.LastDay[0]);
            Assert.False(data.IsScored(1));
            Assert.Equal((SummaryColumns.NoDay, 0), (data.LastDay[1], data.PurchaseDays[1]));
            Assert.Equal(1, Excluded(report, Exclusion.AfterAsOf).Rows);
        }
    }

    [Theory]
    [InlineData("1,1,2", 2)]
    [InlineData("1,2,1", 2)]
    [InlineData("2,1", 2)]
    [InlineData("INV-0001,INV-0002,INV-0001", 2)]
    [InlineData("INV-0002,INV-0001", 2)]
    [InlineData("A-1,B-1,A-1", 2)]
    [InlineData("0001,00001,1", 3)]
    [InlineData("1.0,1", 2)]
    [InlineData(",,", 3)]
    [InlineData("1,,1", 2)]
    [InlineData("9b2c8f0e-3c1d-4f7a-9a51-0d6f5a1f9e77,1e2c8f0e-3c1d-4f7a-9a51-0d6f5a1f9e77", 2)]
    [InlineData("123456789012345678901234567890,123456789012345678901234567890", 1)]
    [InlineData("123456789012345678901234567890,123456789012345678901234567891", 2)]
    public void Orders_are_distinct_order_ids_on_whatever_days(string ids, int orders)
    {
        using var folder = new TempFolder();
        foreach (var spread in new[] { 0, 1 })
        {
            var rows = ids.Split(',')
                .Select(
                    (id, i) =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"a,2024-01-{1 + (i * spread):D2},{id},1\n"
                        )
                );
            var path = folder.Write("a.csv", Header + string.Concat(rows) + "b,2024-02-01,77,1\n");
            foreach (var way in Imports.Ways(Imports.Plain(path)))
            {
                Assert.Equal([orders, 1], Imports.Run(way).Data!.Orders);
            }
        }
    }

    [Fact]
    public void Rows_without_order_id_at_the_same_place_of_two_files_are_two_orders()
    {
        using var folder = new TempFolder();
        var (a, b) = (
            folder.Write("a.csv", Header + "a,2024-01-01,,1\n"),
            folder.Write("b.csv", Header + "a,2024-01-02,,1\n")
        );
        foreach (var way in Imports.Ways(Imports.Plain(a, b)))
        {
            Assert.Equal([2], Imports.Run(way).Data!.Orders);
        }
    }

    [Fact]
    public void Mixed_currencies_are_never_added()
    {
        using var folder = new TempFolder();
        const string WithCurrency = "customer_id,order_date,amount,currency\n";
        var one = folder.Write(
            "a.csv",
            WithCurrency + "a,2024-01-01,1,EUR\nb,2024-01-02,2,\nc,2024-01-03,1,EUR\n"
        );
        var two = folder.Write("b.csv", WithCurrency + "a,2024-01-04,1,USD\n");
        foreach (var way in Imports.Ways(Imports.Plain(one)))
        {
            Assert.Equal(3, Imports.Run(way).Data!.Count);
        }

        foreach (var way in Imports.Ways(Imports.Plain(one, two)))
        {
            Assert.Contains("EUR, USD", Imports.FaultOf<DataFault>(way), StringComparison.Ordinal);
        }

        // far behind many rows of the other, and among them
        var rows = Enumerable.Repeat("a,2024-01-01,1,EUR\nb,2024-01-02,2,\n", 400);
        var late = folder.Write(
            "c.csv",
            WithCurrency + string.Concat(rows) + "c,2024-01-03,1,USD\n" + string.Concat(rows)
        );
        foreach (var way in Imports.Ways(Imports.Plain(late)))
        {
            Assert.Contains("EUR, USD", Imports.FaultOf<DataFault>(way), StringComparison.Ordinal);
        }
    }

    private static void Check(
        Func<ImportSettings, ImportSettings> change,
        Action<ImportReport, SummaryColumns> check
    )
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Header + Rows);
        foreach (var way in Imports.Ways(change(Imports.Plain(path))))
        {
            var (report, _, data) = Imports.Run(way);
            check(report, data!);
            Assert.Equal((10L, (Int128)6625), Of(report.Total.Read));
            Assert.Equal(Of(report.Total.Read), Sum(report.Total));
        }
    }

    private static (long Rows, Int128 Units) Sum(FileAccount account) =>
        account
            .Rejected.Select(r => r.Account)
            .Concat(account.Excluded.Select(e => e.Account))
            .Append(account.Duplicate)
            .Append(account.Accepted)
            .Select(Of)
            .Aggregate((a, b) => (a.Rows + b.Rows, a.Units + b.Units));

    private static RowAccount Excluded(ImportReport report, Exclusion policy) =>
        report.Total.Excluded.FirstOrDefault(e => e.Policy == policy).Account;

    private static (long Rows, Int128 Units) Of(RowAccount account) =>
        (account.Rows, account.Amount.Units);

    private static string Money(SummaryColumns s) =>
        string.Join(
            "; ",
            Enumerable
                .Range(0, s.Count)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{s.Ids.Text(i)} {s.Gross[i]} {s.Refunds[i]} {s.Net[i]} {s.Orders[i]}"
                    )
                )
        );
}
