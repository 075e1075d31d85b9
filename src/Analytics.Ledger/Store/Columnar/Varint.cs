namespace Analytics.Ledger.Store.Columnar;

/// <summary>Numbers in seven bits a byte, the lowest first, as Parquet and Thrift have them.</summary>
internal static class Varint
{
    /// <summary>Most bytes of a number.</summary>
    public const int MostBytes = 10;

    /// <summary>Reads a number and moves behind it.</summary>
    public static ulong Get(ReadOnlySpan<byte> source, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            ulong next = source[at++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>Writes a number and moves behind it.</summary>
    public static void Put(Span<byte> target, ref int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            target[at++] = (byte)(value | 0x80);
        }

        target[at++] = (byte)value;
    }
}
