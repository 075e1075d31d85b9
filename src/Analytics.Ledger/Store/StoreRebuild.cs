using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Disk;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Store.Cache;
using Analytics.Ledger.Store.Text;

namespace Analytics.Ledger.Store;

/// <summary>
/// Puts a store in order without touching its truth: half-written files and segments that a compaction replaced go, on request small segments are
/// joined, and kept customer-days are made anew. What is damaged is told and left as it is: it can only come back from a backup. Rows that no manifest names are told and kept.
/// </summary>
public static class StoreRebuild
{
    /// <summary>Clears leftovers and compacts.</summary>
    /// <param name="directory">The store.</param>
    /// <param name="request">How the lock is asked for.</param>
    /// <param name="compact">True to join small segments.</param>
    /// <param name="cancel">Stops the work before its commit.</param>
    /// <returns>What was done, names and numbers in order.</returns>
    /// <exception cref="StoreFault">A file that a manifest names is damaged or missing; nothing was changed.</exception>
    public static IReadOnlyList<(string Name, string Value)> Run(
        string directory,
        LockRequest request,
        bool compact,
        CancellationToken cancel
    )
    {
        directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        using var writer = StoreWriter.Open(directory, request, mayCreate: false, cancel);
        foreach (var file in writer.Store.Files)
        {
            cancel.ThrowIfCancellationRequested();
            _ = writer.Store.Read(file);
        }

        var before = writer.Store.Segments.Count;
        if (compact)
        {
            Compact(writer, cancel);
        }

        var leftovers = StoreVerify
            .Leftovers(writer.Store)
            .ToLookup(path => IsNeedless(path, writer.Store));
        foreach (var path in leftovers[true])
        {
            File.Delete(path);
        }

        Durable.FlushDirectory(writer.Store.PathOf(LedgerStore.SegmentFolder));
        KeepDays(writer.Store, cancel);
        return
        [
            ("digest", writer.Store.Digest()),
            ("segments before", Text(before)),
            ("segments", Text(writer.Store.Segments.Count)),
            ("files removed", Text(leftovers[true].Count())),
            ("files kept", Text(leftovers[false].Count())),
            ("customer-days files", Text(DaysFile.Paths(directory).Count)),
        ];
    }

    // rows that no manifest names and none has replaced may stand nowhere else, where a manifest was lost; those of an import that broke off are taken up by the same
    // import
    private static bool IsNeedless(string path, LedgerStore store) =>
        Path.GetFileName(path).StartsWith('.')
        || store.Replaced.Contains(LedgerStore.SegmentFolder + "/" + Path.GetFileName(path));

    private static void KeepDays(LedgerStore store, CancellationToken cancel)
    {
        foreach (var path in DaysFile.Paths(store.Directory, ofAnyMake: true))
        {
            File.Delete(path);
        }

        if (store.LoadsOf(StoreTables.Purchases).Count > 0)
        {
            // the last day need not be judged: nothing is looked at
            var settings = new ImportSettings
            {
                Inputs = [],
                Store = store.Directory,
                AsOf = DateOnly.MaxValue,
            };
            using var purchases = StorePurchases.Open(settings, cancel);
            _ = purchases.ReadDays();
        }
    }

    private static void Compact(StoreWriter writer, CancellationToken cancel)
    {
        var joined = new List<StoreSegment>();
        var replaced = new List<string>();
        foreach (var group in Groups(writer.Store))
        {
            cancel.ThrowIfCancellationRequested();
            joined.Add(Join(writer, group, joined.Count));
            replaced.AddRange(group.Select(s => s.File.Name));
        }

        if (joined.Count > 0)
        {
            writer.Commit([], joined, replaced);
        }
    }

    // neighbours that fit one segment together; the order of the store stays. The rows of a load of text are read in their order, so that one
    // which takes several segments keeps them
    private static IEnumerable<List<StoreSegment>> Groups(LedgerStore store)
    {
        var segments = store
            .Segments.SelectMany(s => s.Parts)
            .GroupBy(p => p.Load, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        foreach (var table in store.Segments.GroupBy(s => KindOf(store, s), StringComparer.Ordinal))
        {
            var isText = table.Key != StoreTables.Purchases;
            var group = new List<StoreSegment>();
            long rows = 0;
            foreach (
                var segment in table.Where(s => !isText || s.Parts.All(p => segments[p.Load] == 1))
            )
            {
                if (group.Count > 0 && rows + segment.File.Rows > StorePart.MostRows)
                {
                    if (group.Count > 1)
                    {
                        yield return group;
                    }

                    (group, rows) = ([], 0);
                }

                group.Add(segment);
                rows += segment.File.Rows;
            }

            if (group.Count > 1)
            {
                yield return group;
            }
        }
    }

    // rows of text are joined where they have the same columns
    private static string KindOf(LedgerStore store, StoreSegment segment)
    {
        var load = store.Loads.First(l => l.Id == segment.Parts[0].Load);
        return load.Table == StoreTables.Purchases
            ? load.Table
            : load.Table + " " + load.Options["columns"];
    }

    private static StoreSegment Join(StoreWriter writer, List<StoreSegment> group, int number)
    {
        var table = writer.Store.TableOf(group[0]);
        var bytes =
            table == StoreTables.Purchases
                ? SegmentColumns
                    .Join(
                        group
                            .Select(s =>
                                SegmentColumns.Parse(
                                    writer.Store.Read(s.File),
                                    s.File.Name,
                                    DetailRoles.Every
                                )
                            )
                            .ToList()
                    )
                    .ToBytes()
                : TextColumns
                    .Join(
                        group
                            .Select(s => TextColumns.Parse(writer.Store.Read(s.File), s.File.Name))
                            .ToList()
                    )
                    .ToBytes();
        var file = writer.Name(
            writer.Write(bytes, group.Sum(s => s.File.Rows)),
            string.Create(CultureInfo.InvariantCulture, $"{table}-joined-{number + 1:000}")
        );
        return new StoreSegment(
            file,
            group.SelectMany(s => s.Parts).ToList(),
            group.Min(s => s.FirstDay),
            group.Max(s => s.LastDay)
        );
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
