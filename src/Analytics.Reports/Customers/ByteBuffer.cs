using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Analytics.Core.Money;

namespace Analytics.Reports.Customers;

/// <summary>A growing buffer of UTF-8 text, for tables of millions of rows.</summary>
public sealed class ByteBuffer
{
    private byte[] _bytes = new byte[1 << 16];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>The text so far.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, Length);

    /// <summary>Forgets the text.</summary>
    public void Clear() => Length = 0;

    /// <summary>One ASCII character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(byte c)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = c;
    }

    /// <summary>Ready UTF-8 text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> text)
    {
        var room = Room(Math.Max(text.Length, Short));
        if (text.Length > Short)
        {
            text.CopyTo(room);
        }
        else
        {
            CopyShort(
                ref MemoryMarshal.GetReference(text),
                ref MemoryMarshal.GetReference(room),
                text.Length
            );
        }

        Length += text.Length;
    }

    /// <summary>A whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(long value)
    {
        if ((ulong)value <= 9)
        {
            Append((byte)('0' + value));
            return;
        }

        Utf8Formatter.TryFormat(value, Room(20), out var written);
        Length += written;
    }

    /// <summary>An exact amount with max(2, scale) decimals.</summary>
    public void Append(Int128 units, int scale) =>
        Length += MoneyText.Write(units, scale, Room(64));

    /// <summary>An exact amount of few digits with max(2, scale) decimals.</summary>
    public void AppendSmall(long units, int scale) =>
        Length += MoneyText.Write(units, scale, Room(64));

    /// <summary>A number in the shortest text that reads back as the same double.</summary>
    public void Append(double value)
    {
        Utf8Formatter.TryFormat(value, Room(40), out var written);
        Length += written;
    }

    private const int Short = 16;

    // a call to copy a few bytes costs more than the copy: the first and the last half of the text overlap instead
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyShort(ref byte from, ref byte to, int count)
    {
        if (count >= sizeof(ulong))
        {
            Copy<ulong>(ref from, ref to, 0);
            Copy<ulong>(ref from, ref to, count - sizeof(ulong));
        }
        else if (count >= sizeof(uint))
        {
            Copy<uint>(ref from, ref to, 0);
            Copy<uint>(ref from, ref to, count - sizeof(uint));
        }
        else
        {
            for (var i = 0; i < count; i++)
            {
                Copy<byte>(ref from, ref to, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<T>(ref byte from, ref byte to, int at)
        where T : unmanaged =>
        Unsafe.WriteUnaligned(
            ref Unsafe.Add(ref to, at),
            Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref from, at))
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Room(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Grow(count);
        }

        return _bytes.AsSpan(Length);
    }

    private void Grow(int count) =>
        Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
}
