using System.Globalization;
using System.Text;
using System.Text.Json;
using Analytics.Core.Faults;
using Analytics.Ledger.Store.Columnar;
using Parquet;

namespace Analytics.Ledger.Store.Text;

/// <summary>A segment of rows whose cells are kept as the text they were, with the place of each row in its export.</summary>
/// <remarks>
/// <c>line</c> (1-based) and <c>byte_offset</c> tell where the row stood; every column of the export follows, UTF-8, under its own name as
/// far as Parquet can bear it. The exact names stand in the file's metadata.
/// </remarks>
internal sealed class TextColumns
{
    private const string NamesKey = "names";
    private const string LineName = "line";
    private const string OffsetName = "byte_offset";

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Column names of the export, in its order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>1-based line of each row.</summary>
    public required long[] Lines { get; init; }

    /// <summary>First byte of each row in the unpacked export.</summary>
    public required long[] Offsets { get; init; }

    /// <summary>The cells, column by column.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>[]> Cells { get; init; }

    /// <summary>Writes the columns as one Parquet file.</summary>
    public byte[] ToBytes() =>
        ToBytes(Names, Lines, Offsets, Cells.Select(c => TextColumnBuffer.Of(c)).ToList());

    /// <summary>Writes columns as one Parquet file.</summary>
    /// <param name="names">As <see cref="Names"/>.</param>
    /// <param name="lines">As <see cref="Lines"/>.</param>
    /// <param name="offsets">As <see cref="Offsets"/>.</param>
    /// <param name="cells">As <see cref="Cells"/>.</param>
    public static byte[] ToBytes(
        IReadOnlyList<string> names,
        ReadOnlySpan<long> lines,
        ReadOnlySpan<long> offsets,
        IReadOnlyList<TextColumnBuffer> cells
    )
    {
        using var file = new ColumnFile(lines.Length);
        file.Add(LineName, lines);
        file.Add(OffsetName, offsets);
        foreach (var (name, column) in FieldNames(names).Zip(cells))
        {
            file.Add(name, column);
        }

        return file.Finish(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [NamesKey] = JsonSerializer.Serialize(names),
                }
            )
            .ToArray();
    }

    /// <summary>Reads a segment whose bytes are known to be those written.</summary>
    /// <exception cref="StoreFault">It is no segment of text.</exception>
    public static TextColumns Parse(byte[] bytes, string name)
    {
        using var file = ColumnFileReader.Open(bytes);
        return file is null
            ? ParseOther(bytes, name)
            : new TextColumns
            {
                Rows = file.Rows,
                Names = JsonSerializer.Deserialize<string[]>(file.Metadata[NamesKey])!,
                Lines = file.Numbers<long>(LineName),
                Offsets = file.Numbers<long>(OffsetName),
                Cells = file.Names.Skip(2).Select(file.Texts).ToList(),
            };
    }

    /// <summary>Reads a segment of a store that was made before segments were written here.</summary>
    private static TextColumns ParseOther(byte[] bytes, string name)
    {
        return Read().GetAwaiter().GetResult();

        async Task<TextColumns> Read()
        {
            await using var reader = await ParquetReader.CreateAsync(new MemoryStream(bytes));
            if (
                reader.RowGroupCount != 1
                || !reader.CustomMetadata.TryGetValue(NamesKey, out var names)
            )
            {
                throw new StoreFault($"{name}: a segment of another make; update crm");
            }

            using var group = reader.OpenRowGroupReader(0);
            var rows = (int)group.RowCount;
            var (lines, offsets) = (new long[rows], new long[rows]);
            var fields = reader.Schema.GetDataFields();
            await group.ReadAsync<long>(fields[0], lines);
            await group.ReadAsync<long>(fields[1], offsets);
            var cells = new List<ReadOnlyMemory<byte>[]>();
            foreach (var field in fields.Skip(2))
            {
                var column = new ReadOnlyMemory<byte>[rows];
                await group.ReadAsync<ReadOnlyMemory<byte>>(field, column);
                cells.Add(column);
            }

            return new TextColumns
            {
                Rows = rows,
                Names = JsonSerializer.Deserialize<string[]>(names)!,
                Lines = lines,
                Offsets = offsets,
                Cells = cells,
            };
        }
    }

    /// <summary>The rows of several segments with the same columns, one behind the other.</summary>
    public static TextColumns Join(IReadOnlyList<TextColumns> segments) =>
        new()
        {
            Rows = segments.Sum(s => s.Rows),
            Names = segments[0].Names,
            Lines = [.. segments.SelectMany(s => s.Lines)],
            Offsets = [.. segments.SelectMany(s => s.Offsets)],
            Cells =
            [
                .. segments[0]
                    .Names.Select(
                        (_, c) => (ReadOnlyMemory<byte>[])[.. segments.SelectMany(s => s.Cells[c])]
                    ),
            ],
        };

    // letters, digits and underscores, each name once
    private static IEnumerable<string> FieldNames(IReadOnlyList<string> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { LineName, OffsetName };
        for (var c = 0; c < names.Count; c++)
        {
            var plain = new StringBuilder();
            foreach (var sign in names[c])
            {
                plain.Append(char.IsLetterOrDigit(sign) ? sign : '_');
            }

            var name = plain.Length == 0 ? "column" : plain.ToString();
            var number = (c + 1).ToString(CultureInfo.InvariantCulture);
            while (!taken.Add(name))
            {
                name += "_" + number;
            }

            yield return name;
        }
    }
}
