using Analytics.Core.Delinquency.Rolls;

namespace Analytics.Core.Simulation.Receivables;

/// <summary>One of the eight kinds of customers of the simulated telephone company.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Share">Share of all accounts.</param>
/// <param name="MeanBill">Median monthly bill, in currency units.</param>
/// <param name="BillSpread">Standard deviation of the logarithm of an account's bill: how far the types overlap in value.</param>
/// <param name="LatePay">Chance that a bill which is paid is paid after its due day (but before the close).</param>
/// <param name="LatePaySpread">By how much that chance differs between accounts of the type: how far the types overlap in punctuality.</param>
/// <param name="Rows">Transitions when nothing is done, state by state in the order P 0 1 2 3 B D.</param>
public sealed record DebtorType(
    string Name,
    double Share,
    double MeanBill,
    double BillSpread,
    double LatePay,
    double LatePaySpread,
    TransitionMatrix Rows
);

/// <summary>The eight types.</summary>
public static class DebtorTypes
{
    /// <summary>All of them: shares sum to 1.</summary>
    public static IReadOnlyList<DebtorType> All { get; } =
    [
        Of("punctual-small", .24, 25, .02, .04, .004, .80, .90),
        Of("punctual-large", .16, 140, .04, .004, .010, .80, .90),
        Of("busy-small", .14, 25, .55, .05, .030, .68, .80),
        Of("busy-large", .12, 140, .55, .05, .025, .70, .80),
        Of("strained-small", .12, 30, .35, .10, .16, .48, .55),
        Of("strained-large", .08, 130, .45, .10, .14, .50, .55),
        Of("careless", .08, 60, .60, .12, .24, .42, .48),
        Of("failing", .06, 70, .25, .12, .34, .26, .30),
    ];

    // fall: 0 -> 1; cure: back to 0 from 1; late: chance of a late payment in the month
    private static DebtorType Of(
        string name,
        double share,
        double bill,
        double late,
        double lateSpread,
        double fall,
        double cure,
        double later
    )
    {
        var (c1, c2, c3) = (cure, .55 * later, .35 * later);
        double[] rows =
        [
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            .004,
            1 - fall - .004,
            fall,
            0,
            0,
            0,
            0,
            .006,
            c1,
            .45 * (1 - c1 - .006),
            .55 * (1 - c1 - .006),
            0,
            0,
            0,
            .008,
            c2,
            .12,
            .25 * (1 - c2 - .128),
            .75 * (1 - c2 - .128),
            0,
            0,
            .010,
            c3,
            .06,
            .08,
            .15 * (1 - c3 - .15),
            .85 * (1 - c3 - .15),
            0,
            .010,
            .02 + (.1 * later),
            0,
            0,
            0,
            1 - .03 - (.1 * later) - .10,
            .10,
            0,
            0,
            0,
            0,
            0,
            0,
            1,
        ];
        return new DebtorType(
            name,
            share,
            bill,
            .22,
            late,
            lateSpread,
            TransitionMatrix.Of(Delinquency.DelinquencyStates.Names, rows)
        );
    }
}
