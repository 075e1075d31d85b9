using Analytics.Core.Money;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Text;

/// <summary>Adds to the account of a reading what was settled when the loads entered: refused and replaced rows.</summary>
internal static class StoredAccount
{
    /// <summary>The whole account.</summary>
    /// <param name="report">That of the reading.</param>
    /// <param name="exports">The export behind each file of the account; null where it was a file.</param>
    /// <param name="unread">Exports of which nothing was read.</param>
    /// <param name="store">The store.</param>
    public static ImportReport Complete(
        ImportReport report,
        IReadOnlyList<StoredExport?> exports,
        IReadOnlyList<StoredExport> unread,
        LedgerStore store
    )
    {
        var stored = exports.OfType<StoredExport>().Concat(unread).ToList();
        var scale = Math.Max(
            report.Total.Read.Amount.Scale,
            stored.Max(e => Math.Max(e.Load.Scale, e.Replaced.Scale))
        );
        var files = report
            .Files.Select((file, f) => Complete(Rescaled(file, scale), exports[f], scale))
            .Concat(unread.Select(e => Complete(Nothing(e.Load.Name, scale), e, scale)))
            .ToList();
        return report with
        {
            Files = files,
            Total = ImportReports.Sum("total", files),
            Rejects = stored
                .Where(e => e.Load.Rejects is not null)
                .SelectMany(e => RejectSegment.Parse(store.Read(e.Load.Rejects!), e.Load.Name))
                .Concat(report.Rejects),
            Limit = new RejectLimit(0, 1),
            IsStrict = false,
        };
    }

    private static FileAccount Complete(FileAccount file, StoredExport? export, int scale)
    {
        if (export is null)
        {
            return file;
        }

        var load = export.Load;
        var replaced = new RowAccount(
            export.Replaced.Tally.Rows,
            new MoneyAmount(
                export.Replaced.Tally.Units * PowersOfTen.Of(scale - export.Replaced.Scale),
                scale
            ),
            0
        );
        var rejected = load
            .Rejected.Select(r =>
                (Reason: RowFaults.Of(r.Name), Account: LoadAccount.Account(r, load.Scale, scale))
            )
            .Concat(file.Rejected)
            .GroupBy(r => r.Reason, r => r.Account)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, ImportReports.Sum(g)))
            .ToList();
        return file with
        {
            Read = ImportReports.Sum([
                file.Read,
                replaced,
                .. load.Rejected.Select(r => LoadAccount.Account(r, load.Scale, scale)),
            ]),
            Rejected = rejected,
            Duplicate = ImportReports.Sum([file.Duplicate, replaced]),
        };
    }

    private static FileAccount Nothing(string name, int scale)
    {
        var none = new RowAccount(0, new MoneyAmount(0, scale), 0);
        return new FileAccount
        {
            Name = name,
            Read = none,
            Rejected = [],
            Duplicate = none,
            Excluded = [],
            Accepted = none,
        };
    }

    private static FileAccount Rescaled(FileAccount file, int scale)
    {
        RowAccount Of(RowAccount account) =>
            account with
            {
                Amount = new MoneyAmount(
                    checked(account.Amount.Units * PowersOfTen.Of(scale - account.Amount.Scale)),
                    scale
                ),
            };
        return file with
        {
            Read = Of(file.Read),
            Rejected = file.Rejected.Select(r => (r.Reason, Of(r.Account))).ToList(),
            Duplicate = Of(file.Duplicate),
            Excluded = file.Excluded.Select(r => (r.Policy, Of(r.Account))).ToList(),
            Accepted = Of(file.Accepted),
        };
    }
}
