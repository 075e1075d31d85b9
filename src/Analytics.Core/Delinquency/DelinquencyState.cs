namespace Analytics.Core.Delinquency;

/// <summary>
/// The state of an account at a cycle close, better states first: closed and paid, nothing material overdue, 1-30, 31-60 and 61-90 days past
/// due, bad debt (91-180), dead debt (written off or later). The steps follow Regulation (EU) 575/2013 art. 178 and the US Uniform Retail
/// Credit Classification.
/// </summary>
public enum DelinquencyState : byte
{
    /// <summary><c>P</c>: closed and paid.</summary>
    Paid,

    /// <summary><c>0</c>: nothing material overdue.</summary>
    Current,

    /// <summary><c>1</c>: 1-30 days past due.</summary>
    Late1,

    /// <summary><c>2</c>: 31-60 days past due.</summary>
    Late2,

    /// <summary><c>3</c>: 61-90 days past due.</summary>
    Late3,

    /// <summary><c>B</c>: 91-180 days past due.</summary>
    Bad,

    /// <summary><c>D</c>: written off, or more than 180 days past due.</summary>
    Dead,
}

/// <summary>Names of states, and which one an account is in.</summary>
public static class DelinquencyStates
{
    /// <summary>Days past due beyond which bad debt is dead.</summary>
    public const int LastBadDay = 180;

    /// <summary>The names in the order of the states, best first: P 0 1 2 3 B D.</summary>
    public static IReadOnlyList<string> Names { get; } = ["P", "0", "1", "2", "3", "B", "D"];

    /// <summary>The name that stands in tables.</summary>
    public static string Name(this DelinquencyState state) => Names[(int)state];

    /// <summary>The state of an account.</summary>
    /// <param name="daysPastDue">Days since the oldest material unpaid due date, 0 where there is none.</param>
    /// <param name="isWrittenOff">True once any of its debt was written off.</param>
    /// <param name="isClosedAndPaid">True where the account is closed and owes nothing.</param>
    public static DelinquencyState Of(int daysPastDue, bool isWrittenOff, bool isClosedAndPaid) =>
        isWrittenOff ? DelinquencyState.Dead
        : daysPastDue == 0
            ? isClosedAndPaid ? DelinquencyState.Paid
                : DelinquencyState.Current
        : daysPastDue <= 30 ? DelinquencyState.Late1
        : daysPastDue <= 60 ? DelinquencyState.Late2
        : daysPastDue <= 90 ? DelinquencyState.Late3
        : daysPastDue <= LastBadDay ? DelinquencyState.Bad
        : DelinquencyState.Dead;
}
