using Analytics.Ledger.Import;

namespace Analytics.Ledger.Store;

/// <summary>One export on its way into a table of a store.</summary>
internal interface ILoadSource : IDisposable
{
    /// <summary>Its name as given.</summary>
    string Name { get; }

    /// <summary>The table it enters.</summary>
    string Table { get; }

    /// <summary>Unpacked bytes, where they are known without reading it.</summary>
    long? ContentBytes { get; }

    /// <summary>SHA-256 and number of the unpacked bytes.</summary>
    (string Sha256, long Bytes) ContentHash();

    /// <summary>The options that decide which rows it holds.</summary>
    /// <exception cref="Core.Faults.DataFault">A role is missing, or a format is ambiguous.</exception>
    IReadOnlyDictionary<string, string> Options();

    /// <summary>Reads it and writes its rows.</summary>
    /// <param name="writer">Takes the segments; null counts and writes nothing.</param>
    LoadedRows Write(StoreWriter? writer);

    /// <summary>Ends with a fault where the file changed since it was looked at.</summary>
    /// <exception cref="Core.Faults.DataFault">It is still being written.</exception>
    void RequireUnchanged();
}

/// <summary>What reading an export gave.</summary>
/// <param name="Report">The account of its rows.</param>
/// <param name="Rows">The segments that hold those kept.</param>
internal sealed record LoadedRows(ImportReport Report, WrittenRows Rows);
