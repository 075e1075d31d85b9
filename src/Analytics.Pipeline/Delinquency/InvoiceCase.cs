using Analytics.Core.Delinquency.Ledger;
using Analytics.Core.Faults;
using Analytics.Models.Delinquency;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>
/// One row per invoice: will it be settled after its due day? Every feature is known on the day before the invoice; what a later day tells of
/// earlier invoices is not looked at.
/// </summary>
public static class InvoiceCase
{
    private const int MostBefore = 60;
    private const double TestShare = 0.25;
    private const int LeastEvents = 10;

    private static readonly string[] Names =
    [
        "amount",
        "terms",
        "invoices_before",
        "settled_before",
        "late_share",
        "late_share_last_5",
        "last_late",
        "mean_days_late",
        "last_days_late",
        "worst_days_late",
        "mean_days_to_settle",
        "open_items",
        "overdue_items",
        "overdue_amount",
        "amount_to_mean",
        "days_since_last",
        "tenure_days",
        "month",
        "weekday",
        "due_weekday",
    ];

    /// <summary>Makes the case.</summary>
    /// <param name="data">A ledger.</param>
    /// <param name="testFrom">First invoice day of the test rows; null = the last quarter of the months.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="DataFault">No ledger, or too few events.</exception>
    public static LearningCase Of(Receivables data, DateOnly? testFrom, CancellationToken stop)
    {
        if (data.Ledger is null)
        {
            throw new DataFault("--event late is about invoices; a panel has none");
        }

        var invoices = new List<(int Account, Settlement Item)>();
        for (var account = 0; account < data.Ids.Count; account++)
        {
            stop.ThrowIfCancellationRequested();
            invoices.AddRange(data.Settlements(account).Select(item => (account, item)));
        }

        var from = testFrom?.DayNumber ?? TestFrom(invoices);
        var columns = Names.Select(_ => new List<double>()).ToArray();
        var (bad, train, test, customers) = (
            new List<bool>(),
            new List<int>(),
            new List<int>(),
            new List<int>()
        );
        var features = new double[Names.Length];
        foreach (var group in invoices.GroupBy(i => i.Account))
        {
            var items = group
                .Select(i => i.Item)
                .OrderBy(i => i.Day)
                .ThenBy(i => i.DueDay)
                .ThenBy(i => i.Key)
                .ToList();
            for (var i = 0; i < items.Count; i++)
            {
                // a training row's outcome must be known before the test begins
                var isTest = items[i].Day >= from;
                if (items[i].IsLate(isTest ? data.Ledger.AsOf : from - 1) is not { } late)
                {
                    continue;
                }

                Fill(items, i, Math.Pow(10, data.MoneyScale), features);
                for (var f = 0; f < features.Length; f++)
                {
                    columns[f].Add(features[f]);
                }

                (isTest ? test : train).Add(bad.Count);
                bad.Add(late);
                customers.Add(group.Key);
            }
        }

        Require(bad, train, "before");
        Require(bad, test, "from");
        return new LearningCase
        {
            Table = new LearningTable(
                Names.Select((name, f) => LearningColumn.Of(name, [.. columns[f]])).ToList(),
                bad.Count
            ),
            Bad = [.. bad],
            Train = [.. train],
            Test = [.. test],
            Customer = [.. customers],
            Split =
            [
                ("kind", "out of time: invoices from the day test_from on are only judged"),
                ("test_from", Cells.Of(DateOnly.FromDayNumber(from))),
            ],
        };

        void Require(List<bool> outcomes, List<int> rows, string where)
        {
            var events = rows.Count(r => outcomes[r]);
            if (Math.Min(events, rows.Count - events) < LeastEvents)
            {
                throw new DataFault(
                    $"{Cells.Of(events)} of {Cells.Of(rows.Count)} invoices {where} {Cells.Of(DateOnly.FromDayNumber(from))} were settled late; a model needs at least {Cells.Of(LeastEvents)} of either outcome on both sides (--test-from moves the day)"
                );
            }
        }
    }

    private static int TestFrom(List<(int Account, Settlement Item)> invoices)
    {
        if (invoices.Count == 0)
        {
            throw new DataFault("no invoice is there to learn from");
        }

        var first = Core.Time.CalendarMonth.Of(invoices.Min(i => i.Item.Day)).Number;
        var last = Core.Time.CalendarMonth.Of(invoices.Max(i => i.Item.Day)).Number;
        var months = Math.Max(1, (int)Math.Round((last - first + 1) * TestShare));
        return new Core.Time.CalendarMonth(last - months + 1).FirstDay;
    }

    private static void Fill(List<Settlement> items, int at, double power, Span<double> x)
    {
        var (item, known) = (items[at], items[at].Day - 1);
        x.Fill(double.NaN);
        x[0] = item.Units / power;
        x[1] = item.DueDay - item.Day;
        var (before, settled, late, judged, recent, recentLate) = (0, 0, 0, 0, 0, 0);
        var (daysLate, worst, toSettle, amount) = (0.0, double.NegativeInfinity, 0.0, 0.0);
        var (open, overdue, overdueAmount) = (0, 0, 0.0);
        for (var j = at - 1; j >= Math.Max(0, at - MostBefore); j--)
        {
            var past = items[j];
            if (past.Day > known)
            {
                continue;
            }

            if (before == 0)
            {
                x[15] = item.Day - past.Day;
            }

            before++;
            amount += past.Units / power;
            var isSettled = past.SettledDay <= known && past.SettledDay != Settlement.Given;
            if (past.IsLate(known) is { } isLate)
            {
                judged++;
                late += isLate ? 1 : 0;
                if (recent < 5)
                {
                    recent++;
                    recentLate += isLate ? 1 : 0;
                }

                var days = Math.Min(past.SettledDay, known) - past.DueDay;
                if (judged == 1)
                {
                    (x[6], x[8]) = (isLate ? 1 : 0, days);
                }

                daysLate += days;
                worst = Math.Max(worst, days);
            }

            settled += isSettled ? 1 : 0;
            toSettle += isSettled ? past.SettledDay - past.Day : 0;
            var isOpen = past.SettledDay > known && past.SettledDay != Settlement.Given;
            open += isOpen ? 1 : 0;
            overdue += isOpen && past.DueDay < known ? 1 : 0;
            overdueAmount += isOpen && past.DueDay < known ? past.Units / power : 0;
        }

        (x[2], x[3]) = (before, settled);
        if (judged > 0)
        {
            (x[4], x[5]) = ((late + 0.5) / (judged + 1), (recentLate + 0.5) / (recent + 1));
            (x[7], x[9]) = (daysLate / judged, worst);
        }

        x[10] = settled > 0 ? toSettle / settled : double.NaN;
        (x[11], x[12], x[13]) = (open, overdue, overdueAmount);
        x[14] = before > 0 && amount > 0 ? item.Units / power * before / amount : double.NaN;
        x[16] = item.Day - items[0].Day;
        var date = DateOnly.FromDayNumber(item.Day);
        (x[17], x[18]) = (date.Month, (int)date.DayOfWeek);
        x[19] = (int)DateOnly.FromDayNumber(item.DueDay).DayOfWeek;
    }
}
