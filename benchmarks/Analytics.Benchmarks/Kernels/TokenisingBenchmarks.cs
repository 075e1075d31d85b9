using System.Text;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Scanning;
using BenchmarkDotNet.Attributes;
using CsvHelper;

namespace Analytics.Benchmarks.Kernels;

/// <summary>Cutting an export into records and fields, with 6 % quoted rows; the work done with a record is to add up one field's length.</summary>
[MemoryDiagnoser]
public class TokenisingBenchmarks
{
    private const int Fields = 8;
    private const int Customer = 1;
    private byte[] _export = [];
    private int _dataOffset;

    [Params(100_000, 1_000_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _export = SimulatedExport.Bytes(Rows, shuffled: false);
        _dataOffset = _export.AsSpan().IndexOf((byte)'\n') + 1;
        var loop = Loop();
        Same.Require(loop, Library(), "CsvHelper");
        Same.Require(loop, Scanner(), "SegmentScanner");
    }

    /// <summary>What a reader would write: lines, and a loop over the characters that knows quotes.</summary>
    [Benchmark(Baseline = true)]
    public (long Records, long Length) Loop()
    {
        using var reader = new StreamReader(new MemoryStream(_export), Encoding.UTF8);
        reader.ReadLine();
        var (records, length) = (0L, 0L);
        var fields = new List<string>(Fields);
        var field = new StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            Split(line, fields, field);
            records++;
            length += fields[Customer].Length;
        }

        return (records, length);
    }

    /// <summary>CsvHelper, without making a string.</summary>
    [Benchmark]
    public (long Records, long Length) Library()
    {
        using var reader = CsvReader.Create(new MemoryStream(_export), CsvReaderOptions.Default);
        var (records, length) = (0L, 0L);
        while (reader.Read())
        {
            records++;
            length += reader.GetSpan(Customer).Length;
        }

        return (records, length);
    }

    /// <summary>The scanner of the import.</summary>
    [Benchmark]
    public (long Records, long Length) Scanner()
    {
        var total = new Total();
        using var text = new MemoryText(_export, _dataOffset);
        new SegmentScanner<CountingHandler>(
            text,
            new TableShape(new Dialect(), Fields, [Customer], 1 << 20),
            new CountingHandler(total),
            1 << 20
        ).Scan(_dataOffset, long.MaxValue, CancellationToken.None);
        return (total.Records, total.Length);
    }

    private static void Split(string line, List<string> fields, StringBuilder field)
    {
        fields.Clear();
        field.Clear();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
    }

    private sealed class Total
    {
        public long Records { get; set; }

        public long Length { get; set; }
    }

    private readonly struct CountingHandler(Total total) : IRowHandler
    {
        public void Row(in RowView row)
        {
            total.Records++;
            total.Length += row.Field(0).Length;
        }

        public void Rows(RowBlock block) => block.Each(this);

        public void Fault(in RowView row, RowFaultKind kind, int column) =>
            throw new InvalidDataException($"a simulated row is refused: {kind}");

        public void WindowDone() { }
    }

    private sealed class MemoryText(byte[] bytes, int offset) : ITextSource
    {
        private int _offset = offset;

        public int Read(Span<byte> target)
        {
            var count = Math.Min(target.Length, bytes.Length - _offset);
            bytes.AsSpan(_offset, count).CopyTo(target);
            _offset += count;
            return count;
        }

        public void Dispose() { }
    }
}
