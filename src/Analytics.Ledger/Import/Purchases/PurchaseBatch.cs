namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Accepted rows on their way from the parser to the sink. Taken some hundred at a time, so that the table's memory can be fetched ahead
/// of its use. The ids point into the scanner's window.
/// </summary>
internal sealed unsafe class PurchaseBatch
{
    /// <summary>Rows of a full batch.</summary>
    public const int Size = 256;

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

    /// <summary>True for returns.</summary>
    public readonly bool[] IsReturn = new bool[Size];

    /// <summary>Rows in the batch.</summary>
    public int Count;
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
