using Analytics.Core.Money;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Import;

/// <summary>Several accounts as one.</summary>
internal static class ImportReports
{
    /// <summary>The account of imports that are judged together.</summary>
    public static ImportReport Sum(IReadOnlyList<ImportReport> reports)
    {
        if (reports.Count == 1)
        {
            return reports[0];
        }

        var scale = reports.Max(r => r.Total.Read.Amount.Scale);
        var files = reports.SelectMany(r => r.Files).Select(f => Rescaled(f, scale)).ToList();
        return reports[0] with
        {
            Files = files,
            Total = Sum("total", files),
            Rejects = reports.SelectMany(r => r.Rejects),
        };
    }

    /// <summary>The sum of accounts of the same scale.</summary>
    public static FileAccount Sum(string name, IReadOnlyList<FileAccount> files) =>
        new()
        {
            Name = name,
            Read = Sum(files.Select(f => f.Read)),
            Rejected = files
                .SelectMany(f => f.Rejected)
                .GroupBy(r => r.Reason, r => r.Account)
                .OrderBy(g => g.Key)
                .Select(g => (g.Key, Sum(g)))
                .ToList(),
            Duplicate = Sum(files.Select(f => f.Duplicate)),
            Excluded = files
                .SelectMany(f => f.Excluded)
                .GroupBy(r => r.Policy, r => r.Account)
                .OrderBy(g => g.Key)
                .Select(g => (g.Key, Sum(g)))
                .ToList(),
            Accepted = Sum(files.Select(f => f.Accepted)),
            IdenticalLines = files.All(f => f.IdenticalLines is null)
                ? null
                : files.Sum(f => f.IdenticalLines),
        };

    /// <summary>The sum of tallies of the same scale.</summary>
    public static RowAccount Sum(IEnumerable<RowAccount> accounts) =>
        accounts.Aggregate(
            (a, b) =>
                new RowAccount(
                    a.Rows + b.Rows,
                    new MoneyAmount(checked(a.Amount.Units + b.Amount.Units), a.Amount.Scale),
                    a.UnreadableAmounts + b.UnreadableAmounts
                )
        );

    private static FileAccount Rescaled(FileAccount file, int scale) =>
        file with
        {
            Read = Rescaled(file.Read, scale),
            Rejected = file.Rejected.Select(r => (r.Reason, Rescaled(r.Account, scale))).ToList(),
            Duplicate = Rescaled(file.Duplicate, scale),
            Excluded = file.Excluded.Select(r => (r.Policy, Rescaled(r.Account, scale))).ToList(),
            Accepted = Rescaled(file.Accepted, scale),
        };

    private static RowAccount Rescaled(RowAccount account, int scale) =>
        account with
        {
            Amount = new MoneyAmount(
                checked(account.Amount.Units * PowersOfTen.Of(scale - account.Amount.Scale)),
                scale
            ),
        };
}
