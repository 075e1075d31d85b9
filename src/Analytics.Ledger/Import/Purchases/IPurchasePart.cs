namespace Analytics.Ledger.Import.Purchases;

/// <summary>What the rows of one part are added to.</summary>
/// <typeparam name="TSink">The sink that adds to it.</typeparam>
internal interface IPurchasePart<out TSink> : IDisposable
{
    /// <summary>The sink.</summary>
    TSink Sink { get; }

    /// <summary>Multiplies all money by a power of ten.</summary>
    void Rescale(long factor);

    /// <summary>All rows are there, read as it were from the right place: whether they stand is told by <see cref="Settle"/>.</summary>
    void End();

    /// <summary>All rows are there and stand; told to one part at a time, in the order of the text.</summary>
    void Settle();
}
