using Analytics.Core.Faults;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Files;

/// <summary>The bytes of a stream; a damaged archive is a data fault that names the file.</summary>
internal sealed class StreamText(Stream stream, string name) : ITextSource
{
    /// <inheritdoc/>
    public int Read(Span<byte> target)
    {
        try
        {
            return stream.Read(target);
        }
        catch (Exception e)
            when (e is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
        {
            throw new DataFault(
                $"{name}: the archive is damaged or cut short; nothing of it was used. Fetch the file again",
                e
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
