using System.Globalization;
using System.Text;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Import;

/// <summary>Products, categories and channels of customer-days equal a slow and simple count, however the work is cut.</summary>
public sealed class DetailTests : IDisposable
{
    private const string Header = "customer_id,order_date,order_id,amount,sku,category,channel";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, "2024-01-20")]
    public void Counts_equal_the_simple_ones_in_any_order_and_cut(long seed, string? asOf)
    {
        var rows = Rows(600, seed);
        var path = Write("a.csv", rows);
        var last = asOf is null ? DateOnly.MaxValue : Day(asOf);
        foreach (var settings in Imports.Ways(Settings(asOf, path)))
        {
            Assert.Equal(Simple(rows, last), Text(Read(settings)));
        }
    }

    [Fact]
    public void Files_in_any_order_give_the_same_details()
    {
        var rows = Rows(400, 5);
        var (one, two) = (Write("one.csv", rows[..150]), Write("two.csv", rows[150..]));
        Assert.Equal(Text(Read(Settings(null, one, two))), Text(Read(Settings(null, two, one))));
    }

    [Fact]
    public void Products_new_on_a_day_add_up_to_different_products_whatever_comes_later()
    {
        var rows = Rows(500, 7);
        var path = Write("a.csv", rows);
        var whole = Read(Settings(null, path));
        var cut = Read(Settings("2024-01-15", path));
        var (mine, theirs) = (Lines(whole, Day("2024-01-15")), Lines(cut, DateOnly.MaxValue));
        Assert.NotEmpty(theirs);
        Assert.Equal(theirs, mine);
        Assert.True(whole.RowCount > cut.RowCount);
    }

    [Fact]
    public void Details_that_nobody_asks_for_or_not_all_inputs_have_are_not_read()
    {
        var rows = Rows(50, 9);
        var path = Write("a.csv", rows);
        Assert.Equal(new DayDetails(), Read(Settings(null, path) with { Details = false }).Details);
        var plain = _folder.Write(
            "b.csv",
            "customer_id,order_date,order_id,amount,channel\nc1,2024-01-03,x1,5.00,web\n"
        );
        var details = Read(Settings(null, path, plain)).Details;
        Assert.Null(details.Products);
        Assert.Null(details.Categories);
        Assert.Equal(["shop", "web", "電話"], details.Channels!.Names);
    }

    [Fact]
    public void A_product_with_quotes_inside_is_one_product()
    {
        var path = _folder.Write(
            "a.csv",
            Header
                + "\nc,2024-01-01,1,1.00,\"6\"\" nail\",tools,web\nc,2024-01-02,2,1.00,\"6\"\" nail\",tools,web\nc,2024-01-03,3,1.00,6,tools,web\n"
        );
        var products = Read(Settings(null, path)).Details.Products!;
        Assert.Equal([1, 0, 1], products.New);
        Assert.Equal([1, 1, 1], products.Distinct);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static ImportSettings Settings(string? asOf, params string[] inputs) =>
        Imports.Plain(inputs) with
        {
            AsOf = asOf is null ? null : Day(asOf),
            Details = true,
        };

    private static CustomerDays Read(ImportSettings settings)
    {
        using var import = PurchaseImport.Open(settings, CancellationToken.None);
        return import.ReadDays().Data!;
    }

    private string Write(string name, IEnumerable<Row> rows) =>
        _folder.Write(
            name,
            Header
                + "\n"
                + string.Concat(
                    rows.Select(r =>
                        FormattableString.Invariant(
                            $"{r.Customer},{r.Date:yyyy-MM-dd},{r.Order},{r.Amount},{r.Product},{r.Category},{r.Channel}\n"
                        )
                    )
                )
        );

    private static Row[] Rows(int count, long seed)
    {
        var chance = new Chance(seed, 0);
        int Below(int n) => (int)(chance.Uniform() * n);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var product = Below(30);
                    return new Row(
                        "c" + Below(5).ToString(CultureInfo.InvariantCulture),
                        new DateOnly(2024, 1, 1).AddDays(Below(25)),
                        Below(200),
                        Below(12) == 0 ? "-1.00" : "2.50",
                        product == 0 ? "" : "a-product-of-number-" + product,
                        product % 4 == 0 ? "" : "k" + (product % 4),
                        ((string[])["", "web", "shop", "電話", "web"])[Below(5)]
                    );
                }),
        ];
    }

    private static string Simple(IEnumerable<Row> rows, DateOnly last)
    {
        var text = new StringBuilder();
        foreach (
            var customer in rows.Where(r => r.Date <= last)
                .GroupBy(r => r.Customer)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
        )
        {
            var (products, categories) = (new HashSet<string>(), new HashSet<string>());
            foreach (var day in customer.GroupBy(r => r.Date).OrderBy(g => g.Key))
            {
                var bought = day.Where(r => r.Amount[0] != '-').ToList();
                string Count(IEnumerable<string> all, HashSet<string> seen)
                {
                    var distinct = all.Where(t => t.Length > 0).Distinct().ToList();
                    return FormattableString.Invariant(
                        $"{distinct.Count}/{distinct.Count(seen.Add)}"
                    );
                }

                var main = bought
                    .Select(r => r.Channel)
                    .Where(c => c.Length > 0)
                    .GroupBy(c => c)
                    .OrderByDescending(g => g.Count())
                    .ThenBy(g => g.Key, StringComparer.Ordinal)
                    .FirstOrDefault();
                Line(
                    text,
                    customer.Key,
                    day.Key.DayNumber,
                    Count(bought.Select(r => r.Product), products),
                    Count(bought.Select(r => r.Category), categories),
                    main?.Key ?? "-"
                );
            }
        }

        return text.ToString();
    }

    private static string Text(CustomerDays days) => string.Concat(Lines(days, DateOnly.MaxValue));

    private static List<string> Lines(CustomerDays days, DateOnly last)
    {
        var lines = new List<string>();
        var (products, categories, channels) = (
            days.Details.Products!,
            days.Details.Categories!,
            days.Details.Channels!
        );
        for (var c = 0; c < days.CustomerCount; c++)
        {
            for (var i = days.Start[c]; i < days.Start[c + 1]; i++)
            {
                if (days.Day[i] <= last.DayNumber)
                {
                    lines.Add(
                        Line(
                                new StringBuilder(),
                                days.Ids.Text(c),
                                days.Day[i],
                                FormattableString.Invariant(
                                    $"{products.Distinct[i]}/{products.New[i]}"
                                ),
                                FormattableString.Invariant(
                                    $"{categories.Distinct[i]}/{categories.New[i]}"
                                ),
                                channels.Main[i] < 0 ? "-" : channels.Names[channels.Main[i]]
                            )
                            .ToString()
                    );
                }
            }
        }

        return lines;
    }

    private static StringBuilder Line(
        StringBuilder text,
        string customer,
        int day,
        string products,
        string categories,
        string channel
    ) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"{customer} {day} products {products} categories {categories} {channel}\n"
        );

    private sealed record Row(
        string Customer,
        DateOnly Date,
        int Order,
        string Amount,
        string Product,
        string Category,
        string Channel
    );
}
