using Analytics.Core.Faults;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Which outcomes are learnt from, chosen by and judged by: the last quarter of the cycles is for judging, the quarter before for choosing.</summary>
/// <param name="LearnEnd">Last outcome cycle to learn from.</param>
/// <param name="ChooseEnd">Last outcome cycle to choose by.</param>
/// <param name="Last">Last outcome cycle.</param>
/// <param name="Rows">Account-cycles in all.</param>
public sealed record Windows(int LearnEnd, int ChooseEnd, int Last, long Rows)
{
    /// <summary>What a row is for.</summary>
    public enum Use
    {
        /// <summary>Nothing: a later cycle of an account that is learnt from, or an earlier one of a test account.</summary>
        None,

        /// <summary>Learning.</summary>
        Learn,

        /// <summary>Choosing.</summary>
        Choose,

        /// <summary>Judging.</summary>
        Test,
    }

    /// <summary>The windows of the data.</summary>
    /// <exception cref="DataFault">Fewer than four cycles with an outcome.</exception>
    public static Windows Of(Receivables data, CancellationToken stop)
    {
        var (first, last, rows) = (int.MaxValue, int.MinValue, 0L);
        data.Visit(
            view =>
            {
                rows += view.Cycles;
                if (view.Cycles > 1)
                {
                    first = Math.Min(first, view.Cycle[1]);
                    last = Math.Max(last, view.Cycle[view.Cycles - 1]);
                }
            },
            stop
        );
        if (first == int.MaxValue || last - first < 3)
        {
            throw new DataFault(
                "a model needs at least five cycles of some account: to learn from, to choose by and to be judged by; there are fewer"
            );
        }

        var quarter = Math.Max(1, (last - first + 1) / 4);
        return new Windows(last - (2 * quarter), last - quarter, last, rows);
    }

    /// <summary>What a row is for.</summary>
    /// <param name="outcome">Cycle of its outcome.</param>
    /// <param name="isTestAccount">True where the account is judged by.</param>
    public Use Of(int outcome, bool isTestAccount) =>
        outcome > ChooseEnd ? (isTestAccount ? Use.Test : Use.None)
        : isTestAccount ? Use.None
        : outcome > LearnEnd ? Use.Choose
        : Use.Learn;
}
