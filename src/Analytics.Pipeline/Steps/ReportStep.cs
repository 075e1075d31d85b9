using Analytics.Core.Money;
using Analytics.Core.Pyramid;
using Analytics.Core.Segments;
using Analytics.Ledger.Import;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Runs;
using Analytics.Reports.Pages;

namespace Analytics.Pipeline.Steps;

/// <summary>Gathers what the page and its charts show, and writes them.</summary>
public static class ReportStep
{
    /// <summary>Writes <c>index.html</c> and <c>charts/</c>.</summary>
    /// <param name="account">Where the rows went.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="parts">The other parts; each adds itself.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="directory">Receives the files.</param>
    public static void Write(
        ImportReport account,
        ScoredCustomers customers,
        Portfolio portfolio,
        IEnumerable<RunPart> parts,
        RunRequest request,
        RunDirectory directory
    ) =>
        RunPage.Write(
            parts.Aggregate(
                Gather(account, customers, portfolio, request),
                (report, part) => part.Report(report)
            ),
            request.Shared.Threads,
            directory.Create
        );

    private static RunReport Gather(
        ImportReport account,
        ScoredCustomers customers,
        Portfolio portfolio,
        RunRequest request
    )
    {
        var summary = customers.Summary;
        var ranking = portfolio.Pyramid?.Ranking;
        return new RunReport
        {
            AsOf = account.AsOf!.Value,
            Customers = summary.Count,
            Net = new MoneyAmount(summary.Net.Sum(), summary.MoneyScale),
            Language = request.Shared.Lang,
            ValueName = RankedValue.Words(request.Portfolio.Value),
            Account = Lines(account.Total),
            Segments = SegmentTable.Of(customers.Map, customers.Segments, summary),
            Scores = ScoreGrid.Of(customers.Scores),
            Pyramid = portfolio.Pyramid?.Rows(),
            SegmentTiers = portfolio.Pyramid is { } pyramid
                ? SegmentTiers.Of(customers.Map, customers.Segments, pyramid)
                : null,
            Deciles = ranking is null ? null : Deciles.Of(ranking),
            Concentration = ranking is null ? null : Concentration.Of(ranking),
            Lorenz = ranking is null ? null : Lorenz.Of(ranking),
            Negatives = ranking is null
                ? default
                : (ranking.Negatives, ranking.Amount(ranking.NegativeSum)),
            Retention = portfolio.Retention,
            Bucket = portfolio.Bucket,
            Lapse = portfolio.Lapse,
            Yearly = portfolio.Yearly,
            Migrations = portfolio.Moves,
            MigrationFrom = portfolio.Moves is null
                ? null
                : account.AsOf.Value.AddDays(-request.Portfolio.Horizon.WholeDays),
        };
    }

    private static List<AccountLine> Lines(FileAccount account)
    {
        var lines = new List<AccountLine> { new("read", account.Read.Rows, account.Read.Amount) };
        lines.AddRange(
            account.Rejected.Select(r => new AccountLine(
                "rejected: " + r.Reason.Name(),
                r.Account.Rows,
                r.Account.Amount
            ))
        );
        lines.Add(new AccountLine("duplicate", account.Duplicate.Rows, account.Duplicate.Amount));
        lines.AddRange(
            account.Excluded.Select(e => new AccountLine(
                "excluded: " + e.Policy.Name(),
                e.Account.Rows,
                e.Account.Amount
            ))
        );
        lines.Add(new AccountLine("accepted", account.Accepted.Rows, account.Accepted.Amount));
        return lines;
    }
}
