using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Store;

/// <summary>One export that entered the store, and where each of its rows went.</summary>
public sealed record StoreLoad
{
    /// <summary>
    /// SHA-256 over the unpacked content, the table and the options that decide what is read: the same export under another name or
    /// packing has the same id.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The table it belongs to.</summary>
    public required string Table { get; init; }

    /// <summary>The file's name when it came, without its place.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the unpacked bytes.</summary>
    public required string ContentSha256 { get; init; }

    /// <summary>Number of unpacked bytes.</summary>
    public required long ContentBytes { get; init; }

    /// <summary>The options that decide what is read, as resolved: roles, dialect, formats, policies of the import.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Most decimals of a readable amount.</summary>
    public required int Scale { get; init; }

    /// <summary>The currency of the amounts; empty where none is named.</summary>
    public required string Currency { get; init; }

    /// <summary>All rows.</summary>
    public required StoredTally Read { get; init; }

    /// <summary>Rows that cannot be used, by reason.</summary>
    public required IReadOnlyList<StoredTally> Rejected { get; init; }

    /// <summary>Rows dropped as identical lines.</summary>
    public required StoredTally Duplicate { get; init; }

    /// <summary>Rows that are kept but belong to no customer.</summary>
    public required IReadOnlyList<StoredTally> Excluded { get; init; }

    /// <summary>All other rows kept.</summary>
    public required StoredTally Accepted { get; init; }

    /// <summary>Rows that stood in other loads of the table already, of purchases equal in customer, order, day, kind and amount, of others in every cell; null where a key tells rows apart.</summary>
    public long? Overlap { get; init; }

    /// <summary>The refused rows with their raw text; null where there are none.</summary>
    public StoreFile? Rejects { get; init; }

    /// <summary>True where orders are named.</summary>
    public bool HasOrders => Options.ContainsKey("order");

    /// <summary>True where a business key tells which rows are the same.</summary>
    public bool HasKey => Options.ContainsKey("key");

    /// <summary>The first characters of the id, for people.</summary>
    public string ShortId => Id[..12];

    /// <summary>Of products, categories and channels what every load tells: of the others nothing is known for a part of the rows.</summary>
    /// <param name="loads">Loads of purchases.</param>
    internal static bool[] ToldByAll(IReadOnlyList<StoreLoad> loads) =>
        DetailRoles.Where(role => loads.All(load => load.Tells(role)));

    private bool Tells(ColumnRole role) => Options.ContainsKey(role.Name());
}

/// <summary>Rows and their money as a manifest keeps them.</summary>
/// <param name="Name">What they have in common; empty where nothing needs to be said.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Units">Money of the rows whose amount could be read, minor units of the load's scale.</param>
/// <param name="Unreadable">Rows whose amount could not be read.</param>
public sealed record StoredTally(string Name, long Rows, string Units, long Unreadable);
