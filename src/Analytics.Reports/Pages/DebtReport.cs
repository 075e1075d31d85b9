namespace Analytics.Reports.Pages;

/// <summary>What the page says of receivables: finished numbers, nothing per account.</summary>
public sealed record DebtReport
{
    /// <summary>Accounts.</summary>
    public required int Accounts { get; init; }

    /// <summary>Loss given default, 0 to 1.</summary>
    public required double Lgd { get; init; }

    /// <summary>Where it is from: <c>data</c> or <c>assumption</c>.</summary>
    public required string LgdSource { get; init; }

    /// <summary>The states, best first.</summary>
    public required IReadOnlyList<string> States { get; init; }

    /// <summary>How the accounts stand now, state by state.</summary>
    public required IReadOnlyList<DebtState> Standing { get; init; }

    /// <summary>The rolls of all accounts that were seen.</summary>
    public required IReadOnlyList<DebtRoll> Rolls { get; init; }

    /// <summary>Roll rates by type and state: the board.</summary>
    public required IReadOnlyList<DebtCell> Board { get; init; }

    /// <summary>Open money by age at each month end, oldest month first; empty where no money was read.</summary>
    public required IReadOnlyList<DebtAge> Ageing { get; init; }

    /// <summary>Share of each month's new accounts that were ever 60 or more days past due.</summary>
    public required IReadOnlyList<DebtVintage> Vintages { get; init; }

    /// <summary>What calls add together, from none to the last that adds anything.</summary>
    public required IReadOnlyList<DebtCalls> Capacity { get; init; }

    /// <summary>What is to be done.</summary>
    public required IReadOnlyList<DebtAction> Actions { get; init; }

    /// <summary>What writing to everyone whom the plan leaves alone would lose, in currency units.</summary>
    public required double Waste { get; init; }
}

/// <summary>The accounts of a state.</summary>
/// <param name="State">The state.</param>
/// <param name="Accounts">Their number.</param>
/// <param name="Exposure">What they owe; null where no money was read.</param>
/// <param name="Pd12">Mean probability to be bad or dead within twelve cycles; null where there are none.</param>
/// <param name="Loss">Expected loss; null where no money was read.</param>
public sealed record DebtState(
    string State,
    int Accounts,
    double? Exposure,
    double? Pd12,
    double? Loss
);

/// <summary>A cell of the roll matrix.</summary>
/// <param name="From">Place of the state at a close.</param>
/// <param name="To">Place of the state at the next.</param>
/// <param name="Count">Account-cycles.</param>
/// <param name="Share">Their share among those of the origin.</param>
public sealed record DebtRoll(int From, int To, long Count, double Share);

/// <summary>A cell of the board.</summary>
/// <param name="Type">The type of customer.</param>
/// <param name="From">The state they roll from.</param>
/// <param name="To">The next worse one.</param>
/// <param name="Count">Account-cycles in the state.</param>
/// <param name="Rolls">How many of them became worse.</param>
public sealed record DebtCell(string Type, string From, string To, long Count, long Rolls);

/// <summary>Open money of one age at a month end.</summary>
/// <param name="Month">The month, <c>yyyy-MM</c>.</param>
/// <param name="Bucket">The age, as in the columns of <c>states</c>.</param>
/// <param name="Amount">Currency units.</param>
public sealed record DebtAge(string Month, string Bucket, double Amount);

/// <summary>A point of a vintage curve.</summary>
/// <param name="Cohort">Month of the first invoice.</param>
/// <param name="Months">Months since.</param>
/// <param name="Accounts">Accounts of the cohort.</param>
/// <param name="Ever">Share that was ever 60 or more days past due.</param>
public sealed record DebtVintage(string Cohort, int Months, long Accounts, double Ever);

/// <summary>A point of the capacity curve.</summary>
/// <param name="Calls">Calls made.</param>
/// <param name="Value">What they add together, in currency units.</param>
public sealed record DebtCalls(int Calls, double Value);

/// <summary>What is done to how many.</summary>
/// <param name="Name">The action.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="Gain">What it adds over doing nothing, in currency units.</param>
/// <param name="Cost">What it costs.</param>
public sealed record DebtAction(string Name, int Accounts, double Gain, double Cost);
