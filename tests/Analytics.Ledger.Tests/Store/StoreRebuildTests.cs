using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Store;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Store;

public class StoreRebuildTests
{
    [Fact]
    public void Joined_segments_hold_the_same_loads_rows_and_digest()
    {
        using var folder = new TempFolder();
        var store = Filled(folder, loads: 6);
        var reading = Stores.Reading(store);
        var (digest, text) = (LedgerStore.Open(store).Digest(), Stores.Summary(reading));
        Run(store, compact: true);
        var now = LedgerStore.Open(store);
        Assert.Equal((1, 6, digest), (now.Segments.Count, now.Loads.Count, now.Digest()));
        Assert.Equal(text, Stores.Summary(reading));
        Assert.Equal(text, Stores.Days(reading));
        Assert.Empty(StoreVerify.Run(store, 1, CancellationToken.None).Bad);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(store, "segments")).Length);
        // what came before still counts as known, and what comes later adds to it
        Assert.False(Stores.Import(store, Imports.Plain(), folder.PathOf("0.csv"))[0].IsNew);
        Stores.Import(store, Imports.Plain(), folder.Write("9.csv", Stores.Export(900, 9)));
        Run(store, compact: true);
        Assert.Equal(7, LedgerStore.Open(store).Loads.Count);
        Assert.Empty(StoreVerify.Run(store, 1, CancellationToken.None).Bad);
    }

    [Fact]
    public void What_was_half_written_goes_and_rows_that_no_manifest_names_stay()
    {
        using var folder = new TempFolder();
        var store = Filled(folder, loads: 2);
        var text = Stores.Summary(Stores.Reading(store));
        var names = Directory.GetFiles(Path.Combine(store, "segments")).ToHashSet();
        names.Add(Path.Combine(store, "segments", "000003-purchases-x-001.parquet"));
        File.WriteAllText(Path.Combine(store, "segments", "000003-purchases-x-001.parquet"), "x");
        File.WriteAllText(Path.Combine(store, "segments", ".new-77-1"), "x");
        Run(store, compact: false);
        Assert.Equal(names, Directory.GetFiles(Path.Combine(store, "segments")).ToHashSet());
        Assert.Equal(text, Stores.Summary(Stores.Reading(store)));
    }

    [Fact]
    public void Rows_whose_manifest_was_lost_are_never_removed()
    {
        using var folder = new TempFolder();
        var store = Filled(folder, loads: 2);
        var last = Path.Combine(store, "manifests", "000002.json");
        var names = Directory.GetFiles(Path.Combine(store, "segments")).ToHashSet();
        var (text, manifest) = (Stores.Summary(Stores.Reading(store)), File.ReadAllBytes(last));
        File.Delete(last);
        Run(store, compact: false);
        Assert.Equal(names, Directory.GetFiles(Path.Combine(store, "segments")).ToHashSet());
        File.WriteAllBytes(last, manifest);
        Assert.Equal(text, Stores.Summary(Stores.Reading(store)));
    }

    [Fact]
    public void A_damaged_store_is_told_and_left_as_it_is()
    {
        using var folder = new TempFolder();
        var store = Filled(folder, loads: 2);
        var path = Directory.GetFiles(Path.Combine(store, "segments"))[0];
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        File.WriteAllText(Path.Combine(store, "segments", "left"), "x");
        Assert.Throws<StoreFault>(() => Run(store, compact: true));
        Assert.True(File.Exists(Path.Combine(store, "segments", "left")));
        Assert.Equal(2, LedgerStore.Open(store).Number);
    }

    [Fact]
    public void Rows_that_stand_in_other_loads_are_counted_and_kept()
    {
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        Stores.Import(store, Imports.Of(), folder.Write("a.csv", Stores.Export(0, 50)));
        var next = Stores.Import(store, Imports.Of(), folder.Write("b.csv", Stores.Export(40, 50)));
        Assert.Equal(10, next.Single().Load.Overlap);
        using var source = StorePurchases.Open(Stores.Reading(store), CancellationToken.None);
        Assert.Equal(100, source.Summarise().Report.Total.Accepted.Rows);
    }

    private static string Filled(TempFolder folder, int loads)
    {
        var store = folder.PathOf("store");
        for (var i = 0; i < loads; i++)
        {
            var name = i.ToString(CultureInfo.InvariantCulture) + ".csv";
            // decimals differ from load to load, and one amount needs more than 64 bits
            var text =
                Stores.Export(i * 30, 20 + i)
                + FormattableString.Invariant($"c{i},2024-02-03,o{i},1.{new string('7', 3 + i)}\n")
                + (
                    i == 1
                        ? "c5,2024-02-04,o7,-123456789012345678.901234567890123456\nc1,x,o1,1\n"
                        : ""
                );
            Stores.Import(store, Imports.Plain(), folder.Write(name, text));
        }

        return store;
    }

    private static void Run(string store, bool compact) =>
        StoreRebuild.Run(store, Stores.Now, compact, CancellationToken.None);
}
