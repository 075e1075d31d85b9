using Analytics.Core.Delinquency.Ledger;

namespace Analytics.Core.Delinquency.Types;

/// <summary>What tells accounts apart: value, tenure, payment behaviour, regularity. A function of the closes up to the day of the look.</summary>
public static class AccountTraits
{
    /// <summary>Number of traits.</summary>
    public const int Count = 6;

    /// <summary>Names of the traits in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["bill", "tenure", "delay", "lateness", "arrears", "steadiness"];

    /// <summary>Words for a trait far below and far above the mean of all accounts.</summary>
    public static IReadOnlyList<(string Low, string High)> Words { get; } =
    [
        ("small-bill", "large-bill"),
        ("new", "long-standing"),
        ("early-payer", "slow-payer"),
        ("on-time", "often-late"),
        ("clean", "in-arrears"),
        ("erratic", "steady"),
    ];

    /// <summary>Fills the traits of one account.</summary>
    /// <param name="looks">Its closes, first to last.</param>
    /// <param name="power">10 to the number of decimals of money.</param>
    /// <param name="traits">Receives ln(1 + mean bill), cycles of the first year (0 to 1), mean days from due to payment (-45 to 90), share of late payments, share of
    /// overdue closes, and minus the coefficient of variation of what is paid per cycle.</param>
    public static void Fill(ReadOnlySpan<AccountCycle> looks, double power, Span<double> traits)
    {
        var (billed, invoices, delay, late, allocations, overdue) = (0.0, 0, 0L, 0, 0, 0);
        var (paid, squares) = (0.0, 0.0);
        foreach (ref readonly var look in looks)
        {
            billed += look.Billed / power;
            invoices += look.Invoices;
            delay += look.PaymentDelay;
            late += look.LateAllocations;
            allocations += look.Allocations;
            overdue += look.State >= DelinquencyState.Late1 ? 1 : 0;
            var own = look.Paid / power;
            paid += own;
            squares += own * own;
        }

        var n = Math.Max(1, looks.Length);
        traits[0] = Math.Log(1 + (invoices == 0 ? 0 : billed / invoices));
        traits[1] = Math.Min(1, looks.Length / 12.0);
        traits[2] = allocations == 0 ? 30 : Math.Clamp((double)delay / allocations, -45, 90);
        // half a late and half a prompt payment keep the share of an account with few from its ends
        traits[3] = (late + 0.5) / (allocations + 1);
        traits[4] = (double)overdue / n;
        var mean = paid / n;
        traits[5] =
            mean > 0
                ? -Math.Min(3, Math.Sqrt(Math.Max(0, (squares / n) - (mean * mean))) / mean)
                : -3;
    }
}
