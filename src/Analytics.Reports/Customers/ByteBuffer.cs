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

    /// <summary>Forgets the text from a place on.</summary>
    public void CutTo(int length) => Length = length;

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

        if (value < 0)
        {
            Append((byte)'-');
        }

        // the distance from zero also of the least number, which has no positive counterpart
        var distance = value < 0 ? unchecked((ulong)-value) : (ulong)value;
        Length += DecimalDigits.Write(distance, Room(DecimalDigits.Room));
    }

    /// <summary>An exact amount with max(2, scale) decimals.</summary>
    public void Append(Int128 units, int scale) =>
        Length += MoneyText.Write(units, scale, Room(64));

    /// <summary>An exact amount of few digits with max(2, scale) decimals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
            var last = count - sizeof(ulong);
            var (head, tail) = (
                Unsafe.ReadUnaligned<ulong>(ref from),
                Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, last))
            );
            Unsafe.WriteUnaligned(ref to, head);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, last), tail);
        }
        else if (count >= sizeof(uint))
        {
            var last = count - sizeof(uint);
            var (head, tail) = (
                Unsafe.ReadUnaligned<uint>(ref from),
                Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, last))
            );
            Unsafe.WriteUnaligned(ref to, head);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, last), tail);
        }
        else
        {
            for (var i = 0; i < count; i++)
            {
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
            }
        }
    }

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
