using System.Text;
using Analytics.Ledger.Import;
using Parquet;
using Parquet.Schema;

namespace Analytics.Ledger.Store;

/// <summary>The refused rows of a load, raw text and all, as one Parquet file.</summary>
internal static class RejectSegment
{
    private const int GroupRows = 1 << 16;
    private static readonly DataField<long> Line = new("line");
    private static readonly DataField<long> Offset = new("byte_offset");
    private static readonly DataField Column = new("column", typeof(byte[]), false);
    private static readonly DataField Reason = new("reason", typeof(byte[]), false);
    private static readonly DataField Raw = new("raw", typeof(byte[]), false);
    private static readonly ParquetOptions Packing = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        DictionaryEncodingThreshold = 0,
    };

    /// <summary>Writes the rows.</summary>
    public static byte[] ToBytes(IEnumerable<RejectedRow> rows)
    {
        using var bytes = new MemoryStream();
        Write().GetAwaiter().GetResult();
        return bytes.ToArray();

        async Task Write()
        {
            await using var writer = await ParquetWriter.CreateAsync(
                new ParquetSchema(Line, Offset, Column, Reason, Raw),
                bytes,
                Packing
            );
            foreach (var chunk in rows.Chunk(GroupRows))
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync<long>(Line, chunk.Select(r => r.Line).ToArray());
                await group.WriteAsync<long>(Offset, chunk.Select(r => r.Offset).ToArray());
                await group.WriteAsync<ReadOnlyMemory<byte>>(Column, Texts(chunk, r => r.Column));
                await group.WriteAsync<ReadOnlyMemory<byte>>(
                    Reason,
                    Texts(chunk, r => r.Kind.Name())
                );
                await group.WriteAsync<ReadOnlyMemory<byte>>(
                    Raw,
                    chunk.Select(r => new ReadOnlyMemory<byte>(r.Raw)).ToArray()
                );
            }
        }
    }

    /// <summary>Reads the rows of a load.</summary>
    /// <param name="bytes">The file's bytes, checked.</param>
    /// <param name="name">The load's name.</param>
    public static IReadOnlyList<RejectedRow> Parse(byte[] bytes, string name)
    {
        var rows = new List<RejectedRow>();
        Read().GetAwaiter().GetResult();
        return rows;

        async Task Read()
        {
            await using var reader = await ParquetReader.CreateAsync(new MemoryStream(bytes));
            var fields = reader.Schema.GetDataFields();
            for (var g = 0; g < reader.RowGroupCount; g++)
            {
                using var group = reader.OpenRowGroupReader(g);
                var count = (int)group.RowCount;
                var (lines, offsets) = (new long[count], new long[count]);
                var texts = new ReadOnlyMemory<byte>[3][];
                await group.ReadAsync<long>(fields[0], lines);
                await group.ReadAsync<long>(fields[1], offsets);
                for (var t = 0; t < texts.Length; t++)
                {
                    texts[t] = new ReadOnlyMemory<byte>[count];
                    await group.ReadAsync<ReadOnlyMemory<byte>>(fields[t + 2], texts[t]);
                }

                for (var i = 0; i < count; i++)
                {
                    rows.Add(
                        new RejectedRow(
                            name,
                            lines[i],
                            offsets[i],
                            Encoding.UTF8.GetString(texts[0][i].Span),
                            RowFaults.Of(Encoding.UTF8.GetString(texts[1][i].Span)),
                            texts[2][i].ToArray()
                        )
                    );
                }
            }
        }
    }

    private static ReadOnlyMemory<byte>[] Texts(
        RejectedRow[] rows,
        Func<RejectedRow, string> textOf
    ) => rows.Select(r => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(textOf(r)))).ToArray();
}
