using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ZstdSharp;

namespace Analytics.Ledger.Store.Columnar;

/// <summary>
/// Columns without gaps on their way into one Parquet file of one group of rows: pages of about a mebibyte, each packed by itself (zstd). Every
/// reader of Parquet takes such a file; here it is made with nothing between the columns and the pages.
/// </summary>
/// <param name="rows">Rows of every column; at least one.</param>
internal sealed class ColumnFile(int rows) : IDisposable
{
    /// <summary>The maker as the file names it.</summary>
    public const string Maker = "crm";

    private const int PageBytes = 1 << 20;
    private const int Level = 1;
    private const int BoolType = 0;
    private const int Int32Type = 1;
    private const int Int64Type = 2;
    private const int TextType = 6;
    private const int Plain = 0;
    private const int RunLength = 3;
    private const int DeltaLength = 6;
    private const int ZstdCodec = 6;
    private readonly Compressor _compressor = new(Level);
    private readonly List<ThriftStruct> _schema = [];
    private readonly List<ThriftStruct> _chunks = [];
    private byte[] _bytes = [.. "PAR1"u8];
    private byte[] _page = new byte[PageBytes];
    private int _used = 4;
    private long _unpacked;

    /// <summary>Adds a column of texts.</summary>
    public void Add(string name, TextColumnBuffer texts)
    {
        var start = Begin();
        var lengths = texts.Lengths;
        var bytes = texts.Bytes;
        while (lengths.Length > 0)
        {
            var (count, used) = (0, 0);
            while (count < lengths.Length && used < PageBytes)
            {
                used += lengths[count++];
            }

            Reserve(ref _page, (long)DeltaLengths.MostBytes(count) + used, 0);
            var at = DeltaLengths.Write(lengths[..count], _page);
            bytes[..used].CopyTo(_page.AsSpan(at));
            Page(_page.AsSpan(0, at + used), count, DeltaLength);
            lengths = lengths[count..];
            bytes = bytes[used..];
        }

        End(name, start, TextType, DeltaLength);
    }

    /// <summary>Adds a column of numbers of 32 bits.</summary>
    public void Add(string name, ReadOnlySpan<int> values) =>
        AddNumbers(name, values, Int32Type, sizeof(int));

    /// <summary>Adds a column of numbers of 64 bits.</summary>
    public void Add(string name, ReadOnlySpan<long> values) =>
        AddNumbers(name, values, Int64Type, sizeof(long));

    /// <summary>Adds a column of yes and no.</summary>
    public void Add(string name, ReadOnlySpan<bool> values)
    {
        var start = Begin();
        var bytes = (rows + 7) / 8;
        Reserve(ref _page, bytes, 0);
        var bits = _page.AsSpan(0, bytes);
        bits.Clear();
        for (var row = 0; row < rows; row++)
        {
            bits[row >> 3] |= (byte)(values[row] ? 1 << (row & 7) : 0);
        }

        Page(bits, rows, Plain);
        End(name, start, BoolType, Plain);
    }

    /// <summary>The file.</summary>
    /// <param name="metadata">What else is to be known, by key.</param>
    public ReadOnlySpan<byte> Finish(IReadOnlyDictionary<string, string> metadata)
    {
        var root = new ThriftStruct().Text(4, "root").Int32(5, _schema.Count);
        var group = new ThriftStruct().Structs(1, _chunks).Int64(2, _unpacked).Int64(3, rows);
        var footer = new ThriftStruct()
            .Int32(1, 1)
            .Structs(2, [root, .. _schema])
            .Int64(3, rows)
            .Structs(4, [group]);
        if (metadata.Count > 0)
        {
            footer.Structs(
                5,
                [.. metadata.Select(m => new ThriftStruct().Text(1, m.Key).Text(2, m.Value))]
            );
        }

        var bytes = footer.Text(6, Maker).ToBytes();
        Append(bytes);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        Append(length);
        Append("PAR1"u8);
        return _bytes.AsSpan(0, _used);
    }

    /// <inheritdoc/>
    public void Dispose() => _compressor.Dispose();

    private void AddNumbers<T>(string name, ReadOnlySpan<T> values, int type, int size)
        where T : unmanaged
    {
        var start = Begin();
        for (var first = 0; first < rows; first += PageBytes / size)
        {
            var page = values[first..Math.Min(rows, first + (PageBytes / size))];
            Page(MemoryMarshal.AsBytes(page), page.Length, Plain);
        }

        End(name, start, type, Plain);
    }

    private (int Used, long Unpacked) Begin() => (_used, _unpacked);

    private void Page(ReadOnlySpan<byte> page, int values, int encoding)
    {
        // the header tells the length of what follows it: pack behind the room it may take
        const int mostHeader = 64;
        Reserve(
            ref _bytes,
            (long)_used + mostHeader + Compressor.GetCompressBound(page.Length),
            _used
        );
        var packed = _compressor.Wrap(page, _bytes.AsSpan(_used + mostHeader));
        var header = new ThriftStruct()
            .Int32(1, 0)
            .Int32(2, page.Length)
            .Int32(3, packed)
            .Struct(
                5,
                new ThriftStruct()
                    .Int32(1, values)
                    .Int32(2, encoding)
                    .Int32(3, RunLength)
                    .Int32(4, RunLength)
            )
            .ToBytes();
        _bytes.AsSpan(_used + mostHeader, packed).CopyTo(_bytes.AsSpan(_used + header.Length));
        header.CopyTo(_bytes.AsSpan(_used));
        _used += header.Length + packed;
        _unpacked += header.Length + page.Length;
    }

    private void End(string name, (int Used, long Unpacked) start, int type, int encoding)
    {
        _schema.Add(new ThriftStruct().Int32(1, type).Int32(3, 0).Text(4, name));
        _chunks.Add(
            new ThriftStruct()
                .Int64(2, start.Used)
                .Struct(
                    3,
                    new ThriftStruct()
                        .Int32(1, type)
                        .Int32s(2, encoding, RunLength)
                        .Texts(3, name)
                        .Int32(4, ZstdCodec)
                        .Int64(5, rows)
                        .Int64(6, _unpacked - start.Unpacked)
                        .Int64(7, _used - start.Used)
                        .Int64(9, start.Used)
                )
        );
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(ref _bytes, (long)_used + bytes.Length, _used);
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
    }

    private static void Reserve(ref byte[] bytes, long length, int used)
    {
        if (bytes.Length < length)
        {
            var larger = new byte[
                (int)Math.Min(Array.MaxLength, Math.Max(length, bytes.Length * 2L))
            ];
            bytes.AsSpan(0, used).CopyTo(larger);
            bytes = larger;
        }
    }
}
