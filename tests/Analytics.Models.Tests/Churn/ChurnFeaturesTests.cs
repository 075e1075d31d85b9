using System.Globalization;
using Analytics.Core.Summaries;
using Analytics.Models.Churn;
using Analytics.Models.Features;
using Analytics.Models.Tests.Data;

namespace Analytics.Models.Tests.Churn;

public class ChurnFeaturesTests
{
    [Theory]
    [InlineData(150)]
    [InlineData(301)]
    [InlineData(420)]
    public void Deleting_every_row_after_the_cut_off_changes_no_bit_of_a_feature(int cutOff)
    {
        var days = Purchases.Of(500, 600, 3);
        var day = Purchases.FirstDay + cutOff;
        var whole = Build(days, day);
        var cut = Build(Purchases.Until(days, day), day);
        Assert.True(whole.Customers.Length > 100);
        Assert.Equal(whole.Customers.Length, cut.Customers.Length);
        Assert.Equal(whole.Lifetime, cut.Lifetime);
        Assert.Equal(
            ChurnFeatures.Facts.Select(fact => fact.Name),
            whole.Columns.Select(column => column.Name)
        );
        Assert.Equal(Bits(whole), Bits(cut));

        // and the data behind it did change
        Assert.True(Purchases.Until(days, day).RowCount < days.RowCount);
    }

    [Fact]
    public void Threads_change_no_bit_of_a_feature()
    {
        var days = Purchases.Of(5000, 400, 4);
        var day = Purchases.FirstDay + 300;
        var one = Build(days, day);
        var many = Build(days, day, threads: 5);
        Assert.Equal(Bits(one), Bits(many));
    }

    [Fact]
    public void Features_of_one_customer_are_those_worked_out_by_hand()
    {
        var d = Purchases.FirstDay;
        // beside others, so that a lifetime model can be fitted; the first customer buys on days 0, 100, 190 and 400
        var days = Mine(d);
        var rows = Build(days, d + 400, eligible: 1000);
        double At(string name) =>
            ((NumberColumn)rows.Columns.Single(c => c.Name == name)).Values[
                Array.IndexOf(rows.Customers, 0)
            ];
        Assert.Equal(0, At("days_since_last"));
        Assert.Equal(400, At("tenure_days"));
        Assert.Equal(4, At("purchase_days"));
        Assert.Equal(1, At("purchase_days_90d"));
        Assert.Equal(2, At("purchase_days_365d") - 1);
        Assert.Equal(100, At("spend"), 9);
        Assert.Equal(25, At("mean_spend"), 9);
        Assert.Equal(400 / 3.0, At("gap_mean"), 9);
        Assert.Equal(210 / (400 / 3.0), At("gap_trend"), 9);
        // gaps 100, 90, 210: mean 133.3, standard deviation 54.4
        Assert.Equal(54.365 / 133.333, At("gap_variation"), 4);
        Assert.Equal(0.1, At("refund_share"), 9);
        // days 35 < d <= 125, a year before the 90 days behind the cut-off: the purchase of day 100
        Assert.Equal(1, At("same_season"));
        // later half (200, 400]: 40 of 100; (40 + 25) / (60 + 25)
        Assert.Equal(65 / 85.0, At("spend_trend"), 9);
    }

    [Fact]
    public void Breadth_and_channels_are_those_worked_out_by_hand()
    {
        var d = Purchases.FirstDay;
        var rows = Build(Mine(d), d + 400, eligible: 1000);
        var place = Array.IndexOf(rows.Customers, 0);
        RawColumn Column(string name) => rows.Columns.Single(c => c.Name == name);
        double At(string name) => ((NumberColumn)Column(name)).Values[place];
        // products of the days 0, 100, 190 and 400: 2, 3, 0 (not told) and 1, of which 2, 2, 0 and 1 are new
        Assert.Equal(5, At("products"));
        Assert.Equal(2, At("products_per_day"), 9);
        Assert.Equal(1, At("new_products_90d"));
        Assert.Equal(1 / 6.0, At("repeated_products"), 9);
        // no day tells a category
        Assert.Equal(double.NaN, At("categories"));
        Assert.Equal(double.NaN, At("repeated_categories"));
        // web, shop, nothing, shop
        Assert.Equal(2, At("channels"));
        Assert.Equal(2 / 3.0, At("main_channel_share"), 9);
        Assert.Equal("shop", Column(BreadthFeatures.LastChannel).Text(place));
        // the day before the last one is looked at, nothing of it is known
        rows = Build(Mine(d), d + 399, eligible: 1000);
        place = Array.IndexOf(rows.Customers, 0);
        Assert.Equal(4, At("products"));
        Assert.Equal(0, At("new_products_90d"));
        Assert.Equal(0.5, At("main_channel_share"), 9);
    }

    [Fact]
    public void Without_products_categories_and_channels_there_are_no_columns_of_them()
    {
        var rows = Build(Purchases.Plain(300, 400, 3), Purchases.FirstDay + 300);
        Assert.Equal(
            TransactionFeatures.Facts.Concat(LifetimeFeatures.Facts).Select(fact => fact.Name),
            rows.Columns.Select(column => column.Name)
        );
    }

    [Fact]
    public void The_outcome_is_no_purchase_in_the_days_behind_the_cut_off_up_to_the_horizon()
    {
        var d = Purchases.FirstDay;
        var days = Mine(d);
        bool Left(int cutOff, int horizon)
        {
            var rows = Build(days, d + cutOff, eligible: 1000);
            return ChurnFeatures.Outcome(days, rows, horizon)[Array.IndexOf(rows.Customers, 0)];
        }

        Assert.True(Left(190, 209));
        Assert.False(Left(190, 210));
        Assert.True(Left(100, 89));
        Assert.False(Left(99, 1));
    }

    [Fact]
    public void Only_customers_with_a_purchase_in_the_eligible_days_are_taken()
    {
        var days = Mine(Purchases.FirstDay);
        int Place(int eligible) =>
            Array.IndexOf(Build(days, Purchases.FirstDay + 250, eligible: eligible).Customers, 0);
        // the last purchase is 60 days ago: not within the last 60 days, but within 61
        Assert.Equal(-1, Place(60));
        Assert.Equal(0, Place(61));
    }

    [Fact]
    public void Every_feature_is_documented_under_its_own_name()
    {
        Assert.Equal(
            ChurnFeatures.Facts.Count,
            ChurnFeatures.Facts.Select(f => f.Name).Distinct().Count()
        );
        Assert.All(
            ChurnFeatures.Facts,
            fact =>
            {
                Assert.NotEqual("", fact.Unit);
                Assert.EndsWith(".", fact.Meaning);
            }
        );
    }

    private static CustomerDays Mine(int d)
    {
        var others = Purchases.Of(200, 420, 9);
        var (day, purchase, orders, gross, refunds) = (
            new List<int> { d, d + 100, d + 150, d + 190, d + 400 },
            new List<bool> { true, true, false, true, true },
            new List<int> { 1, 1, 0, 1, 1 },
            new List<long> { 2000, 2500, 0, 1500, 4000 },
            new List<long> { 0, 0, 1000, 0, 0 }
        );
        day.AddRange(others.Day);
        purchase.AddRange(others.IsPurchase);
        orders.AddRange(others.Orders);
        gross.AddRange(others.Gross.Narrow.ToArray());
        refunds.AddRange(others.Refunds.Narrow.ToArray());
        return new CustomerDays
        {
            Ids = CustomerIds.FromTexts([
                "!mine",
                .. Enumerable.Range(0, others.CustomerCount).Select(others.Ids.Text),
            ]),
            Start = [0, .. others.Start.Select(s => s + 5)],
            Day = [.. day],
            IsPurchase = [.. purchase],
            Orders = [.. orders],
            Gross = new([.. gross], 2),
            Refunds = new([.. refunds], 2),
            Details = new DayDetails
            {
                Products = new(
                    [2, 3, 0, 0, 1, .. others.Details.Products!.Distinct],
                    [2, 2, 0, 0, 1, .. others.Details.Products!.New]
                ),
                Categories = new(
                    [0, 0, 0, 0, 0, .. others.Details.Categories!.Distinct],
                    [0, 0, 0, 0, 0, .. others.Details.Categories!.New]
                ),
                Channels = new(
                    others.Details.Channels!.Names,
                    [1, 0, -1, -1, 0, .. others.Details.Channels!.Main]
                ),
            },
        };
    }

    /// <summary>All cells, numbers by their bits.</summary>
    private static IEnumerable<string> Bits(ChurnRows rows) =>
        rows.Columns.SelectMany(column =>
            Enumerable
                .Range(0, column.Rows)
                .Select(row =>
                    column is NumberColumn numbers
                        ? BitConverter
                            .DoubleToInt64Bits(numbers.Values[row])
                            .ToString("x", CultureInfo.InvariantCulture)
                        : column.Text(row)
                )
        );

    private static ChurnRows Build(
        CustomerDays days,
        int day,
        int eligible = 200,
        int threads = 1
    ) => ChurnFeatures.Build(new PastView(days, day, true, threads), 90, eligible, 1, threads);
}
