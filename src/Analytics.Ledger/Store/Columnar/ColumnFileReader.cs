using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using ZstdSharp;

namespace Analytics.Ledger.Store.Columnar;

/// <summary>Reads what a <see cref="ColumnFile"/> wrote; the bytes are known to be those written.</summary>
internal sealed class ColumnFileReader : IDisposable
{
    private const int TailBytes = 8;
    private readonly byte[] _bytes;
    private readonly Dictionary<string, (int Place, int Bytes)> _chunks = new(
        StringComparer.Ordinal
    );
    private readonly Decompressor _decompressor = new();
    private byte[] _page = [];

    private ColumnFileReader(byte[] bytes, ThriftFields footer)
    {
        _bytes = bytes;
        Rows = (int)footer.Number(3);
        foreach (var chunk in footer.Structs(4)[0].Structs(1))
        {
            var facts = chunk.Struct(3);
            var dictionary = (int)facts.Number(11);
            _chunks.Add(
                footer.Structs(2)[_chunks.Count + 1].Text(4),
                (dictionary > 0 ? dictionary : (int)facts.Number(9), (int)facts.Number(7))
            );
        }

        Metadata = footer
            .Structs(5)
            .ToDictionary(m => m.Text(1), m => m.Text(2), StringComparer.Ordinal);
    }

    /// <summary>Rows of every column.</summary>
    public int Rows { get; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyCollection<string> Names => _chunks.Keys;

    /// <summary>What else is known, by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file; null where another program made it.</summary>
    public static ColumnFileReader? Open(byte[] bytes)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(^TailBytes));
        var at = bytes.Length - TailBytes - length;
        var footer = ThriftFields.Read(bytes, ref at);
        return footer.Text(6) == ColumnFile.Maker ? new ColumnFileReader(bytes, footer) : null;
    }

    /// <summary>The texts of a column.</summary>
    public ReadOnlyMemory<byte>[] Texts(string name)
    {
        var texts = new ReadOnlyMemory<byte>[Rows];
        var rows = new int[Rows];
        ReadOnlyMemory<byte>[]? distinct = null;
        Pages(
            name,
            (page, row, count, encoding) =>
            {
                var numbers = rows.AsSpan(row, count);
                if (distinct is not null)
                {
                    DictionaryCodes.Read(page, numbers);
                    for (var i = 0; i < count; i++)
                    {
                        texts[row + i] = distinct[numbers[i]];
                    }

                    return;
                }

                var at = DeltaNumbers.Read(page, numbers);
                if (encoding == ColumnFile.FrontCoded)
                {
                    var rests = new int[count];
                    at += DeltaNumbers.Read<int>(page[at..], rests);
                    FrontCoding.Join(numbers, rests, page[at..], texts.AsSpan(row, count));
                    return;
                }

                var bytes = page[at..].ToArray();
                var start = 0;
                for (var i = 0; i < count; i++)
                {
                    texts[row + i] = new ReadOnlyMemory<byte>(bytes, start, numbers[i]);
                    start += numbers[i];
                }
            },
            (page, count) => distinct = Entries(page.ToArray(), count)
        );
        return texts;
    }

    /// <summary>A column of numbers of 32 bits, or of 64.</summary>
    public T[] Numbers<T>(string name)
        where T : unmanaged, IBinaryInteger<T>
    {
        var values = new T[Rows];
        Pages(
            name,
            (page, row, count, encoding) =>
            {
                if (encoding == ColumnFile.Plain)
                {
                    page.CopyTo(MemoryMarshal.AsBytes(values.AsSpan(row)));
                    return;
                }

                DeltaNumbers.Read(page, values.AsSpan(row, count));
            }
        );
        return values;
    }

    /// <summary>A column of yes and no.</summary>
    public bool[] Bools(string name)
    {
        var values = new bool[Rows];
        Pages(
            name,
            (page, row, count, _) =>
            {
                for (var i = 0; i < count; i++)
                {
                    values[row + i] = (page[i >> 3] >> (i & 7) & 1) != 0;
                }
            }
        );
        return values;
    }

    /// <inheritdoc/>
    public void Dispose() => _decompressor.Dispose();

    private static ReadOnlyMemory<byte>[] Entries(byte[] page, int count)
    {
        var entries = new ReadOnlyMemory<byte>[count];
        var at = 0;
        foreach (ref var entry in entries.AsSpan())
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(page.AsSpan(at));
            entry = new ReadOnlyMemory<byte>(page, at + sizeof(int), length);
            at += sizeof(int) + length;
        }

        return entries;
    }

    private void Pages(
        string name,
        Action<ReadOnlySpan<byte>, int, int, int> take,
        Action<ReadOnlySpan<byte>, int>? takeDictionary = null
    )
    {
        var (at, bytes) = _chunks[name];
        var row = 0;
        for (var end = at + bytes; at < end; )
        {
            var header = ThriftFields.Read(_bytes, ref at);
            var (length, packed) = ((int)header.Number(2), (int)header.Number(3));
            if (_page.Length < length)
            {
                _page = new byte[length];
            }

            _decompressor.Unwrap(_bytes.AsSpan(at, packed), _page.AsSpan(0, length));
            at += packed;
            if (header.Number(1) == ColumnFile.DictionaryPage)
            {
                takeDictionary!(
                    _page.AsSpan(0, length),
                    (int)header.Struct(ColumnFile.DictionaryFacts).Number(1)
                );
                continue;
            }

            var facts = header.Struct(ColumnFile.DataFacts);
            var count = (int)facts.Number(1);
            take(_page.AsSpan(0, length), row, count, (int)facts.Number(2));
            row += count;
        }
    }
}
