namespace Analytics.Ledger.Import;

/// <summary>Why a readable row is left out by a stated policy; the first that applies counts.</summary>
public enum Exclusion
{
    /// <summary>Later than the as-of day.</summary>
    AfterAsOf,

    /// <summary>No customer.</summary>
    MissingCustomer,

    /// <summary>A return under the policy <c>ignore</c>.</summary>
    Return,

    /// <summary>A zero amount under the policy <c>ignore</c>.</summary>
    ZeroAmount,
}

/// <summary>Names of exclusions as they stand in <c>reconciliation.json</c>.</summary>
public static class Exclusions
{
    /// <summary>Number of exclusions.</summary>
    public const int Count = 4;

    /// <summary>The name in capitals.</summary>
    public static string Name(this Exclusion exclusion) =>
        exclusion switch
        {
            Exclusion.AfterAsOf => "AFTER_AS_OF",
            Exclusion.MissingCustomer => "MISSING_CUSTOMER",
            Exclusion.Return => "RETURN",
            _ => "ZERO_AMOUNT",
        };
}
