using System.Buffers.Binary;
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
            _chunks.Add(
                footer.Structs(2)[_chunks.Count + 1].Text(4),
                ((int)facts.Number(9), (int)facts.Number(7))
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
        var lengths = new int[Rows];
        Pages(
            name,
            (page, row, count) =>
            {
                var at = DeltaLengths.Read(page, lengths.AsSpan(row, count));
                var bytes = page[at..].ToArray();
                var start = 0;
                for (var i = row; i < row + count; i++)
                {
                    texts[i] = new ReadOnlyMemory<byte>(bytes, start, lengths[i]);
                    start += lengths[i];
                }
            }
        );
        return texts;
    }

    /// <summary>A column of numbers of 32 bits, or of 64.</summary>
    public T[] Numbers<T>(string name)
        where T : unmanaged
    {
        var values = new T[Rows];
        Pages(name, (page, row, _) => page.CopyTo(MemoryMarshal.AsBytes(values.AsSpan(row))));
        return values;
    }

    /// <summary>A column of yes and no.</summary>
    public bool[] Bools(string name)
    {
        var values = new bool[Rows];
        Pages(
            name,
            (page, row, count) =>
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

    private void Pages(string name, Action<ReadOnlySpan<byte>, int, int> take)
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
            var count = (int)header.Struct(5).Number(1);
            take(_page.AsSpan(0, length), row, count);
            row += count;
        }
    }
}
