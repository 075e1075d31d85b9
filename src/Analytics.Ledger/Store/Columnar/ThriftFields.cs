using System.Text;

namespace Analytics.Ledger.Store.Columnar;

/// <summary>A structure read in Thrift's compact protocol: its fields by number.</summary>
internal sealed class ThriftFields
{
    private const int TrueType = 1;
    private const int FalseType = 2;
    private const int MostNumberType = 6;
    private const int BinaryType = 8;
    private const int ListType = 9;
    private const int StructType = 12;
    private readonly Dictionary<int, object> _fields = [];

    /// <summary>Reads a structure.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="at">Where it begins; moved behind it.</param>
    /// <exception cref="InvalidDataException">It holds what Parquet's structures do not.</exception>
    public static ThriftFields Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        var read = new ThriftFields();
        for (var field = 0; bytes[at++] is var head and not 0; )
        {
            field = head >> 4 == 0 ? (int)Number(bytes, ref at) : field + (head >> 4);
            read._fields[field] = (head & 15) switch
            {
                TrueType => 1L,
                FalseType => 0L,
                var type => Value(type, bytes, ref at),
            };
        }

        return read;
    }

    /// <summary>A number; 0 where it is not there.</summary>
    public long Number(int field) => (long)_fields.GetValueOrDefault(field, 0L);

    /// <summary>A text; empty where it is not there.</summary>
    public string Text(int field) => (string)_fields.GetValueOrDefault(field, "");

    /// <summary>A structure.</summary>
    /// <exception cref="InvalidDataException">It is not there.</exception>
    public ThriftFields Struct(int field) =>
        _fields.GetValueOrDefault(field) as ThriftFields ?? throw new InvalidDataException();

    /// <summary>Structures; none where the list is not there.</summary>
    public IReadOnlyList<ThriftFields> Structs(int field) =>
        ((List<object>)_fields.GetValueOrDefault(field, new List<object>()))
            .Cast<ThriftFields>()
            .ToList();

    private static object Value(int type, ReadOnlySpan<byte> bytes, ref int at)
    {
        switch (type)
        {
            case > FalseType and <= MostNumberType:
                return Number(bytes, ref at);
            case BinaryType:
                var length = (int)Varint.Get(bytes, ref at);
                at += length;
                return Encoding.UTF8.GetString(bytes.Slice(at - length, length));
            case ListType:
                var head = bytes[at++];
                var count = head >> 4 == 15 ? (int)Varint.Get(bytes, ref at) : head >> 4;
                var items = new List<object>();
                for (; count > 0; count--)
                {
                    items.Add(Value(head & 15, bytes, ref at));
                }

                return items;
            case StructType:
                return Read(bytes, ref at);
            default:
                throw new InvalidDataException();
        }
    }

    private static long Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        var folded = Varint.Get(bytes, ref at);
        return (long)(folded >> 1) ^ -(long)(folded & 1);
    }
}
