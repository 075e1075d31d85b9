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
)
{
    /// <summary>True where rows are kept for a store: also those without customer, which a later reading leaves out.</summary>
    public bool KeepsExcluded { get; init; }

    /// <summary>Why a readable row is left out, or null.</summary>
    /// <param name="day">Its day.</param>
    /// <param name="idLength">Bytes of its customer's id.</param>
    /// <param name="units">Its amount, returns negative.</param>
    /// <param name="isReturn">True for a return.</param>
    public Exclusion? ExclusionOf(int day, int idLength, Int128 units, bool isReturn) =>
        day > AsOfDay ? Exclusion.AfterAsOf
        : idLength == 0 ? Exclusion.MissingCustomer
        : isReturn && Returns == ReturnsPolicy.Ignore ? Exclusion.Return
        : units == 0 && !isReturn && ZeroAmount == ZeroAmountPolicy.Ignore ? Exclusion.ZeroAmount
        : null;
}
