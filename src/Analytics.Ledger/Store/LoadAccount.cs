using System.Globalization;
using Analytics.Core.Money;
using Analytics.Ledger.Import;

namespace Analytics.Ledger.Store;

/// <summary>Between the account of an import and the tallies that a manifest keeps.</summary>
internal static class LoadAccount
{
    /// <summary>The tallies of an import of one file.</summary>
    /// <param name="report">Its account.</param>
    public static StoreLoad Of(ImportReport report)
    {
        var file = report.Files[0];
        return new StoreLoad
        {
            Id = "",
            Table = "",
            ContentSha256 = "",
            ContentBytes = 0,
            Options = new Dictionary<string, string>(StringComparer.Ordinal),
            Currency = "",
            Name = file.Name,
            Scale = file.Read.Amount.Scale,
            Read = Tally("", file.Read),
            Rejected = file.Rejected.Select(r => Tally(r.Reason.Name(), r.Account)).ToList(),
            Duplicate = Tally("", file.Duplicate),
            Excluded = file.Excluded.Select(e => Tally(e.Policy.Name(), e.Account)).ToList(),
            Accepted = Tally("", file.Accepted),
        };
    }

    /// <summary>A tally as rows and money.</summary>
    /// <param name="tally">The tally.</param>
    /// <param name="from">Its scale.</param>
    /// <param name="to">The scale wanted, not smaller.</param>
    public static RowAccount Account(StoredTally tally, int from, int to) =>
        new(
            tally.Rows,
            new MoneyAmount(
                checked(
                    Int128.Parse(tally.Units, CultureInfo.InvariantCulture)
                    * Import.Purchases.PowersOfTen.Of(to - from)
                ),
                to
            ),
            tally.Unreadable
        );

    private static StoredTally Tally(string name, RowAccount account) =>
        new(
            name,
            account.Rows,
            account.Amount.Units.ToString(CultureInfo.InvariantCulture),
            account.UnreadableAmounts
        );
}
