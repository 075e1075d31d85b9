using Analytics.Core.Faults;
using Parquet;
using Parquet.Schema;

namespace Analytics.Ledger.Store;

/// <summary>The columns of a segment of purchases.</summary>
/// <remarks>
/// <c>customer_id</c> and <c>order_id</c> are the ids' bytes (UTF-8; empty = none), <c>day</c> is days since 1970-01-01, <c>units</c> the
/// amount in minor units, never negative, <c>is_return</c> tells returns. Where a key is mapped <c>key</c> and <c>version</c> follow.
/// The scale of the units stands in the manifest; an amount beyond 64 bits stands in the file's metadata, by row.
/// </remarks>
internal sealed class SegmentColumns
{
    /// <summary>Day number of 1970-01-01.</summary>
    public const int Epoch = 719_162;

    private const string WideKey = "wide";
    private static readonly DataField<int> DayField = new("day");
    private static readonly DataField<long> UnitsField = new("units");
    private static readonly DataField<bool> ReturnField = new("is_return");
    private static readonly string[] TextNames = ["customer_id", "order_id", "key", "version"];
    internal static readonly ParquetOptions Packing = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = System.IO.Compression.CompressionLevel.NoCompression,
        DictionaryEncodingThreshold = 0,
    };

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Ids of customers.</summary>
    public required ReadOnlyMemory<byte>[] Customers { get; init; }

    /// <summary>Ids of orders; empty where none are mapped.</summary>
    public required ReadOnlyMemory<byte>[] Orders { get; init; }

    /// <summary>Business keys; empty where none are mapped.</summary>
    public required ReadOnlyMemory<byte>[] Keys { get; init; }

    /// <summary>Versions; empty where none are mapped.</summary>
    public required ReadOnlyMemory<byte>[] Versions { get; init; }

    /// <summary>Days, as day numbers less <see cref="Epoch"/>.</summary>
    public required int[] Days { get; init; }

    /// <summary>Amounts, never negative.</summary>
    public required long[] Units { get; init; }

    /// <summary>True for returns.</summary>
    public required bool[] IsReturn { get; init; }

    /// <summary>Amounts of rows for which 64 bits are too few.</summary>
    public required IReadOnlyDictionary<int, Int128> Wide { get; init; }

    private ReadOnlyMemory<byte>[][] Texts => [Customers, Orders, Keys, Versions];

    /// <summary>The amount of a row.</summary>
    public Int128 UnitsOf(int row) =>
        Wide.Count > 0 && Wide.TryGetValue(row, out var wide) ? wide : Units[row];

    /// <summary>Writes the columns as one Parquet file.</summary>
    public byte[] ToBytes()
    {
        var texts = Texts.Select((column, i) => (column, i)).Where(t => t.column.Length > 0);
        var fields = texts
            .Select(t => (Field: new DataField(TextNames[t.i], typeof(byte[]), false), t.column))
            .ToList();
        var schema = new ParquetSchema([
            .. fields.Select(f => (Field)f.Field),
            DayField,
            UnitsField,
            ReturnField,
        ]);
        using var bytes = new MemoryStream(Rows * 8);
        Write().GetAwaiter().GetResult();
        return bytes.ToArray();

        async Task Write()
        {
            await using var writer = await ParquetWriter.CreateAsync(schema, bytes, Packing);
            if (Wide.Count > 0)
            {
                writer.CustomMetadata = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [WideKey] = WideText.Of(Wide),
                };
            }

            using var group = writer.CreateRowGroup();
            foreach (var (field, column) in fields)
            {
                await group.WriteAsync<ReadOnlyMemory<byte>>(field, column.AsMemory(0, Rows));
            }

            await group.WriteAsync<int>(DayField, Days.AsMemory(0, Rows));
            await group.WriteAsync<long>(UnitsField, Units.AsMemory(0, Rows));
            await group.WriteAsync<bool>(ReturnField, IsReturn.AsMemory(0, Rows));
        }
    }

    /// <summary>Reads a segment whose bytes are known to be those written.</summary>
    /// <exception cref="StoreFault">It is no segment of purchases.</exception>
    public static SegmentColumns Parse(byte[] bytes, string name)
    {
        return Read().GetAwaiter().GetResult();

        async Task<SegmentColumns> Read()
        {
            await using var reader = await ParquetReader.CreateAsync(new MemoryStream(bytes));
            if (reader.RowGroupCount != 1)
            {
                throw new StoreFault($"{name}: a segment of another make; update crm");
            }

            using var group = reader.OpenRowGroupReader(0);
            var rows = (int)group.RowCount;
            var texts = new ReadOnlyMemory<byte>[TextNames.Length][];
            var (days, units, isReturn) = (new int[rows], new long[rows], new bool[rows]);
            for (var i = 0; i < texts.Length; i++)
            {
                texts[i] = [];
            }

            foreach (var field in reader.Schema.GetDataFields())
            {
                switch (field.Name)
                {
                    case "day":
                        await group.ReadAsync<int>(field, days);
                        break;
                    case "units":
                        await group.ReadAsync<long>(field, units);
                        break;
                    case "is_return":
                        await group.ReadAsync<bool>(field, isReturn);
                        break;
                    default:
                        var text = texts[Array.IndexOf(TextNames, field.Name)] =
                            new ReadOnlyMemory<byte>[rows];
                        await group.ReadAsync<ReadOnlyMemory<byte>>(field, text);
                        break;
                }
            }

            return new SegmentColumns
            {
                Rows = rows,
                Customers = texts[0],
                Orders = texts[1],
                Keys = texts[2],
                Versions = texts[3],
                Days = days,
                Units = units,
                IsReturn = isReturn,
                Wide = reader.CustomMetadata.TryGetValue(WideKey, out var wide)
                    ? WideText.Parse(wide)
                    : new Dictionary<int, Int128>(),
            };
        }
    }

    /// <summary>The rows of several segments, one behind the other.</summary>
    public static SegmentColumns Join(IReadOnlyList<SegmentColumns> segments)
    {
        var wide = new Dictionary<int, Int128>();
        var first = 0;
        foreach (var segment in segments)
        {
            foreach (var (row, units) in segment.Wide)
            {
                wide[first + row] = units;
            }

            first += segment.Rows;
        }

        return new SegmentColumns
        {
            Rows = first,
            Customers = [.. segments.SelectMany(s => s.Customers)],
            Orders = [.. segments.SelectMany(s => s.Orders)],
            Keys = [.. segments.SelectMany(s => s.Keys)],
            Versions = [.. segments.SelectMany(s => s.Versions)],
            Days = [.. segments.SelectMany(s => s.Days)],
            Units = [.. segments.SelectMany(s => s.Units)],
            IsReturn = [.. segments.SelectMany(s => s.IsReturn)],
            Wide = wide,
        };
    }
}
