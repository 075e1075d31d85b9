using System.Text;

namespace Analytics.Ledger.Store.Columnar;

/// <summary>Writes a structure in Thrift's compact protocol, as Parquet's footers and page headers are written.</summary>
/// <remarks>Fields are written in the order of their numbers, at most 15 apart.</remarks>
internal sealed class ThriftStruct
{
    private const int Int32Type = 5;
    private const int Int64Type = 6;
    private const int BinaryType = 8;
    private const int ListType = 9;
    private const int StructType = 12;
    private const int MostShortItems = 14;
    private readonly List<byte> _bytes = [];
    private int _last;

    /// <summary>Writes a number of 32 bits, or the value of an enumeration.</summary>
    public ThriftStruct Int32(int field, int value)
    {
        Begin(field, Int32Type);
        return Number(value);
    }

    /// <summary>Writes a number of 64 bits.</summary>
    public ThriftStruct Int64(int field, long value)
    {
        Begin(field, Int64Type);
        return Number(value);
    }

    /// <summary>Writes a text.</summary>
    public ThriftStruct Text(int field, string text)
    {
        Begin(field, BinaryType);
        return Chars(text);
    }

    /// <summary>Writes a structure.</summary>
    public ThriftStruct Struct(int field, ThriftStruct value)
    {
        Begin(field, StructType);
        _bytes.AddRange(value.ToBytes());
        return this;
    }

    /// <summary>Writes numbers of 32 bits.</summary>
    public ThriftStruct Int32s(int field, params int[] values)
    {
        BeginList(field, Int32Type, values.Length);
        foreach (var value in values)
        {
            Number(value);
        }

        return this;
    }

    /// <summary>Writes texts.</summary>
    public ThriftStruct Texts(int field, params string[] texts)
    {
        BeginList(field, BinaryType, texts.Length);
        foreach (var text in texts)
        {
            Chars(text);
        }

        return this;
    }

    /// <summary>Writes structures.</summary>
    public ThriftStruct Structs(int field, IReadOnlyCollection<ThriftStruct> values)
    {
        BeginList(field, StructType, values.Count);
        foreach (var value in values)
        {
            _bytes.AddRange(value.ToBytes());
        }

        return this;
    }

    /// <summary>The structure with its end.</summary>
    public byte[] ToBytes() => [.. _bytes, 0];

    private void Begin(int field, int type)
    {
        _bytes.Add((byte)(((field - _last) << 4) | type));
        _last = field;
    }

    private void BeginList(int field, int type, int count)
    {
        Begin(field, ListType);
        if (count <= MostShortItems)
        {
            _bytes.Add((byte)((count << 4) | type));
            return;
        }

        _bytes.Add((byte)(0xF0 | type));
        Unsigned((ulong)count);
    }

    private ThriftStruct Chars(string text)
    {
        var chars = Encoding.UTF8.GetBytes(text);
        Unsigned((ulong)chars.Length);
        _bytes.AddRange(chars);
        return this;
    }

    private ThriftStruct Number(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    private ThriftStruct Unsigned(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
        return this;
    }
}
