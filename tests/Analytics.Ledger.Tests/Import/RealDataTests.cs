using Analytics.Core.Money;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Import;

/// <summary>Published data sets give their published numbers, found without any setting but the policies named.</summary>
public class RealDataTests
{
    [Fact]
    public void Online_Retail_under_the_default_policies()
    {
        if (SharedFiles.Find("data/online-retail/online_retail.csv.gz") is not { } path)
        {
            return;
        }

        var (report, _, data) = Imports.Run(Imports.Of(path));
        Assert.Equal(541_909, report.Total.Read.Rows);
        Assert.Equal(0, report.Total.RejectedRows);
        Assert.Equal(
            [(Exclusion.MissingCustomer, 135_080L)],
            report.Total.Excluded.Select(e => (e.Policy, e.Account.Rows))
        );
        Assert.Equal((4_372, "8300065.814"), (data!.Count, Money(data.Net)));
        var rows = Enumerable.Range(0, data.Count).ToList();
        Assert.Equal(41, rows.Count(r => data.Net[r] < 0));
        Assert.Equal(33, rows.Count(r => !data.IsScored(r)));
        Assert.Equal(14, rows.Count(r => data.Net[r] == 0));
        Assert.Equal(new DateOnly(2011, 12, 9), report.AsOf);
        Assert.Equal(
            "17850.0",
            data.Ids.Text(
                rows.Find(r => data.Ids.Text(r).StartsWith("17850", StringComparison.Ordinal))
            )
        );
    }

    [Fact]
    public void Online_Retail_without_returns_and_zero_amounts()
    {
        if (SharedFiles.Find("data/online-retail/online_retail.csv.gz") is not { } path)
        {
            return;
        }

        var settings = Imports.Of(path) with
        {
            Returns = ReturnsPolicy.Ignore,
            ZeroAmount = ZeroAmountPolicy.Ignore,
        };
        using var import = PurchaseImport.Open(settings, CancellationToken.None);
        var days = import.ReadDays();
        Assert.Equal(5_268, days.Report.Total.IdenticalLines);
        Assert.Equal(397_884, days.Report.Total.Accepted.Rows);
        foreach (var data in new[] { Imports.Fold(days, settings)!, import.Summarise().Data! })
        {
            Assert.Equal((4_338, "8911407.904"), (data.Count, Money(data.Net)));
            Assert.Equal((18_532, 16_763), (data.Orders.Sum(), data.PurchaseDays.Sum()));
        }
    }

    [Fact]
    public void The_orders_of_the_R_package_rfm()
    {
        if (SharedFiles.Find("data/rfm-orders/rfm_data_orders.csv") is not { } path)
        {
            return;
        }

        var (report, _, data) = Imports.Run(
            Imports.Of(path) with
            {
                AsOf = new DateOnly(2006, 12, 31),
            }
        );
        Assert.Equal((4_906L, 995), (report.Total.Accepted.Rows, data!.Count));
        Assert.Equal("464158.00", Money(data.Net));
        // customer: days since the last order, orders, revenue
        foreach (
            var (name, recency, orders, revenue) in new[]
            {
                ("Admiral Senger", 132, 5, 448),
                ("Jerold Sporer", 135, 6, 506),
                ("Katlyn Mann", 297, 7, 698),
            }
        )
        {
            var row = Enumerable.Range(0, data.Count).Single(r => data.Ids.Text(r) == name);
            Assert.Equal(
                (recency, orders, (Int128)revenue),
                (data.DaysSinceLast(row), data.Orders[row], data.Net[row])
            );
        }
    }

    [Fact]
    public void The_master_file_of_CDNOW()
    {
        if (SharedFiles.Find("data/cdnow/CDNOW_master.txt") is not { } path)
        {
            return;
        }

        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var tuning in new[]
            {
                ImportTuning.Default,
                new ImportTuning(200_001, 64, 1 << 20, 1_000),
            }
        )
        {
            var (report, _, data) = Imports.Run(Imports.Of(path) with { Tuning = tuning });
            Assert.Equal((69_659L, 0L), (report.Total.Accepted.Rows, report.Total.RejectedRows));
            Assert.Equal((23_570, "2500315.63"), (data!.Count, Money(data.Net)));
            Assert.Equal(new DateOnly(1998, 6, 30), report.AsOf);
            texts.Add(Imports.Text(data));
        }

        Assert.Single(texts);
    }

    [Fact]
    public void The_sample_of_CDNOW()
    {
        if (SharedFiles.Find("data/cdnow/cdnowElog.csv") is not { } path)
        {
            return;
        }

        var settings = Imports.Of(path) with
        {
            Map = new Dictionary<string, string>
            {
                ["customer"] = "masterid",
                ["amount"] = "sales",
            },
        };
        using var import = PurchaseImport.Open(settings, CancellationToken.None);
        var days = import.ReadDays();
        var end = new DateOnly(1997, 9, 30).DayNumber;
        var calibration = CustomerDaysFold.Summarise(days.Data!, end, true, 2);
        Assert.Equal((2_357, 2_457), (calibration.Count, calibration.PurchaseDays.Sum() - 2_357));
        // 39 weeks behind the calibration
        Assert.Equal(1_882, days.Data!.Day.Count(d => d > end && d <= end + 273));
        Assert.Equal(6_919, days.Report.Total.Accepted.Rows);
    }

    private static string Money(MoneyColumn column) => MoneyText.Format(column.Sum(), column.Scale);
}
