using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Store.Cache;
using Analytics.Ledger.Store.Text;

namespace Analytics.Ledger.Store;

/// <summary>Checks a whole store: the chain of manifests, and every file they name by size, SHA-256 and rows.</summary>
public static class StoreVerify
{
    /// <summary>Checks everything; bad files are collected, not thrown.</summary>
    /// <exception cref="FileFault">There is no store.</exception>
    /// <exception cref="StoreFault">A manifest is damaged or missing: then nothing else can be judged.</exception>
    public static VerifyResult Run(string directory, int threads, CancellationToken cancel)
    {
        var store = LedgerStore.Open(Path.GetFullPath(directory));
        var files = store.Files.ToList();
        var complaints = new string?[files.Count];
        Parallel.For(
            0,
            files.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            i => complaints[i] = Check(store, files[i])
        );
        var bad = complaints.Where(c => c is not null).Select(c => c!).ToList();
        bad.AddRange(RowsThatDoNotAddUp(store));
        return new VerifyResult(Facts(store, files, bad.Count), bad);
    }

    /// <summary>Files below the store's folders that no manifest names: left by runs that ended before their commit. Harmless.</summary>
    internal static IReadOnlyList<string> Leftovers(LedgerStore store)
    {
        var named = store.Files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        return Directory
            .EnumerateFiles(store.PathOf(LedgerStore.SegmentFolder))
            .Where(p => !named.Contains(LedgerStore.SegmentFolder + "/" + Path.GetFileName(p)))
            .Order(StringComparer.Ordinal)
            .ToList();
    }

    private static string? Check(LedgerStore store, StoreFile file)
    {
        try
        {
            var bytes = store.Read(file);
            var isRejects = store.Loads.Any(l => l.Rejects?.Name == file.Name);
            var rows = isRejects
                ? RejectSegment.Parse(bytes, "").Count
                : RowsOf(store, file, bytes);
            return rows == file.Rows
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{store.PathOf(file.Name)}: {rows} rows where {file.Rows} were written"
                );
        }
        catch (Exception e) when (e is StoreFault or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static int RowsOf(LedgerStore store, StoreFile file, byte[] bytes) =>
        store.TableOf(store.Segments.First(s => s.File.Name == file.Name)) == StoreTables.Purchases
            ? SegmentColumns.Parse(bytes, file.Name, DetailRoles.Every).Rows
            : TextColumns.Parse(bytes, file.Name).Rows;

    private static IEnumerable<string> RowsThatDoNotAddUp(LedgerStore store)
    {
        var rows = store
            .Segments.SelectMany(s => s.Parts)
            .GroupBy(p => p.Load, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(p => (long)p.Rows), StringComparer.Ordinal);
        foreach (var load in store.Loads)
        {
            var kept = load.Accepted.Rows + load.Excluded.Sum(e => e.Rows);
            var found = rows.GetValueOrDefault(load.Id);
            if (found != kept)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"load {load.ShortId} ({load.Name}): {found} rows in its segments where {kept} were kept"
                );
            }
        }
    }

    private static List<(string, string)> Facts(LedgerStore store, List<StoreFile> files, int bad)
    {
        string Of(long n) => n.ToString(CultureInfo.InvariantCulture);
        var facts = new List<(string, string)>
        {
            ("digest", bad == 0 ? store.Digest() : ""),
            ("manifests", Of(store.Number)),
            ("head", store.Head),
            ("loads", Of(store.Loads.Count)),
            ("rows read", Of(store.Loads.Sum(l => l.Read.Rows))),
            ("rows rejected", Of(store.Loads.Sum(l => l.Rejected.Sum(r => r.Rows)))),
            ("rows kept", Of(store.Segments.Sum(s => s.File.Rows))),
            ("files", Of(files.Count)),
            ("bytes", Of(files.Sum(f => f.Bytes))),
            ("bad files", Of(bad)),
            ("leftovers", Of(Leftovers(store).Count)),
        };
        var tables = store.Loads.GroupBy(l => l.Table, StringComparer.Ordinal).ToList();
        foreach (var table in tables.Where(_ => tables.Count > 1))
        {
            facts.Add(($"digest of {table.Key}", bad == 0 ? store.Digest(table.Key) : ""));
            facts.Add(($"loads of {table.Key}", Of(table.Count())));
            facts.Add(
                ($"rows of {table.Key}", Of(store.SegmentsOf(table.Key).Sum(s => s.File.Rows)))
            );
        }

        var kept = DaysFile.Paths(store.Directory);
        facts.Add(("customer-days files", Of(kept.Count)));
        facts.Add(("of them damaged", Of(kept.Count(path => !IsWhole(path)))));
        return facts;
    }

    private static bool IsWhole(string path)
    {
        using var file = DaysFile.TryOpen(path);
        return file is not null && file.IsWhole();
    }
}

/// <summary>What a check of a store found.</summary>
/// <param name="Facts">Names and values, in order.</param>
/// <param name="Bad">One line for each bad file.</param>
public sealed record VerifyResult(
    IReadOnlyList<(string Name, string Value)> Facts,
    IReadOnlyList<string> Bad
)
{
    private const int MostNamed = 20;

    /// <summary>Ends with a fault that names the bad files, where there are any.</summary>
    /// <exception cref="StoreFault">There are.</exception>
    public void ThrowIfBad()
    {
        if (Bad.Count > 0)
        {
            throw new StoreFault(
                string.Join("\n", Bad.Take(MostNamed))
                    + (
                        Bad.Count > MostNamed
                            ? string.Create(
                                CultureInfo.InvariantCulture,
                                $"\nand {Bad.Count - MostNamed} more"
                            )
                            : ""
                    )
            );
        }
    }
}
