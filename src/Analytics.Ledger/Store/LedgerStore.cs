using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Store.Text;

namespace Analytics.Ledger.Store;

/// <summary>
/// A store as its manifests tell it: loads, and the segments with their rows. Opening reads and checks every manifest; segments are read,
/// and held against their checksum, when their rows are needed. A store that is open here stays as it was: segments never change.
/// </summary>
public sealed class LedgerStore
{
    /// <summary>Where the manifests lie.</summary>
    internal const string Manifests = "manifests";

    /// <summary>Where segments and refused rows lie.</summary>
    internal const string SegmentFolder = "segments";

    private LedgerStore(string directory) => Directory = directory;

    /// <summary>Its directory.</summary>
    public string Directory { get; }

    /// <summary>Names of the segments that a compaction has replaced.</summary>
    internal HashSet<string> Replaced { get; } = new(StringComparer.Ordinal);

    /// <summary>Number of the last manifest; 0 = nothing was ever committed.</summary>
    public long Number { get; private set; }

    /// <summary>SHA-256 of the last manifest, which stands for all before it; empty for an empty store.</summary>
    public string Head { get; private set; } = "";

    /// <summary>All loads, in the order of table and id: not of arrival.</summary>
    public IReadOnlyList<StoreLoad> Loads { get; private set; } = [];

    /// <summary>The segments that hold the rows now.</summary>
    public IReadOnlyList<StoreSegment> Segments { get; private set; } = [];

    /// <summary>Every file that has to be there, manifests left out.</summary>
    public IEnumerable<StoreFile> Files =>
        Segments
            .Select(s => s.File)
            .Concat(Loads.Where(l => l.Rejects is not null).Select(l => l.Rejects!));

    /// <summary>
    /// What the store holds as one SHA-256: the same for the same exports, whatever their names, packing and order of arrival and however
    /// often they came; where a business key is mapped, also however they were split. Reads the rows only in that case.
    /// </summary>
    /// <exception cref="StoreFault">A segment is damaged.</exception>
    public string Digest()
    {
        var tables = Loads.Select(l => l.Table).Distinct(StringComparer.Ordinal).ToList();
        return tables.Count <= 1
            ? Digest(tables.FirstOrDefault(StoreTables.Purchases))
            : StoreManifest.Hash(
                Encoding.ASCII.GetBytes(
                    "crm store of tables\n"
                        + string.Concat(tables.Select(t => t + " " + Digest(t) + "\n"))
                )
            );
    }

    /// <summary>The same for one table.</summary>
    /// <exception cref="StoreFault">A segment is damaged.</exception>
    public string Digest(string table)
    {
        var loads = LoadsOf(table);
        if (loads.Count > 0 && loads.All(l => l.HasKey))
        {
            return table == StoreTables.Purchases
                ? new KeyedRows(this, SegmentsOf(table), loads.Max(l => l.Scale)).Digest(
                    StoreLoad.ToldByAll(loads)
                )
                : NewestRows.Of(new TextPieces(this), loads)!.Digest();
        }

        return StoreManifest.Hash(
            Encoding.ASCII.GetBytes(
                "crm store\n" + string.Concat(loads.Select(l => l.Table + " " + l.Id + "\n"))
            )
        );
    }

    /// <summary>What it holds of receivables and of payments beside them, as one SHA-256; null where it holds no receivables.</summary>
    /// <exception cref="StoreFault">A segment is damaged.</exception>
    public string? ReceivablesDigest() =>
        LoadsOf(StoreTables.Receivables).Count == 0
            ? null
            : StoreManifest.Hash(
                Encoding.ASCII.GetBytes(
                    Digest(StoreTables.Receivables) + "\n" + Digest(StoreTables.Payments)
                )
            );

    /// <summary>Opens a store for reading.</summary>
    /// <exception cref="FileFault">There is no store.</exception>
    /// <exception cref="StoreFault">A manifest is damaged or missing.</exception>
    public static LedgerStore Open(string directory) =>
        IsStore(directory)
            ? Load(directory)
            : throw new FileFault(
                System.IO.Directory.Exists(directory)
                    ? $"{directory}: this directory is no store (it holds no {Manifests}/); crm import FILES --store DIR makes one"
                    : $"{directory}: no such store; crm import FILES --store DIR makes one"
            );

    /// <summary>The loads of a table.</summary>
    public IReadOnlyList<StoreLoad> LoadsOf(string table) =>
        Loads.Where(l => l.Table == table).ToList();

    /// <summary>The segments of a table, in their order.</summary>
    internal IReadOnlyList<StoreSegment> SegmentsOf(string table)
    {
        var loads = LoadsOf(table).Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        return Segments.Where(s => loads.Contains(s.Parts[0].Load)).ToList();
    }

    /// <summary>The table of a segment.</summary>
    internal string TableOf(StoreSegment segment) =>
        Loads.First(l => l.Id == segment.Parts[0].Load).Table;

    /// <summary>The full path of a file of the store.</summary>
    public string PathOf(string name) => Path.Combine(Directory, name);

    /// <summary>The bytes of a file, checked.</summary>
    /// <exception cref="StoreFault">The file is missing or holds other bytes.</exception>
    public byte[] Read(StoreFile file) => StoreBytes.Read(Directory, file);

    internal static bool IsStore(string directory) =>
        System.IO.Directory.Exists(Path.Combine(directory, Manifests));

    internal static LedgerStore Load(string directory)
    {
        var store = new LedgerStore(directory);
        var loads = new List<StoreLoad>();
        var segments = new List<StoreSegment>();
        var folder = Path.Combine(directory, Manifests);
        var numbers = Numbers(folder);
        for (long number = 1; number <= numbers.Count; number++)
        {
            var path = Path.Combine(folder, StoreManifest.FileName(number));
            if (numbers[(int)number - 1] != number)
            {
                throw new StoreFault(
                    $"{path}: this manifest is missing although later ones are there; restore the file from a backup"
                );
            }

            var bytes = File.ReadAllBytes(path);
            var manifest = StoreManifest.Parse(bytes, path);
            if (manifest.Schema > StoreManifest.CurrentSchema)
            {
                throw new UsageFault(
                    FormattableString.Invariant(
                        $"{path}: written by a later crm (schema {manifest.Schema}); this one reads up to {StoreManifest.CurrentSchema}"
                    )
                );
            }

            if (manifest.Number != number || manifest.Previous != store.Head)
            {
                throw new StoreFault(
                    $"{path}: this manifest does not follow the one before it; restore the manifests from a backup"
                );
            }

            store.Head = StoreManifest.Hash(bytes);
            loads.AddRange(manifest.Loads);
            store.Replaced.UnionWith(manifest.Replaces);
            segments.RemoveAll(s =>
                manifest.Replaces.Contains(s.File.Name, StringComparer.Ordinal)
            );
            segments.AddRange(manifest.Segments);
        }

        store.Number = numbers.Count;
        store.Loads = loads
            .OrderBy(l => l.Table, StringComparer.Ordinal)
            .ThenBy(l => l.Id, StringComparer.Ordinal)
            .ToList();
        store.Segments = segments;
        return store;
    }

    private static List<long> Numbers(string folder)
    {
        var numbers = new List<long>();
        foreach (var path in System.IO.Directory.EnumerateFiles(folder, "*.json"))
        {
            if (
                long.TryParse(
                    Path.GetFileNameWithoutExtension(path),
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                numbers.Add(number);
            }
        }

        numbers.Sort();
        return numbers;
    }
}
