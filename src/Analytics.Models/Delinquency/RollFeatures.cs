using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Ledger;

namespace Analytics.Models.Delinquency;

/// <summary>What is known of an account at a close that may tell how the next cycle goes: its state and the twelve cycles behind it.</summary>
public static class RollFeatures
{
    /// <summary>Cycles that are looked back.</summary>
    public const int Window = 12;

    /// <summary>Days before the close from which on postings are not looked at: they may be posted late, and who scores in time does not have them.</summary>
    public const int PostingGap = 5;

    /// <summary>Names of the features, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "dpd",
        "cycles",
        "overdue_cycles",
        "worst_state",
        "cycles_since_current",
        "rolls",
        "cures",
        "bill",
        "balance_to_bill",
        "overdue_to_bill",
        "paid_to_billed",
        "paid_to_billed_3",
        "mean_delay",
        "late_share",
        "paying_cycles",
        "contacts",
        "disputed",
        "unapplied",
        "bill_change",
    ];

    /// <summary>Fills the features of an account at a close; nothing after it is looked at.</summary>
    /// <param name="looks">What the ledger shows <see cref="PostingGap"/> days before each close up to and with that one; empty for a panel.</param>
    /// <param name="states">The states at those closes, by age: larger is worse.</param>
    /// <param name="power">10 to the number of decimals of money.</param>
    /// <param name="x">Receives the features.</param>
    public static void Fill(
        ReadOnlySpan<AccountCycle> looks,
        ReadOnlySpan<byte> states,
        double power,
        Span<double> x
    )
    {
        x.Clear();
        var n = states.Length;
        var from = Math.Max(0, n - Window);
        var (worst, overdue, rolls, cures, since) = (0, 0, 0, 0, 0);
        for (var t = from; t < n; t++)
        {
            worst = Math.Max(worst, states[t]);
            var isOverdue = states[t] > (byte)DelinquencyState.Current;
            overdue += isOverdue ? 1 : 0;
            since = isOverdue ? since + 1 : 0;
            if (t > from)
            {
                rolls += states[t] > states[t - 1] ? 1 : 0;
                cures += !isOverdue && states[t - 1] > (byte)DelinquencyState.Current ? 1 : 0;
            }
        }

        (x[1], x[2], x[3], x[4]) = (n, overdue, worst, since);
        (x[5], x[6]) = (rolls, cures);
        if (!looks.IsEmpty)
        {
            Money(looks, from, power, x);
        }
    }

    private static void Money(
        ReadOnlySpan<AccountCycle> looks,
        int from,
        double power,
        Span<double> x
    )
    {
        var now = looks[^1];
        var (billed, paid, billed3, paid3, cycles, paying) = (0.0, 0.0, 0.0, 0.0, 0, 0);
        var (delay, allocations, late, contacts) = (0L, 0, 0, 0);
        for (var t = from; t < looks.Length; t++)
        {
            ref readonly var look = ref looks[t];
            billed += look.Billed / power;
            paid += look.Paid / power;
            billed3 += t >= looks.Length - 3 ? look.Billed / power : 0;
            paid3 += t >= looks.Length - 3 ? look.Paid / power : 0;
            cycles += look.Billed > 0 ? 1 : 0;
            paying += look.Paid > 0 ? 1 : 0;
            delay += look.PaymentDelay;
            allocations += look.Allocations;
            late += look.LateAllocations;
            contacts += look.Contact > 0 && t >= looks.Length - 3 ? 1 : 0;
        }

        var bill = cycles == 0 ? 0 : billed / cycles;
        x[0] = now.DaysPastDue;
        x[7] = Math.Log(1 + bill);
        x[8] = Ratio((double)now.Balance / power, bill);
        x[9] = Ratio((double)now.Overdue / power, bill);
        x[10] = Ratio(paid, billed);
        x[11] = Ratio(paid3, billed3);
        x[12] = allocations == 0 ? 0 : (double)delay / allocations;
        x[13] = (late + 0.5) / (allocations + 1);
        x[14] = paying;
        x[15] = contacts;
        x[16] = now.Disputed > 0 ? 1 : 0;
        x[17] = now.Unapplied > 0 ? 1 : 0;
        x[18] = Ratio(now.Billed / power, bill);
    }

    private static double Ratio(double part, double whole) =>
        whole > 0 ? Math.Clamp(part / whole, -20, 20) : 0;
}
