using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Ledger;
using Analytics.Core.Delinquency.Losses;

namespace Analytics.Core.Tests.Delinquency;

public class AccountReplayTests
{
    private static readonly LedgerRules Rules = new(Materiality.None, DisputedApart: true);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(30, "1")]
    [InlineData(31, "2")]
    [InlineData(60, "2")]
    [InlineData(61, "3")]
    [InlineData(90, "3")]
    [InlineData(91, "B")]
    [InlineData(180, "B")]
    [InlineData(181, "D")]
    public void The_state_follows_from_the_days_past_due(int days, string state)
    {
        var look = Look(100 + days, Invoice(50, 100, 10));
        Assert.Equal(state, look.State.Name());
        Assert.Equal(days, look.DaysPastDue);
        Assert.Equal(10, look.Open[Ageing.BucketOf(days)]);
    }

    [Fact]
    public void A_payment_meets_the_exact_amount_first_and_else_the_oldest_due()
    {
        var look = Look(
            100,
            Invoice(1, 31, 50, key: 1),
            Invoice(2, 40, 70, key: 2),
            Pay(50, 70),
            Pay(60, 20)
        );
        Assert.Equal(30, look.Balance);
        Assert.Equal(69, look.DaysPastDue);
    }

    [Fact]
    public void A_payment_that_names_an_invoice_waits_for_it_and_other_early_money_cures_nothing()
    {
        var named = Look(100, Pay(1, 50, reference: 9), Invoice(5, 35, 50, key: 9));
        Assert.Equal((0, 0L), (named.DaysPastDue, named.Unapplied));
        var other = Look(100, Pay(1, 50), Invoice(5, 35, 50, key: 9));
        Assert.Equal((65, 50L), (other.DaysPastDue, other.Unapplied));
        Assert.Equal(0, other.Exposure);
    }

    [Fact]
    public void An_over_payment_stays_unapplied()
    {
        var look = Look(100, Invoice(1, 31, 50), Pay(10, 80));
        Assert.Equal((0, 30L), (look.Balance, look.Unapplied));
    }

    [Fact]
    public void Disputed_items_stand_apart_or_are_included_as_asked()
    {
        Posting[] postings =
        [
            Invoice(1, 31, 50, key: 3),
            new(PostingType.Dispute, 40, 40, 0, 0, 3),
        ];
        var apart = Look(100, postings);
        Assert.Equal((0, 50L, 0), (apart.Balance, apart.Disputed, apart.DaysPastDue));
        var replay = new AccountReplay(Rules with { DisputedApart = false });
        var looks = new AccountCycle[1];
        replay.Run(postings, [100], looks);
        Assert.Equal((50, 0L, 69), (looks[0].Balance, looks[0].Disputed, looks[0].DaysPastDue));
    }

    [Fact]
    public void Small_items_age_but_make_nobody_overdue()
    {
        var replay = new AccountReplay(new LedgerRules(new Materiality(20, .1), true));
        var looks = new AccountCycle[1];
        replay.Run([Invoice(1, 31, 15), Invoice(2, 90, 500)], [100], looks);
        Assert.Equal(10, looks[0].DaysPastDue);
        Assert.Equal(15, looks[0].Open[3]);
    }

    [Fact]
    public void Written_off_debt_is_dead_and_a_closed_account_without_debt_is_paid()
    {
        Assert.Equal(
            DelinquencyState.Dead,
            Look(60, Invoice(1, 31, 50), new(PostingType.WriteOff, 50, 50, 0, 0, 0)).State
        );
        Assert.Equal(
            DelinquencyState.Paid,
            Look(60, Invoice(1, 31, 50), Pay(20, 50), new(PostingType.Close, 40, 40, 0, 0, 0)).State
        );
    }

    [Fact]
    public void Nothing_after_a_close_changes_what_it_shows()
    {
        Posting[] all =
        [
            Invoice(1, 31, 50, key: 1),
            Pay(20, 10),
            Invoice(32, 62, 40, key: 2),
            Pay(70, 40),
            new(PostingType.WriteOff, 90, 90, 0, 0, 0),
        ];
        int[] closes = [30, 60, 91];
        var whole = new AccountCycle[3];
        new AccountReplay(Rules).Run(all, closes, whole);
        for (var c = 0; c < closes.Length; c++)
        {
            var cut = new AccountCycle[3];
            var until = closes[c];
            new AccountReplay(Rules).Run(all.Where(p => p.Day <= until).ToArray(), closes, cut);
            Assert.Equal(Shown(whole[c]), Shown(cut[c]));
        }
    }

    [Fact]
    public void The_order_of_postings_of_a_day_is_their_own_and_not_that_of_the_rows()
    {
        Posting[] rows = [Pay(5, 50), Invoice(5, 35, 50), Pay(5, 20), Invoice(5, 35, 20)];
        Array.Sort(rows, Posting.Compare);
        Assert.Equal(0, Look(40, rows).Balance);
    }

    [Fact]
    public void Vintages_stop_where_an_account_of_the_cohort_has_not_been()
    {
        var table = new VintageTable();
        table.Add(100, [false, true, false]);
        table.Add(100, [false, false]);
        Assert.Equal(
            [(0, 0L, 0L), (1, 1L, 1L)],
            table.Points().Select(p => (p.Months, p.Ever, p.Currently))
        );
    }

    [Fact]
    public void A_cure_that_does_not_last_is_counted_where_it_could_be_watched()
    {
        var cures = new Cures();
        cures.Add([true, false, false, true, false, false, false, false]);
        Assert.Equal((2L, 2L, 1L, 1L), (cures.Overdue, cures.Cured, cures.Watched, cures.Again));
    }

    [Fact]
    public void Flow_rates_are_stocks_over_stocks()
    {
        var flow = new FlowRates();
        flow.Add(30, [100, 0, 0, 0, 0, 0, 0]);
        flow.Add(60, [80, 40, 0, 0, 0, 0, 0]);
        Assert.Equal(.4, flow.Mean()[0]);
        Assert.Null(flow.Mean()[3]);
    }

    private static string Shown(AccountCycle look) =>
        FormattableString.Invariant(
            $"{look.State} {look.DaysPastDue} {look.Balance} {look.Open[0]} {look.Open[1]} {look.Open[2]} {look.Unapplied} {look.Billed} {look.Paid} {look.WrittenOff}"
        );

    private static AccountCycle Look(int close, params Posting[] postings)
    {
        Array.Sort(postings, Posting.Compare);
        var looks = new AccountCycle[1];
        Assert.Equal(1, new AccountReplay(Rules).Run(postings, [close], looks));
        return looks[0];
    }

    private static Posting Invoice(int day, int due, long units, ulong key = 0) =>
        new(PostingType.Invoice, day, due, units, key, 0);

    private static Posting Pay(int day, long units, ulong reference = 0) =>
        new(PostingType.Payment, day, day, units, 0, reference);
}
