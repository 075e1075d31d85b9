using System.Buffers.Text;

namespace Analytics.Core.Simulation.Receivables;

/// <summary>Collects the bytes of a table and hands them on in large pieces.</summary>
internal sealed class LedgerText(ByteSink sink)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _length;

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds text as it is.</summary>
    public LedgerText Put(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
        return this;
    }

    /// <summary>Adds a number.</summary>
    public LedgerText Put(long number)
    {
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out var written);
        _length += written;
        return this;
    }

    /// <summary>Adds cents as currency units.</summary>
    public LedgerText Money(long cents)
    {
        _length += Money2(cents, _buffer.AsSpan(_length));
        return this;
    }

    /// <summary>Ends a row.</summary>
    public void End()
    {
        _buffer[_length++] = (byte)'\n';
        Rows++;
        if (_length > _buffer.Length - 512)
        {
            Flush();
        }
    }

    /// <summary>Hands on what is left.</summary>
    public void Flush()
    {
        sink(_buffer.AsSpan(0, _length));
        _length = 0;
    }

    private static int Money2(long cents, Span<byte> target) =>
        Analytics.Core.Money.MoneyText.Write(cents, 2, target);
}
