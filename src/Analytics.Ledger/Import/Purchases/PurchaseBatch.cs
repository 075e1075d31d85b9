using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Accepted rows on their way from the parser to the sink. Taken some hundred at a time, so that the table's memory can be fetched ahead
/// of its use. The ids point into the scanner's window.
/// </summary>
internal sealed unsafe class PurchaseBatch
{
    /// <summary>Rows of a full batch.</summary>
    public const int Size = RowBlock.Size;

    /// <summary>Keys of the customer ids.</summary>
    public readonly IdKey[] Keys = new IdKey[Size];

    /// <summary>The ids' bytes.</summary>
    public readonly byte*[] Ids = new byte*[Size];

    /// <summary>Lengths of the ids.</summary>
    public readonly int[] Lengths = new int[Size];

    /// <summary>Day numbers.</summary>
    public readonly int[] Days = new int[Size];

    /// <summary>Amounts, never negative, in the part's scale.</summary>
    public readonly long[] Units = new long[Size];

    /// <summary>Codes of the orders.</summary>
    public readonly ulong[] Orders = new ulong[Size];

    /// <summary>The bytes of the orders' ids; set only where orders are named.</summary>
    public readonly byte*[] OrderIds = new byte*[Size];

    /// <summary>Lengths of the orders' ids.</summary>
    public readonly int[] OrderLengths = new int[Size];

    /// <summary>The bytes of business keys; set only where a key is mapped.</summary>
    public readonly byte*[] KeyIds = new byte*[Size];

    /// <summary>Lengths of the keys.</summary>
    public readonly int[] KeyLengths = new int[Size];

    /// <summary>The bytes of versions; set only where a key is mapped.</summary>
    public readonly byte*[] Versions = new byte*[Size];

    /// <summary>Lengths of the versions.</summary>
    public readonly int[] VersionLengths = new int[Size];

    /// <summary>The bytes of products, categories and channels (<see cref="DetailRoles"/>); set only where the role is read.</summary>
    public readonly byte*[][] Details = [new byte*[Size], new byte*[Size], new byte*[Size]];

    /// <summary>Lengths of the details; 0 = none.</summary>
    public readonly int[][] DetailLengths = [new int[Size], new int[Size], new int[Size]];

    /// <summary>True for returns.</summary>
    public readonly bool[] IsReturn = new bool[Size];

    /// <summary>Rows in the batch.</summary>
    public int Count;

    /// <summary>Moves a row to an earlier place.</summary>
    public void Move(int from, int to)
    {
        Keys[to] = Keys[from];
        Ids[to] = Ids[from];
        Lengths[to] = Lengths[from];
        Days[to] = Days[from];
        Units[to] = Units[from];
        Orders[to] = Orders[from];
        OrderIds[to] = OrderIds[from];
        OrderLengths[to] = OrderLengths[from];
        KeyIds[to] = KeyIds[from];
        KeyLengths[to] = KeyLengths[from];
        Versions[to] = Versions[from];
        VersionLengths[to] = VersionLengths[from];
        for (var role = 0; role < DetailRoles.Count; role++)
        {
            Details[role][to] = Details[role][from];
            DetailLengths[role][to] = DetailLengths[role][from];
        }

        IsReturn[to] = IsReturn[from];
    }

    /// <summary>Takes key, version and details of a row, as far as they are mapped.</summary>
    /// <param name="i">Place in the batch.</param>
    /// <param name="view">The row.</param>
    /// <param name="layout">Where the roles stand.</param>
    public void Keep(int i, in RowView view, PurchaseLayout layout)
    {
        for (var role = 0; role < DetailRoles.Count; role++)
        {
            if (layout.Details[role] is >= 0 and var slot)
            {
                Details[role][i] = view.Text + view.Starts[slot];
                DetailLengths[role][i] = view.Ends[slot] - view.Starts[slot];
            }
        }

        if (layout.Key >= 0)
        {
            KeyIds[i] = view.Text + view.Starts[layout.Key];
            KeyLengths[i] = view.Ends[layout.Key] - view.Starts[layout.Key];
            Versions[i] = view.Text + view.Starts[layout.Version];
            VersionLengths[i] = view.Ends[layout.Version] - view.Starts[layout.Version];
        }
    }
}

/// <summary>Takes accepted rows of one part.</summary>
internal interface IPurchaseSink
{
    /// <summary>Starts fetching what the customer's row will need.</summary>
    void Prefetch(ulong hash);

    /// <summary>Takes a batch; <paramref name="lastPurchaseDay"/> is the latest purchase day of the part, the batch included.</summary>
    void Take(PurchaseBatch batch, int lastPurchaseDay);

    /// <summary>Takes one row whose amount does not fit 64 bits.</summary>
    void TakeWide(PurchaseBatch batch, int row, Int128 units);

    /// <summary>Multiplies all money by a power of ten.</summary>
    void Rescale(long factor);
}
