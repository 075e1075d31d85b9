using System.Text;

namespace Analytics.Ledger.Import;

/// <summary>The refused rows of a part in the order of the text; beyond a few megabytes they wait on disk, so memory stays flat.</summary>
internal sealed class RejectLog : IDisposable
{
    /// <summary>Bytes of a record that are kept.</summary>
    public const int MostRawBytes = 1 << 16;

    private const int MostInMemory = 1 << 23;
    private readonly MemoryStream _recent = new();
    private readonly BinaryWriter _writer;
    private FileStream? _spill;

    /// <summary>An empty log.</summary>
    public RejectLog() => _writer = new BinaryWriter(_recent, Encoding.UTF8, leaveOpen: true);

    /// <summary>Number of rows.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="segment">Number of the segment the row stands in.</param>
    /// <param name="line">Line within the segment, 0-based.</param>
    /// <param name="offset">Offset in the scanned text.</param>
    /// <param name="column">0-based column or -1.</param>
    /// <param name="kind">Why.</param>
    /// <param name="raw">The record's bytes.</param>
    public void Add(
        int segment,
        long line,
        long offset,
        int column,
        RowFaultKind kind,
        ReadOnlySpan<byte> raw
    )
    {
        raw = raw[..Math.Min(raw.Length, MostRawBytes)];
        _writer.Write(segment);
        _writer.Write(line);
        _writer.Write(offset);
        _writer.Write((short)column);
        _writer.Write((byte)kind);
        _writer.Write(raw.Length);
        _writer.Write(raw);
        Count++;
        if (_recent.Length > MostInMemory)
        {
            _writer.Flush();
            _spill ??= Disk.Scratch.Open();
            _recent.WriteTo(_spill);
            _recent.SetLength(0);
        }
    }

    /// <summary>Adds the rows of the text behind this one.</summary>
    /// <param name="later">Its rows; used up.</param>
    /// <param name="lines">Lines before that text.</param>
    public void Join(RejectLog later, long lines)
    {
        if (later.Count == 0)
        {
            return;
        }

        foreach (var row in later.Read())
        {
            Add(row.Segment, row.Line + lines, row.Offset, row.Column, row.Kind, row.Raw);
        }
    }

    /// <summary>All rows in the order they were added.</summary>
    public IEnumerable<Entry> Read()
    {
        _writer.Flush();
        if (_spill is not null)
        {
            _spill.Flush();
            _spill.Position = 0;
            foreach (var entry in ReadFrom(_spill))
            {
                yield return entry;
            }
        }

        using var recent = new MemoryStream(
            _recent.GetBuffer(),
            0,
            (int)_recent.Length,
            writable: false
        );
        foreach (var entry in ReadFrom(recent))
        {
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _recent.Dispose();
        _spill?.Dispose();
    }

    private static IEnumerable<Entry> ReadFrom(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        while (stream.Position < stream.Length)
        {
            yield return new Entry(
                reader.ReadInt32(),
                reader.ReadInt64(),
                reader.ReadInt64(),
                reader.ReadInt16(),
                (RowFaultKind)reader.ReadByte(),
                reader.ReadBytes(reader.ReadInt32())
            );
        }
    }

    /// <summary>A row as logged.</summary>
    internal readonly record struct Entry(
        int Segment,
        long Line,
        long Offset,
        int Column,
        RowFaultKind Kind,
        byte[] Raw
    );
}
