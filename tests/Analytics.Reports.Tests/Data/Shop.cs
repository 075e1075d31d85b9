using Analytics.Core.Cohorts;
using Analytics.Core.Money;
using Analytics.Core.Pyramid;
using Analytics.Core.Segments;
using Analytics.Core.Summaries;
using Analytics.Reports.Pages;

namespace Analytics.Reports.Tests.Data;

/// <summary>A small shop made from a seed, scored by the real core, as a report.</summary>
internal static class Shop
{
    public static readonly DateOnly AsOf = new(2024, 12, 15);

    /// <summary>A report of a shop.</summary>
    /// <param name="customers">Number of customers.</param>
    /// <param name="months">Months of data.</param>
    /// <param name="price">Minor units of one purchase; null for prices by chance.</param>
    public static RunReport Report(int customers, int months = 30, long? price = null) =>
        Report(Days(customers, months, price));

    /// <summary>A report of ready customer-days.</summary>
    public static RunReport Report(CustomerDays days)
    {
        var day = AsOf.DayNumber;
        var summary = CustomerDaysFold.Summarise(days, day, netOfReturns: true, threads: 1);
        var settings = new RfmSettings();
        var scores = RfmScorer.Score(summary, settings, threads: 1);
        var map = SegmentMaps.Get(SegmentMaps.Default, settings.Bins);
        var labels = map.Assign(new SegmentInput(summary, scores, null));
        var ranking = ValueRanking.Of(summary, summary.Net);
        var pyramid = ValuePyramid.Of(ranking, TierSettings.ByCustomers);
        var lapse = LapseRule.Of(days, day);
        var before = AsOf.AddYears(-1);
        var earlier = CustomerDaysFold.Summarise(
            days,
            before.DayNumber,
            netOfReturns: true,
            threads: 1
        );
        return new RunReport
        {
            AsOf = AsOf,
            Customers = summary.Count,
            Currency = "GBP",
            Net = new MoneyAmount(summary.Net.Sum(), summary.MoneyScale),
            Account =
            [
                new AccountLine("read", 1000, new MoneyAmount(500_000, 2)),
                new AccountLine("rejected: unreadable date", 3, new MoneyAmount(900, 2)),
                new AccountLine("accepted", 997, new MoneyAmount(499_100, 2)),
            ],
            Segments = SegmentTable.Of(map, labels, summary),
            Scores = ScoreGrid.Of(scores),
            Pyramid = pyramid.Rows(),
            SegmentTiers = SegmentTiers.Of(map, labels, pyramid),
            Deciles = Deciles.Of(ranking),
            Concentration = Concentration.Of(ranking),
            Lorenz = Lorenz.Of(ranking),
            Negatives = (
                ranking.Negatives,
                new MoneyAmount(ranking.NegativeSum, summary.MoneyScale)
            ),
            Retention = RetentionTable.Of(days, day, threads: 1),
            Bucket = LeakyBucket.Of(days, day, lapse, threads: 1),
            Lapse = lapse,
            Yearly = YearlyRetention.Of(days, day),
            Migrations =
            [
                .. TierMigration.Between(earlier, summary, TierSettings.ByCustomers),
                .. SegmentMigration.Between(days, earlier, summary, settings, map, 1),
            ],
            MigrationFrom = before,
            Lifetime = ShopLifetime.Of(days, summary),
            Churn = ShopChurn.Report,
            Debts = ShopDebts.Report,
        };
    }

    /// <summary>Purchases by chance: some customers come often, most seldom, each from a day of its own.</summary>
    public static CustomerDays Days(int customers, int months, long? price)
    {
        var random = new Random(7);
        var first = AsOf.AddMonths(-months).DayNumber + 1;
        var span = AsOf.DayNumber - first;
        var ids = new List<string>();
        var (start, day, gross) = (new List<int> { 0 }, new List<int>(), new List<long>());
        for (var customer = 0; customer < customers; customer++)
        {
            ids.Add(FormattableString.Invariant($"C{customer:000000}"));
            var gap = 15 * Math.Exp(random.NextDouble() * 3.2);
            var size = 2000 * Math.Exp(random.NextDouble() * 2.5);
            var at = customer == 0 ? 0 : (int)(span * Math.Pow(random.NextDouble(), 1.4));
            while (at <= span)
            {
                day.Add(first + at);
                gross.Add(price ?? (long)(size * (0.5 + random.NextDouble())));
                at += 1 + (int)(-gap * Math.Log(1 - random.NextDouble()));
                at = random.NextDouble() < 0.12 ? span + 1 : at;
            }

            start.Add(day.Count);
        }

        return new CustomerDays
        {
            Ids = CustomerIds.FromTexts(ids),
            Start = [.. start],
            Day = [.. day],
            IsPurchase = [.. day.Select(_ => true)],
            Orders = [.. day.Select(_ => 1)],
            Gross = new MoneyColumn([.. gross], 2),
            Refunds = new MoneyColumn(new long[day.Count], 2),
        };
    }
}
