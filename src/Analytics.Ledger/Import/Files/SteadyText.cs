using Analytics.Core.Faults;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Files;

/// <summary>A text whose file must not change while it is read; at its end the file is held against what it was at the start.</summary>
internal sealed class SteadyText(ITextSource text, InputFile file) : ITextSource
{
    /// <inheritdoc/>
    /// <exception cref="DataFault">The end is reached and the file is still being written.</exception>
    public int Read(Span<byte> target)
    {
        var read = text.Read(target);
        if (read == 0 && target.Length > 0)
        {
            file.RequireUnchanged();
        }

        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => text.Dispose();
}
