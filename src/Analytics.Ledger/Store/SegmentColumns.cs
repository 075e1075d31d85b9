using Analytics.Core.Faults;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Store.Columnar;
using Parquet;

namespace Analytics.Ledger.Store;

/// <summary>The columns of a segment of purchases.</summary>
/// <remarks>
/// <c>customer_id</c> and <c>order_id</c> are the ids' bytes (UTF-8; empty = none), <c>day</c> is days since 1970-01-01, <c>units</c> the
/// amount in minor units, never negative, <c>is_return</c> tells returns. Where a key is mapped <c>key</c> and <c>version</c> follow, where the export
/// tells them <c>product</c>, <c>category</c> and <c>channel</c> (UTF-8; empty = none).
/// The scale of the units stands in the manifest; an amount beyond 64 bits stands in the file's metadata, by row.
/// </remarks>
internal sealed class SegmentColumns
{
    /// <summary>Day number of 1970-01-01.</summary>
    public const int Epoch = 719_162;

    private const string WideKey = "wide";
    private static readonly string[] TextNames =
    [
        "customer_id",
        "order_id",
        "key",
        "version",
        .. DetailRoles.All.Select(role => role.Name()),
    ];
    private static readonly int FirstDetail = TextNames.Length - DetailRoles.Count;

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

    /// <summary>Products, categories and channels by their place in <see cref="DetailRoles"/>; empty where not told, or not read.</summary>
    public ReadOnlyMemory<byte>[][] Details { get; init; } =
    [
        [],
        [],
        [],
    ];

    /// <summary>Days, as day numbers less <see cref="Epoch"/>.</summary>
    public required int[] Days { get; init; }

    /// <summary>Amounts, never negative.</summary>
    public required long[] Units { get; init; }

    /// <summary>True for returns.</summary>
    public required bool[] IsReturn { get; init; }

    /// <summary>Amounts of rows for which 64 bits are too few.</summary>
    public required IReadOnlyDictionary<int, Int128> Wide { get; init; }

    private ReadOnlyMemory<byte>[][] Texts => [Customers, Orders, Keys, Versions, .. Details];

    /// <summary>The amount of a row.</summary>
    public Int128 UnitsOf(int row) =>
        Wide.Count > 0 && Wide.TryGetValue(row, out var wide) ? wide : Units[row];

    /// <summary>Writes the columns as one Parquet file.</summary>
    public byte[] ToBytes() =>
        ToBytes(
            [.. Texts.Select(t => t.Length == 0 ? null : TextColumnBuffer.Of(t))],
            Days,
            Units,
            IsReturn,
            Wide
        );

    /// <summary>Writes columns as one Parquet file.</summary>
    /// <param name="texts">Customers, orders, keys, versions, details; null where there are none.</param>
    /// <param name="days">As <see cref="Days"/>.</param>
    /// <param name="units">As <see cref="Units"/>.</param>
    /// <param name="isReturn">As <see cref="IsReturn"/>.</param>
    /// <param name="wide">As <see cref="Wide"/>.</param>
    public static byte[] ToBytes(
        ReadOnlySpan<TextColumnBuffer?> texts,
        ReadOnlySpan<int> days,
        ReadOnlySpan<long> units,
        ReadOnlySpan<bool> isReturn,
        IReadOnlyDictionary<int, Int128> wide
    )
    {
        using var file = new ColumnFile(days.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            if (texts[i] is { } column)
            {
                file.Add(TextNames[i], column);
            }
        }

        file.Add("day", days);
        file.Add("units", units);
        file.Add("is_return", isReturn);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (wide.Count > 0)
        {
            metadata[WideKey] = WideText.Of(wide);
        }

        return file.Finish(metadata).ToArray();
    }

    /// <summary>Reads a segment whose bytes are known to be those written.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="name">Its name, for faults.</param>
    /// <param name="details">Per role of <see cref="DetailRoles"/> whether it is wanted.</param>
    /// <exception cref="StoreFault">It is no segment of purchases.</exception>
    public static SegmentColumns Parse(byte[] bytes, string name, bool[] details)
    {
        using var file = ColumnFileReader.Open(bytes);
        if (file is null)
        {
            return ParseOther(bytes, name, details);
        }

        var texts = TextNames
            .Select(
                (column, place) =>
                    IsWanted(place, details) && file.Names.Contains(column, StringComparer.Ordinal)
                        ? file.Texts(column)
                        : []
            )
            .ToArray();
        return new SegmentColumns
        {
            Rows = file.Rows,
            Customers = texts[0],
            Orders = texts[1],
            Keys = texts[2],
            Versions = texts[3],
            Details = texts[FirstDetail..],
            Days = file.Numbers<int>("day"),
            Units = file.Numbers<long>("units"),
            IsReturn = file.Bools("is_return"),
            Wide = WideOf(file.Metadata),
        };
    }

    /// <summary>Reads a segment of a store that was made before segments were written here.</summary>
    private static SegmentColumns ParseOther(byte[] bytes, string name, bool[] details)
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
                        var place = Array.IndexOf(TextNames, field.Name);
                        if (IsWanted(place, details))
                        {
                            texts[place] = new ReadOnlyMemory<byte>[rows];
                            await group.ReadAsync<ReadOnlyMemory<byte>>(field, texts[place]);
                        }

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
                Details = texts[FirstDetail..],
                Days = days,
                Units = units,
                IsReturn = isReturn,
                Wide = WideOf(reader.CustomMetadata),
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
            Details = [.. DetailRoles.All.Select((_, role) => JoinDetails(segments, role))],
            Days = [.. segments.SelectMany(s => s.Days)],
            Units = [.. segments.SelectMany(s => s.Units)],
            IsReturn = [.. segments.SelectMany(s => s.IsReturn)],
            Wide = wide,
        };
    }

    private static bool IsWanted(int text, bool[] details) =>
        text < FirstDetail || details[text - FirstDetail];

    private static Dictionary<int, Int128> WideOf(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(WideKey, out var wide) ? WideText.Parse(wide) : [];

    // exports that tell of products may stand beside others that do not
    private static ReadOnlyMemory<byte>[] JoinDetails(
        IReadOnlyList<SegmentColumns> segments,
        int role
    ) =>
        segments.All(s => s.Details[role].Length == 0)
            ? []
            :
            [
                .. segments.SelectMany(s =>
                    s.Details[role].Length == 0 ? new ReadOnlyMemory<byte>[s.Rows] : s.Details[role]
                ),
            ];
}
