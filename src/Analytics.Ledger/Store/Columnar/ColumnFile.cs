using System.Buffers.Binary;
using System.Numerics;
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

    /// <summary>The type of a page that holds a dictionary.</summary>
    public const int DictionaryPage = 2;

    /// <summary>The field of a page's header that tells of its rows.</summary>
    public const int DataFacts = 5;

    /// <summary>The field of a page's header that tells of a dictionary.</summary>
    public const int DictionaryFacts = 7;

    /// <summary>The encoding of numbers as they are.</summary>
    public const int Plain = 0;

    /// <summary>The encoding of texts that tell what they share with the one before them.</summary>
    public const int FrontCoded = 7;

    private const int PageBytes = 1 << 20;
    private const int PageValues = 1 << 18;
    private const int Level = 1;
    private const int BoolType = 0;
    private const int Int32Type = 1;
    private const int Int64Type = 2;
    private const int TextType = 6;
    private const int RunLength = 3;
    private const int DeltaLength = 6;
    private const int DeltaNumber = 5;
    private const int RunLengthDictionary = 8;
    private const int DataPage = 0;
    private const int ZstdCodec = 6;
    private readonly Compressor _compressor = new(Level);
    private readonly List<ThriftStruct> _schema = [];
    private readonly List<ThriftStruct> _chunks = [];
    private byte[] _bytes = [.. "PAR1"u8];
    private byte[] _page = new byte[PageBytes];
    private int[] _fronts = [];
    private int _used = 4;
    private long _unpacked;

    /// <summary>Adds a column of texts: a dictionary and the places in it where they are few, else one behind the other.</summary>
    public void Add(string name, TextColumnBuffer texts)
    {
        if (texts.IsFew)
        {
            AddFew(name, texts.Distinct, texts.Numbers);
            return;
        }

        var start = Begin();
        var lengths = texts.Lengths;
        var bytes = texts.Bytes;
        var encoding = FrontCoding.Pays(lengths, bytes) ? FrontCoded : DeltaLength;
        while (lengths.Length > 0)
        {
            var (count, used) = (0, 0);
            while (count < lengths.Length && used < PageBytes)
            {
                used += lengths[count++];
            }

            Reserve(ref _page, (2L * DeltaNumbers.MostBytes(count)) + used + FrontCoding.Slack, 0);
            var length =
                encoding == FrontCoded
                    ? WriteFronts(lengths[..count], bytes[..used])
                    : WriteLengths(lengths[..count], bytes[..used]);
            Page(_page.AsSpan(0, length), count, encoding);
            lengths = lengths[count..];
            bytes = bytes[used..];
        }

        End(name, start, TextType, encoding);
    }

    /// <summary>Adds a column of numbers of 32 bits.</summary>
    public void Add(string name, ReadOnlySpan<int> values) => AddNumbers(name, values, Int32Type);

    /// <summary>Adds a column of numbers of 64 bits.</summary>
    public void Add(string name, ReadOnlySpan<long> values) => AddNumbers(name, values, Int64Type);

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

    private void AddFew(string name, TextDictionary texts, ReadOnlySpan<int> numbers)
    {
        var start = Begin();
        Reserve(ref _page, texts.Bytes + ((long)texts.Count * sizeof(int)), 0);
        var at = 0;
        for (var number = 0; number < texts.Count; number++)
        {
            var text = texts[number];
            BinaryPrimitives.WriteInt32LittleEndian(_page.AsSpan(at), text.Length);
            text.CopyTo(_page.AsSpan(at + sizeof(int)));
            at += sizeof(int) + text.Length;
        }

        Page(_page.AsSpan(0, at), texts.Count, Plain, isDictionary: true);
        var codes = _used;
        for (; numbers.Length > 0; numbers = numbers[Math.Min(PageValues, numbers.Length)..])
        {
            var page = numbers[..Math.Min(PageValues, numbers.Length)];
            Reserve(ref _page, DictionaryCodes.MostBytes(page.Length), 0);
            var used = DictionaryCodes.Write(page, texts.Count, _page);
            Page(_page.AsSpan(0, used), page.Length, RunLengthDictionary);
        }

        End(name, start, TextType, RunLengthDictionary, codes);
    }

    private int WriteLengths(ReadOnlySpan<int> lengths, ReadOnlySpan<byte> bytes)
    {
        var at = DeltaNumbers.Write(lengths, _page);
        bytes.CopyTo(_page.AsSpan(at));
        return at + bytes.Length;
    }

    private int WriteFronts(ReadOnlySpan<int> lengths, ReadOnlySpan<byte> bytes)
    {
        if (_fronts.Length < 2 * lengths.Length)
        {
            _fronts = new int[2 * lengths.Length];
        }

        // the rests wait at the end of the page until it is known where they begin
        var shared = _fronts.AsSpan(0, lengths.Length);
        var rests = _fronts.AsSpan(lengths.Length, lengths.Length);
        var waiting = _page.AsSpan(_page.Length - bytes.Length - FrontCoding.Slack);
        var used = FrontCoding.Split(lengths, bytes, shared, rests, waiting);
        var at = DeltaNumbers.Write<int>(shared, _page);
        at += DeltaNumbers.Write<int>(rests, _page.AsSpan(at));
        waiting[..used].CopyTo(_page.AsSpan(at));
        return at + used;
    }

    private void AddNumbers<T>(string name, ReadOnlySpan<T> values, int type)
        where T : unmanaged, IBinaryInteger<T>
    {
        var start = Begin();
        for (; values.Length > 0; values = values[Math.Min(PageValues, values.Length)..])
        {
            var page = values[..Math.Min(PageValues, values.Length)];
            Reserve(ref _page, DeltaNumbers.MostBytes(page.Length), 0);
            if (DeltaNumbers.Write(page, _page) is > 0 and var used)
            {
                Page(_page.AsSpan(0, used), page.Length, DeltaNumber);
            }
            else
            {
                Page(MemoryMarshal.AsBytes(page), page.Length, Plain);
            }
        }

        End(name, start, type, DeltaNumber);
    }

    private (int Used, long Unpacked) Begin() => (_used, _unpacked);

    private void Page(ReadOnlySpan<byte> page, int values, int encoding, bool isDictionary = false)
    {
        // the header tells the length of what follows it: pack behind the room it may take
        const int mostHeader = 64;
        Reserve(
            ref _bytes,
            (long)_used + mostHeader + Compressor.GetCompressBound(page.Length),
            _used
        );
        var packed = _compressor.Wrap(page, _bytes.AsSpan(_used + mostHeader));
        var facts = new ThriftStruct().Int32(1, values).Int32(2, encoding);
        var header = new ThriftStruct()
            .Int32(1, isDictionary ? DictionaryPage : DataPage)
            .Int32(2, page.Length)
            .Int32(3, packed)
            .Struct(
                isDictionary ? DictionaryFacts : DataFacts,
                isDictionary ? facts : facts.Int32(3, RunLength).Int32(4, RunLength)
            )
            .ToBytes();
        _bytes.AsSpan(_used + mostHeader, packed).CopyTo(_bytes.AsSpan(_used + header.Length));
        header.CopyTo(_bytes.AsSpan(_used));
        _used += header.Length + packed;
        _unpacked += header.Length + page.Length;
    }

    /// <summary>Ends a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="start">Where it began.</param>
    /// <param name="type">What Parquet calls its numbers or texts.</param>
    /// <param name="encoding">The encoding of its pages.</param>
    /// <param name="codes">Where the pages begin that follow a dictionary; 0 where there is none.</param>
    private void End(
        string name,
        (int Used, long Unpacked) start,
        int type,
        int encoding,
        int codes = 0
    )
    {
        _schema.Add(new ThriftStruct().Int32(1, type).Int32(3, 0).Text(4, name));
        var facts = new ThriftStruct()
            .Int32(1, type)
            .Int32s(2, [.. new SortedSet<int> { Plain, encoding, RunLength }])
            .Texts(3, name)
            .Int32(4, ZstdCodec)
            .Int64(5, rows)
            .Int64(6, _unpacked - start.Unpacked)
            .Int64(7, _used - start.Used)
            .Int64(9, codes > 0 ? codes : start.Used);
        _chunks.Add(
            new ThriftStruct()
                .Int64(2, start.Used)
                .Struct(3, codes > 0 ? facts.Int64(11, start.Used) : facts)
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
