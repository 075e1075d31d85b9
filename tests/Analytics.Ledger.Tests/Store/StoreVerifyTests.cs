using Analytics.Core.Faults;
using Analytics.Ledger.Store;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Store;

/// <summary>A store with one wrong byte is told and never read.</summary>
public class StoreVerifyTests
{
    [Fact]
    public void Every_byte_of_every_file_counts()
    {
        using var folder = new TempFolder();
        var store = Tiny(folder);
        var expected = Stores.Summary(Stores.Reading(store));
        foreach (var path in Files(store))
        {
            var bytes = File.ReadAllBytes(path);
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] ^= 1;
                File.WriteAllBytes(path, bytes);
                bytes[i] ^= 1;
                AssertTold(store, path);
            }

            File.WriteAllBytes(path, bytes);
        }

        Assert.Empty(Check(store));
        Assert.Equal(expected, Stores.Summary(Stores.Reading(store)));
    }

    [Fact]
    public void Truncated_lengthened_and_missing_files_are_told()
    {
        using var folder = new TempFolder();
        var store = Tiny(folder);
        foreach (var path in Files(store))
        {
            var bytes = File.ReadAllBytes(path);
            for (var cut = 0; cut < bytes.Length; cut += Math.Max(1, bytes.Length / 60))
            {
                File.WriteAllBytes(path, bytes[..cut]);
                AssertTold(store, path);
            }

            File.WriteAllBytes(path, [.. bytes, 0]);
            AssertTold(store, path);
            File.Delete(path);
            if (!path.EndsWith("000002.json", StringComparison.Ordinal))
            {
                AssertTold(store, path);
            }

            File.WriteAllBytes(path, bytes);
        }
    }

    [Fact]
    public void Files_that_no_manifest_names_do_no_harm()
    {
        using var folder = new TempFolder();
        var store = Tiny(folder);
        var expected = Stores.Summary(Stores.Reading(store));
        File.WriteAllText(Path.Combine(store, "segments", "000009-purchases-x-001.parquet"), "x");
        File.WriteAllText(Path.Combine(store, "manifests", ".new-1-1"), "x");
        Assert.Empty(Check(store));
        Assert.Equal(expected, Stores.Summary(Stores.Reading(store)));
    }

    private static string Tiny(TempFolder folder)
    {
        var store = folder.PathOf("store");
        for (var i = 0; i < 2; i++)
        {
            var text = Stores.Export(i * 4, 4) + (i == 1 ? "c1,not a day,o1,5.00\n" : "");
            Stores.Import(
                store,
                Imports.Plain(),
                folder.Write(FormattableString.Invariant($"{i}.csv"), text)
            );
        }

        return store;
    }

    private static List<string> Files(string store) =>
        Directory
            .EnumerateFiles(store, "*", SearchOption.AllDirectories)
            .Where(p => Path.GetFileName(p) != "LOCK")
            .Where(p => !p.Contains("/cache/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();

    private static IReadOnlyList<string> Check(string store)
    {
        try
        {
            return StoreVerify.Run(store, 1, CancellationToken.None).Bad;
        }
        catch (StoreFault fault)
        {
            return [fault.Message];
        }
    }

    private static void AssertTold(string store, string path)
    {
        var bad = Check(store);
        Assert.NotEmpty(bad);
        // a manifest that is gone, or another one's, may also show in the one behind it
        if (!path.EndsWith(".json", StringComparison.Ordinal))
        {
            Assert.Contains(Path.GetFileName(path), bad[0], StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("/manifests/", bad[0], StringComparison.Ordinal);
        }

        Assert.Throws<StoreFault>(() => Stores.Summary(Stores.Reading(store)));
    }
}
