using System.Globalization;
using System.Text;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Ledger.Store;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Store;

/// <summary>A store keeps products, categories and channels: they come out of it as from its exports together.</summary>
public sealed class StoredDetailTests : IDisposable
{
    private const string Header = "customer_id,order_date,order_id,amount,sku,category,channel";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_store_gives_the_details_of_its_exports_in_any_order_and_cut(long seed)
    {
        var rows = Rows(500, seed);
        string[] files =
        [
            Write("a.csv", Header, rows[..120]),
            Write("b.csv", Header, rows[120..130]),
            Write("c.csv", Header, rows[130..]),
        ];
        var expected = Direct(files);
        Assert.Contains("電話", expected, StringComparison.Ordinal);
        foreach (var (order, way) in Orders(files).SelectMany(o => Ways().Select(w => (o, w))))
        {
            var store = _folder.PathOf(Guid.CreateVersion7().ToString());
            foreach (var file in order)
            {
                Stores.Import(store, way, file);
                // customer-days are kept from here on: they know no details, which are read all the same
                _ = Stores.OrAlone(() => Stores.Summary(Stores.Reading(store, way)));
            }

            Assert.Equal(expected, Stored(store, way));
            StoreRebuild.Run(store, Stores.Now, compact: true, CancellationToken.None);
            Assert.Equal(expected, Stored(store, way));
            Assert.Empty(StoreVerify.Run(store, 1, CancellationToken.None).Bad);
        }
    }

    [Fact]
    public void Details_that_nobody_asks_for_are_not_read()
    {
        var store = _folder.PathOf("store");
        Stores.Import(store, Imports.Plain(), Write("a.csv", Header, Rows(50, 4)));
        using var source = StorePurchases.Open(
            Stores.Reading(store, Imports.Plain()),
            CancellationToken.None
        );
        Assert.Equal(new DayDetails(), source.ReadDays().Data!.Details);
    }

    [Fact]
    public void Exports_that_tell_less_stand_beside_others_before_and_after_joining()
    {
        var rows = Rows(200, 5);
        var told = Write("a.csv", Header, rows[..100]);
        var less = Write(
            "b.csv",
            Header.Replace("sku", "x", StringComparison.Ordinal),
            rows[100..]
        );
        var store = _folder.PathOf("store");
        Stores.Import(store, Imports.Plain(), less);
        Stores.Import(store, Imports.Plain(), told);
        var expected = Direct(told, less);
        Assert.StartsWith("no products, categories, channels", expected, StringComparison.Ordinal);
        Assert.Equal(expected, Stored(store, Imports.Plain()));
        StoreRebuild.Run(store, Stores.Now, compact: true, CancellationToken.None);
        Assert.Single(LedgerStore.Open(store).Segments);
        Assert.Equal(expected, Stored(store, Imports.Plain()));
    }

    [Fact]
    public void A_content_that_came_without_them_stays_known()
    {
        var file = Write(
            "a.csv",
            Header.Replace("sku", "thing", StringComparison.Ordinal),
            Rows(40, 6)
        );
        var store = _folder.PathOf("store");
        Stores.Import(store, Imports.Plain(), file);
        var mapped = Imports.Plain(file) with
        {
            Map = new Dictionary<string, string>(StringComparer.Ordinal) { ["product"] = "thing" },
        };
        using var import = StoreImport.Open(
            mapped,
            store,
            Stores.Now,
            isDryRun: false,
            CancellationToken.None
        );
        Assert.False(import.Outcomes.Single().IsNew);
        Assert.Contains("came in without product", import.Remarks.Single());
    }

    [Fact]
    public void With_a_key_the_same_rows_count_and_tell_the_same_however_they_are_split()
    {
        var settings = Imports.Plain() with
        {
            Map = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["key"] = "line",
                ["version"] = "seen",
            },
        };
        // versions of a key differ in nothing but the product
        var rows = Rows(120, 8)
            .Select(
                (row, i) =>
                    FormattableString.Invariant(
                        $"{i % 40},1,c{i % 40 % 7},2024-01-{1 + (i % 40 % 25):00},o,2.50,{row.Split(',')[4]},,web"
                    )
            )
            .ToArray();
        string Filled(string name, string[][] chunks)
        {
            var store = _folder.PathOf(name);
            for (var c = 0; c < chunks.Length; c++)
            {
                var file = Write(
                    FormattableString.Invariant($"{name}-{c}.csv"),
                    "line,seen," + Header,
                    chunks[c]
                );
                Stores.Import(store, settings, file);
            }

            StoreRebuild.Run(store, Stores.Now, compact: chunks.Length > 4, CancellationToken.None);
            return LedgerStore.Open(store).Digest() + Stored(store, settings);
        }

        var expected = Filled("one", [rows]);
        for (var i = 2; i < 9; i++)
        {
            var shuffled = rows.ToArray();
            new Random(i).Shuffle(shuffled);
            var name = FormattableString.Invariant($"split-{i}");
            Assert.Equal(expected, Filled(name, [.. shuffled.Chunk(120 / i)]));
        }
    }

    [Fact]
    public void A_product_of_many_bytes_is_kept()
    {
        var file = Write(
            "a.csv",
            Header,
            [
                .. Rows(20, 9),
                "c,2024-01-01,1,1.00," + new string('p', 300_000) + ",k,web",
                "c,2024-01-02,2,1.00," + new string('p', 300_000) + "q,k,web",
                "c,2024-01-03,3,1.00,p,k,web",
            ]
        );
        var store = _folder.PathOf("store");
        Stores.Import(store, Imports.Plain(), file);
        Assert.Equal(Direct(file), Stored(store, Imports.Plain()));
    }

    private static IEnumerable<string[]> Orders(string[] files) =>
        [files, [files[2], files[0], files[1]], [files[1], files[2], files[0]]];

    private static IEnumerable<ImportSettings> Ways() =>
        Imports
            .Ways(Imports.Plain())
            .Select(w => w with { Tuning = w.Tuning with { SegmentRows = 7 } })
            .Append(Imports.Plain());

    private static string Direct(params string[] files)
    {
        using var import = PurchaseImport.Open(
            Imports.Plain(files) with
            {
                Details = true,
            },
            CancellationToken.None
        );
        return Text(import.ReadDays().Data!);
    }

    private static string Stored(string store, ImportSettings settings)
    {
        using var source = StorePurchases.Open(
            Stores.Reading(store, settings) with
            {
                Details = true,
            },
            CancellationToken.None
        );
        return Text(source.ReadDays().Data!);
    }

    private static string Text(CustomerDays days)
    {
        var (products, categories, channels) = (
            days.Details.Products,
            days.Details.Categories,
            days.Details.Channels
        );
        var text = new StringBuilder();
        text.Append(products is null ? "no products" : "products")
            .Append(categories is null ? ", no categories" : ", categories")
            .Append(channels is null ? ", no channels\n" : ", channels\n");
        for (var c = 0; c < days.CustomerCount; c++)
        {
            for (var i = days.Start[c]; i < days.Start[c + 1]; i++)
            {
                var channel = channels is null || channels.Main[i] < 0 ? -1 : channels.Main[i];
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{days.Ids.Text(c)} {days.Day[i]} {days.Orders[i]} {products?.Distinct[i]}/{products?.New[i]} {categories?.Distinct[i]}/{categories?.New[i]} {(channel < 0 ? "-" : channels!.Names[channel])}\n"
                );
            }
        }

        return text.ToString();
    }

    private string Write(string name, string header, IEnumerable<string> rows) =>
        _folder.Write(name, header + "\n" + string.Join('\n', rows) + "\n");

    private static string[] Rows(int count, long seed)
    {
        var chance = new Chance(seed, 0);
        int Below(int n) => (int)(chance.Uniform() * n);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var (product, day) = (Below(30), 1 + Below(25));
                    var name = product == 0 ? "" : "\"a \"\"product\"\" of number # \"";
                    name = name.Replace(
                        "#",
                        product.ToString(CultureInfo.InvariantCulture),
                        StringComparison.Ordinal
                    );
                    var category = product % 4 == 0 ? "" : "k" + (product % 4);
                    var channel = ((string[])["", "web", "shop", "電話"])[Below(4)];
                    return FormattableString.Invariant(
                        $"c{Below(6)},2024-01-{day:00},{Below(200)},{(Below(12) == 0 ? "-1.00" : "2.50")},{name},{category},{channel}"
                    );
                }),
        ];
    }
}
