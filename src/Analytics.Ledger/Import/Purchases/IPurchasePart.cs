namespace Analytics.Ledger.Import.Purchases;

/// <summary>What the rows of one part are added to.</summary>
/// <typeparam name="TSink">The sink that adds to it.</typeparam>
internal interface IPurchasePart<out TSink> : IDisposable
{
    /// <summary>The sink.</summary>
    TSink Sink { get; }

    /// <summary>Multiplies all money.</summary>
    void Rescale(long factor);
}
