using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Store;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Store;

public class StoreImportTests
{
    [Fact]
    public void The_same_content_renamed_or_packed_changes_nothing()
    {
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        var bytes = System.Text.Encoding.UTF8.GetBytes(Stores.Export(0, 50));
        var load = Stores.Import(store, Imports.Of(), folder.Write("a.csv", bytes)).Single();
        Assert.True(load.IsNew);
        var before = Snapshot(store);
        var again = Stores.Import(
            store,
            Imports.Of(),
            folder.Write("a.csv", bytes),
            folder.Write("renamed.txt", bytes),
            folder.Write("a.csv.gz", TempFolder.Gzip(bytes)),
            folder.Write("a.csv.zst", TempFolder.Zstd(bytes))
        );
        Assert.All(again, o => Assert.Equal((false, load.Load.Id), (o.IsNew, o.Load.Id)));
        Assert.Equal(before, Snapshot(store));
    }

    [Fact]
    public void Segments_are_the_same_bytes_on_any_number_of_threads()
    {
        using var folder = new TempFolder();
        var file = folder.Write("a.csv", Stores.Export(0, 90_000));
        var bytes = Enumerable
            .Range(1, 3)
            .Select(threads =>
            {
                var store = folder.PathOf("store" + new string('x', threads));
                Stores.Import(store, Imports.Of() with { Threads = threads }, file);
                return Snapshot(store);
            })
            .ToList();
        Assert.All(bytes, b => Assert.Equal(bytes[0], b));
    }

    [Fact]
    public void One_content_twice_in_one_call_enters_once()
    {
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        var outcomes = Stores.Import(
            store,
            Imports.Of(),
            folder.Write("a.csv", Stores.Export(0, 9)),
            folder.Write("b.csv", Stores.Export(0, 9))
        );
        Assert.Equal([true, false], outcomes.Select(o => o.IsNew));
        Assert.Single(LedgerStore.Open(store).Loads);
    }

    [Fact]
    public void One_content_read_in_two_ways_is_refused()
    {
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        var file = folder.Write("a.csv", Stores.Export(0, 9));
        Stores.Import(store, Imports.Of(), file);
        var other = Imports.Of() with
        {
            Map = new Dictionary<string, string> { ["customer"] = "order_id", ["order"] = "1" },
        };
        var fault = Assert.Throws<UsageFault>(() => Stores.Import(store, other, file));
        Assert.Contains("read otherwise: customer was", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exports_with_and_without_orders_do_not_mix()
    {
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        Stores.Import(store, Imports.Of(), folder.Write("a.csv", Stores.Export(0, 9)));
        var file = folder.Write(
            "b.csv",
            "customer_id,order_date,amount\nc1,2024-01-02,5.00\nc2,2024-01-03,6.00\n"
        );
        var fault = Assert.Throws<DataFault>(() => Stores.Import(store, Imports.Of(), file));
        Assert.Contains("has no column for the order", fault.Message, StringComparison.Ordinal);
        Assert.Single(LedgerStore.Open(store).Loads);
    }

    [Fact]
    public void A_load_keeps_its_account_and_the_refused_rows()
    {
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        var text =
            Stores.Export(0, 9)
            + "c1,yesterday,o9,5.25\n,2024-01-05,o9,7.50\nc2,2024-01-05,o9,many\n";
        var load = Stores.Import(store, Imports.Plain(), folder.Write("a.csv", text)).Single().Load;
        Assert.Equal(12, load.Read.Rows);
        Assert.Equal(1, load.Read.Unreadable);
        Assert.Equal(["DATE_INVALID", "AMOUNT_INVALID"], load.Rejected.Select(r => r.Name));
        Assert.Equal(["525", "0"], load.Rejected.Select(r => r.Units));
        Assert.Equal(("MISSING_CUSTOMER", 1L, "750"), Tally(load.Excluded.Single()));
        Assert.Equal(9, load.Accepted.Rows);
        var bytes = LedgerStore.Open(store).Read(LedgerStore.Open(store).Loads[0].Rejects!);
        Assert.Equal(
            ["c1,yesterday,o9,5.25", "c2,2024-01-05,o9,many"],
            RejectSegment
                .Parse(bytes, "a.csv")
                .Select(r => System.Text.Encoding.UTF8.GetString(r.Raw))
        );
    }

    [Fact]
    public void Nothing_enters_before_the_commit()
    {
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        using (
            var import = StoreImport.Open(
                Imports.Of(folder.Write("a.csv", Stores.Export(0, 9))),
                store,
                Stores.Now,
                isDryRun: false,
                CancellationToken.None
            )
        )
        {
            Assert.NotNull(import.Report);
        }

        Assert.Empty(LedgerStore.Open(store).Loads);
        Assert.Empty(Directory.GetFiles(Path.Combine(store, "segments")));
    }

    [Fact]
    public void A_dry_run_makes_nothing()
    {
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        using var import = StoreImport.Open(
            Imports.Of(folder.Write("a.csv", Stores.Export(0, 9))),
            store,
            Stores.Now,
            isDryRun: true,
            CancellationToken.None
        );
        import.Commit();
        Assert.Equal(9, import.Report!.Total.Read.Rows);
        Assert.False(Directory.Exists(store));
    }

    [Fact]
    public void Other_directories_are_left_alone()
    {
        using var folder = new TempFolder();
        var file = folder.Write("a.csv", Stores.Export(0, 9));
        Assert.Throws<UsageFault>(() => Stores.Import(folder.Root, Imports.Of(), file));
        Assert.Throws<FileFault>(() => LedgerStore.Open(folder.PathOf("none")));
        Assert.Throws<FileFault>(() => LedgerStore.Open(folder.Root));
    }

    [Fact]
    public void Only_the_owner_may_read_a_store()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        Stores.Import(store, Imports.Of(), folder.Write("a.csv", Stores.Export(0, 9)));
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var file in Directory.GetFiles(store, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(Owner, File.GetUnixFileMode(file));
        }

        foreach (
            var folderPath in Directory
                .GetDirectories(store, "*", SearchOption.AllDirectories)
                .Append(store)
        )
        {
            Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folderPath));
        }
    }

    private static (string, long, string) Tally(StoredTally tally) =>
        (tally.Name, tally.Rows, tally.Units);

    private static string Snapshot(string store) =>
        string.Join(
            '\n',
            Directory
                .GetFiles(store, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f =>
                    Path.GetRelativePath(store, f) + StoreManifest.Hash(File.ReadAllBytes(f))
                )
        );
}
