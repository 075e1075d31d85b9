using Analytics.Ledger.Import;

namespace Analytics.Pipeline.Runs;

/// <summary>An input of a run, as it stands in the manifest.</summary>
/// <param name="Name">Its name without its place.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Rows">Rows read.</param>
public sealed record RunInput(string Name, string Sha256, long Rows)
{
    /// <summary>The files of an import.</summary>
    /// <param name="report">The account of the import.</param>
    /// <param name="hashes">SHA-256 of each file, in the order of the account.</param>
    public static IEnumerable<RunInput> Of(ImportReport report, IReadOnlyList<string> hashes) =>
        report.Files.Select((file, i) => new RunInput(file.Name, hashes[i], file.Read.Rows));

    /// <summary>What an import read, a store as a whole before its loads.</summary>
    /// <param name="source">Where the rows came from.</param>
    /// <param name="report">The account.</param>
    /// <param name="hashes">SHA-256 of each file, in the order of the account.</param>
    public static IEnumerable<RunInput> Of(
        IPurchaseSource source,
        ImportReport report,
        IReadOnlyList<string> hashes
    ) =>
        source.StoreDigest is { } digest
            ? Of(report, hashes).Prepend(new RunInput("store", digest, report.Total.Read.Rows))
            : Of(report, hashes);
}
