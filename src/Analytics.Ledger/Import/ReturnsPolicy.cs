namespace Analytics.Ledger.Import;

/// <summary>What returns (negative quantity or amount) do to the money of a customer.</summary>
public enum ReturnsPolicy
{
    /// <summary>Purchases minus returns make the net amount (default).</summary>
    Net,

    /// <summary>Return rows are excluded.</summary>
    Ignore,

    /// <summary>Returns are shown, the net amount is the gross amount.</summary>
    Gross,
}

/// <summary>What a purchase of value zero is.</summary>
public enum ZeroAmountPolicy
{
    /// <summary>A purchase of value 0 (default).</summary>
    Count,

    /// <summary>The row is excluded.</summary>
    Ignore,
}

/// <summary>What a row without customer is.</summary>
public enum MissingCustomerPolicy
{
    /// <summary>The row is excluded and counted (default).</summary>
    Exclude,

    /// <summary>The row is rejected.</summary>
    Reject,
}

/// <summary>What identical lines inside one file are.</summary>
public enum DuplicatePolicy
{
    /// <summary>Line items that repeat: kept and counted (default).</summary>
    Keep,

    /// <summary>Duplicates: only the first is accepted.</summary>
    Drop,
}
