using Analytics.Core.Faults;
using Analytics.Core.Work;
using Analytics.Ledger.Import;
using Analytics.Ledger.Store;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Store;

/// <summary>Customer-days kept beside a store save work and change nothing, also where they are damaged, stale, or cannot be written.</summary>
public class KeptDaysTests
{
    private const string Cache = "cache";

    [Fact]
    public void A_later_reading_reads_only_what_came_since()
    {
        using var folder = new TempFolder();
        var store = StoreOf(folder, (0, 300));
        Assert.Equal(300, RowsRead(store));
        Assert.Equal(0, RowsRead(store));
        Import(folder, store, 300, 40);
        Assert.Equal(40, RowsRead(store));
        // too little came to write the file again
        Assert.Equal(40, RowsRead(store));
        Import(folder, store, 340, 200);
        Assert.Equal(240, RowsRead(store));
        Assert.Equal(0, RowsRead(store));
        Assert.Single(Files(store));
        Assert.Equal(Plain(store), Stores.Summary(Stores.Reading(store)));
    }

    [Fact]
    public void Months_that_arrive_in_any_order_and_are_read_between_give_the_same()
    {
        using var folder = new TempFolder();
        var expected = Plain(StoreOf(folder, (0, 60), (60, 60), (120, 60), (180, 20)));
        foreach (
            var order in (int[][])
                [
                    [0, 60, 120, 180],
                    [180, 120, 60, 0],
                    [60, 180, 0, 120],
                ]
        )
        {
            using var own = new TempFolder();
            var store = own.PathOf("store");
            foreach (var from in order)
            {
                Import(own, store, from, from == 180 ? 20 : 60);
                Assert.Equal(Plain(store), Stores.Summary(Stores.Reading(store)));
                Assert.Equal(Plain(store), Stores.Days(Stores.Reading(store)));
            }

            Assert.Equal(expected, Stores.Summary(Stores.Reading(store)));
        }
    }

    [Fact]
    public void Each_set_of_policies_keeps_its_own_customer_days()
    {
        using var folder = new TempFolder();
        var store = StoreOf(folder, (0, 200));
        foreach (var returns in Enum.GetValues<ReturnsPolicy>())
        {
            foreach (var zero in Enum.GetValues<ZeroAmountPolicy>())
            {
                var settings = Stores.Reading(store) with { Returns = returns, ZeroAmount = zero };
                var expected = Stores.Summary(settings with { KeepsDays = false });
                Assert.Equal(expected, Stores.Summary(settings));
                Assert.Equal(expected, Stores.Summary(settings));
            }
        }

        // net and gross look at the same days
        Assert.Equal(4, Files(store).Length);
    }

    [Fact]
    public void Every_as_of_day_follows_from_the_same_customer_days()
    {
        using var folder = new TempFolder();
        var store = StoreOf(folder, (0, 200));
        _ = Stores.Summary(Stores.Reading(store));
        for (
            var day = new DateOnly(2023, 12, 30);
            day < new DateOnly(2024, 4, 4);
            day = day.AddDays(3)
        )
        {
            var settings = Stores.Reading(store) with { AsOf = day };
            var direct = settings with { Store = null, Inputs = [folder.PathOf("0.csv")] };
            Assert.Equal(Imports.Summary(direct), Stores.Summary(settings));
            Assert.Equal(Imports.Summary(direct), Stores.Days(settings));
        }

        Assert.Equal(0, RowsRead(store));
    }

    [Fact]
    public void A_damaged_file_is_passed_over_and_written_again()
    {
        using var folder = new TempFolder();
        var store = StoreOf(folder, (0, 30));
        var expected = Stores.Summary(Stores.Reading(store));
        var days = Stores.Days(Stores.Reading(store));
        var file = Files(store).Single();
        var whole = File.ReadAllBytes(file);
        for (var at = 0; at < whole.Length; at += 7)
        {
            var bytes = whole.ToArray();
            bytes[at] ^= 0x20;
            File.WriteAllBytes(file, bytes);
            Assert.Equal(expected, Stores.Summary(Stores.Reading(store)));
            // sums are read without the days behind them
            Assert.Equal(days, Stores.Days(Stores.Reading(store)));
            Assert.Equal(whole, File.ReadAllBytes(Files(store).Single()));
        }

        for (var length = 0; length < whole.Length; length += 13)
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.Equal(expected, Stores.Summary(Stores.Reading(store)));
            // sums are read without the days behind them
            Assert.Equal(days, Stores.Days(Stores.Reading(store)));
            Assert.Equal(whole, File.ReadAllBytes(Files(store).Single()));
        }
    }

    [Theory]
    [InlineData("c1,2024-05-01,a100,1", "a later day, a later order")]
    [InlineData("c1,2024-05-01,a007,1", "an order that goes on")]
    [InlineData("c1,2024-05-01,a001,1", "a later day, an earlier order")]
    [InlineData("c1,2024-03-07,a100,1", "the last day again")]
    [InlineData("c1,2024-02-01,a100,1", "an earlier day")]
    [InlineData(
        "c1,2024-05-01,a100,1\nc1,2024-05-09,a100,1\nc1,2024-05-09,a101,1",
        "two days more"
    )]
    [InlineData("c1,2024-01-01,a100,-1", "a return, earlier")]
    [InlineData("c1,2024-05-01,a100,-1", "a return, later")]
    [InlineData("back,2024-05-01,a100,1", "a first purchase after returns")]
    [InlineData("back,2023-05-01,a100,1", "a first purchase before them")]
    [InlineData("back,2024-05-01,a100,-1", "one more return")]
    [InlineData("new,2024-05-01,a100,1", "a new customer")]
    [InlineData("c1,2024-05-01,,1\nc1,2024-05-01,,1", "no order at all")]
    public void What_came_since_goes_on_from_the_sums_or_from_the_days(string rows, string what)
    {
        const string Header = "customer_id,order_date,order_id,amount\n";
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        // many customers, so that the second load is too small for a new file
        var many = string.Concat(
            Enumerable
                .Range(0, 60)
                .Select(i => FormattableString.Invariant($"m{i},2024-03-01,b{i},5\n"))
        );
        Stores.Import(
            store,
            Imports.Of(),
            folder.Write(
                "old.csv",
                Header
                    + many
                    + "c1,2024-01-05,a005,2\nc1,2024-03-07,a007,3\nc1,2024-03-08,a007,-1\nback,2024-03-02,r1,-4\n"
            )
        );
        _ = Stores.Summary(Stores.Reading(store));
        var kept = Files(store).Single();
        Stores.Import(store, Imports.Of(), folder.Write("new.csv", Header + rows + "\n"));
        foreach (var asOf in (DateOnly?[])[null, new(2024, 5, 1), new(2024, 4, 1), new(2024, 2, 1)])
        {
            var settings = Stores.Reading(store) with { AsOf = asOf };
            Assert.True(
                Stores.Summary(settings with { KeepsDays = false, Store = Copy(store) })
                    == Stores.Summary(settings),
                what
            );
        }

        Assert.Equal(kept, Files(store).Single());
    }

    [Fact]
    public void A_file_of_an_earlier_make_is_not_read_and_goes_with_the_next_writing()
    {
        using var folder = new TempFolder();
        var store = StoreOf(folder, (0, 30));
        Directory.CreateDirectory(Path.Combine(store, Cache));
        var old = Path.Combine(store, Cache, "all-0123456789abcdef.days1");
        File.WriteAllText(old, "days of before");
        Assert.Equal("0", Fact(store, "customer-days files"));
        Assert.Equal(Plain(store), Stores.Summary(Stores.Reading(store)));
        Assert.Single(Files(store));
        Assert.False(File.Exists(old));
    }

    [Fact]
    public void Amounts_beyond_64_bits_have_no_sums_and_are_read_from_the_rows()
    {
        using var folder = new TempFolder();
        var store = StoreOf(folder, (0, 30));
        Stores.Import(
            store,
            Imports.Of(),
            folder.Write(
                "wide.csv",
                "customer_id,order_date,order_id,amount\n"
                    + "wide,2023-12-01,w1,90000000000000000.00\n"
                    + "wide,2024-03-01,w2,90000000000000000.00\n"
            )
        );
        // before the second of them all fits, and the days of both are kept
        var early = Stores.Reading(store) with
        {
            AsOf = new DateOnly(2024, 2, 1),
        };
        var expected = Stores.Summary(early with { KeepsDays = false, Store = Copy(store) });
        Assert.Equal(expected, Stores.Summary(early));
        Assert.Equal(expected, Stores.Summary(early));
        Assert.Equal(Plain(store), Stores.Summary(Stores.Reading(store)));
    }

    [Fact]
    public void Kept_customer_days_hide_no_damage_of_the_segments()
    {
        using var folder = new TempFolder();
        var store = StoreOf(folder, (0, 30));
        _ = Stores.Summary(Stores.Reading(store));
        var segment = Directory.GetFiles(Path.Combine(store, "segments")).Single();
        var bytes = File.ReadAllBytes(segment);
        bytes[^9] ^= 1;
        File.WriteAllBytes(segment, bytes);
        File.SetLastWriteTimeUtc(segment, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Throws<StoreFault>(() => Stores.Summary(Stores.Reading(store)));
        File.Delete(segment);
        Assert.Throws<StoreFault>(() => Stores.Summary(Stores.Reading(store)));
    }

    [Fact]
    public void Rebuild_makes_them_anew_and_verify_counts_them()
    {
        using var folder = new TempFolder();
        var store = StoreOf(folder, (0, 30), (30, 5));
        var expected = Plain(store);
        foreach (var compact in (bool[])[false, true])
        {
            Directory.CreateDirectory(Path.Combine(store, Cache));
            File.WriteAllText(Path.Combine(store, Cache, "all-0.days2"), "nothing");
            Assert.Equal("1", Fact(store, "of them damaged"));
            StoreRebuild.Run(store, Stores.Now, compact, CancellationToken.None);
            Assert.Equal("1", Fact(store, "customer-days files"));
            Assert.Equal("0", Fact(store, "of them damaged"));
            Assert.Equal(0, RowsRead(store));
            Assert.Equal(expected, Stores.Summary(Stores.Reading(store)));
        }
    }

    [Fact]
    public void Where_nothing_can_be_written_all_is_read()
    {
        using var folder = new TempFolder();
        var store = StoreOf(folder, (0, 30));
        File.WriteAllText(Path.Combine(store, Cache), "a file where the folder should be");
        Assert.Equal(Plain(store), Stores.Summary(Stores.Reading(store)));
        Assert.Equal(30, RowsRead(store));
    }

    [Fact]
    public void Rows_without_an_order_stay_orders_of_their_own()
    {
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        foreach (var name in (string[])["a", "b", "c"])
        {
            var rows = string.Concat(
                Enumerable.Repeat("c1,2024-01-05,,1.00\nc1,2024-01-05,x9,1.00\n", 3)
            );
            Stores.Import(
                store,
                Imports.Of(),
                folder.Write(
                    name,
                    "customer_id,order_date,order_id,amount\n" + rows + $"c2,2024-01-05,{name},1\n"
                )
            );
            Assert.Equal(Plain(store), Stores.Summary(Stores.Reading(store)));
        }
    }

    private static string Plain(string store) =>
        Stores.Summary(Stores.Reading(store) with { KeepsDays = false, Store = Copy(store) });

    // the store without what is kept beside it
    private static string Copy(string store)
    {
        var copy = store + "-plain";
        if (Directory.Exists(copy))
        {
            Directory.Delete(copy, recursive: true);
        }

        foreach (var file in Directory.GetFiles(store, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(store, file);
            if (!path.StartsWith(Cache, StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, path))!);
                File.Copy(file, Path.Combine(copy, path));
            }
        }

        return copy;
    }

    private static string StoreOf(TempFolder folder, params (int From, int Rows)[] loads)
    {
        var store = folder.PathOf("store");
        foreach (var (from, rows) in loads)
        {
            Import(folder, store, from, rows);
        }

        return store;
    }

    private static void Import(TempFolder folder, string store, int from, int rows) =>
        Stores.Import(
            store,
            Imports.Of(),
            folder.Write(FormattableString.Invariant($"{from}.csv"), Stores.Export(from, rows))
        );

    private static long RowsRead(string store)
    {
        var progress = new ImportProgress();
        _ = Stores.Summary(Stores.Reading(store) with { Progress = progress });
        return progress.Rows;
    }

    private static string Fact(string store, string name) =>
        StoreVerify.Run(store, 2, CancellationToken.None).Facts.Single(f => f.Name == name).Value;

    private static string[] Files(string store) =>
        Directory.GetFiles(Path.Combine(store, Cache), "*.days2");
}
