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
        var file = Files(store).Single();
        var whole = File.ReadAllBytes(file);
        for (var at = 0; at < whole.Length; at += 7)
        {
            var bytes = whole.ToArray();
            bytes[at] ^= 0x20;
            File.WriteAllBytes(file, bytes);
            Assert.Equal(expected, Stores.Summary(Stores.Reading(store)));
            Assert.Equal(whole, File.ReadAllBytes(Files(store).Single()));
        }

        for (var length = 0; length < whole.Length; length += 13)
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.Equal(expected, Stores.Summary(Stores.Reading(store)));
            Assert.Equal(whole, File.ReadAllBytes(Files(store).Single()));
        }
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
            File.WriteAllText(Path.Combine(store, Cache, "all-0.days1"), "nothing");
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
        Directory.GetFiles(Path.Combine(store, Cache), "*.days1");
}
