namespace Analytics.Ledger.Import.Scanning;

/// <summary>A forward stream of UTF-8 text.</summary>
internal interface ITextSource : IDisposable
{
    /// <summary>Fills the start of <paramref name="target"/>; 0 only at the end of the text.</summary>
    int Read(Span<byte> target);
}
