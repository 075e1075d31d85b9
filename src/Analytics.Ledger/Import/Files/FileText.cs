using Analytics.Ledger.Import.Scanning;
using Microsoft.Win32.SafeHandles;

namespace Analytics.Ledger.Import.Files;

/// <summary>The bytes of a plain file from an offset on; several may read one file side by side.</summary>
internal sealed class FileText(SafeFileHandle handle, long offset) : ITextSource
{
    private long _offset = offset;

    /// <inheritdoc/>
    public int Read(Span<byte> target)
    {
        var read = RandomAccess.Read(handle, target, _offset);
        _offset += read;
        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
