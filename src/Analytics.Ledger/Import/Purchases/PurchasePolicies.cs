namespace Analytics.Ledger.Import.Purchases;

/// <summary>What the parser does with readable rows.</summary>
/// <param name="Returns">Returns.</param>
/// <param name="ZeroAmount">Zero amounts.</param>
/// <param name="MissingCustomer">Rows without customer.</param>
/// <param name="Duplicates">Identical lines.</param>
/// <param name="AsOfDay">The given as-of day, or <see cref="int.MaxValue"/> where it follows from the data.</param>
/// <param name="CountIdenticalLines">True where identical lines are counted (8 bytes of memory a row).</param>
internal sealed record PurchasePolicies(
    ReturnsPolicy Returns,
    ZeroAmountPolicy ZeroAmount,
    MissingCustomerPolicy MissingCustomer,
    DuplicatePolicy Duplicates,
    int AsOfDay,
    bool CountIdenticalLines
);
