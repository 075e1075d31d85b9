namespace Analytics.Core.Delinquency.Losses;

/// <summary>Cures (overdue at a close, current at the next) and how many of them fall overdue again within six cycles.</summary>
public sealed class Cures
{
    /// <summary>Cycles within which a cured account that is overdue again has re-defaulted.</summary>
    public const int Window = 6;

    /// <summary>Account-cycles that were overdue and had a next close.</summary>
    public long Overdue { get; private set; }

    /// <summary>Of these, cured at the next close.</summary>
    public long Cured { get; private set; }

    /// <summary>Cures that could be watched for the whole window.</summary>
    public long Watched { get; private set; }

    /// <summary>Of these, overdue again within it.</summary>
    public long Again { get; private set; }

    /// <summary>Adds an account.</summary>
    /// <param name="isOverdue">At each close, in order, without gaps.</param>
    public void Add(ReadOnlySpan<bool> isOverdue)
    {
        for (var t = 1; t < isOverdue.Length; t++)
        {
            if (!isOverdue[t - 1])
            {
                continue;
            }

            Overdue++;
            if (isOverdue[t])
            {
                continue;
            }

            Cured++;
            if (t + Window < isOverdue.Length)
            {
                Watched++;
                Again += isOverdue.Slice(t + 1, Window).Contains(true) ? 1 : 0;
            }
        }
    }

    /// <summary>Adds what another counter saw of other accounts.</summary>
    public void Add(Cures other)
    {
        Overdue += other.Overdue;
        Cured += other.Cured;
        Watched += other.Watched;
        Again += other.Again;
    }
}
