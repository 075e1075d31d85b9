using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Store;
using Analytics.Ledger.Store.Text;
using Analytics.Ledger.Tests.Data;
using Parquet;
using Parquet.Schema;

namespace Analytics.Ledger.Tests.Store;

/// <summary>Segments as stores have them that were made when a library wrote them.</summary>
public class OtherMakerTests
{
    private static readonly int[] Days = [5, 4, 19_000];
    private static readonly long[] Units = [12, 0, long.MaxValue];
    private static readonly bool[] Returns = [false, true, false];
    private static readonly long[] Lines = [2, 3];
    private static readonly long[] Offsets = [4, 9];
    private static readonly ParquetOptions Packing = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = System.IO.Compression.CompressionLevel.NoCompression,
        DictionaryEncodingThreshold = 0,
    };

    [Fact]
    public void A_store_of_an_earlier_crm_is_read_and_one_of_a_later_crm_is_refused()
    {
        using var folder = new TempFolder();
        File.WriteAllText(
            folder.PathOf("a.csv"),
            "customer_id,order_date,amount\na,2024-01-01,5\n"
        );
        var store = folder.PathOf("store");
        Stores.Import(store, Imports.Plain(), folder.PathOf("a.csv"));
        var path = Path.Combine(store, "manifests", StoreManifest.FileName(1));
        var written = StoreManifest.Parse(File.ReadAllBytes(path), path);
        var summary = Stores.Summary(Stores.Reading(store));
        for (var schema = 1; schema <= written.Schema; schema++)
        {
            File.WriteAllBytes(path, (written with { Schema = schema }).ToBytes());
            Assert.Equal(summary, Stores.Summary(Stores.Reading(store)));
        }

        File.WriteAllBytes(path, (written with { Schema = written.Schema + 1 }).ToBytes());
        var fault = Assert.Throws<UsageFault>(() => LedgerStore.Open(store));
        Assert.Contains("written by a later crm", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_segment_of_purchases_is_read()
    {
        var (customers, orders) = (Texts("a", "", "ccc"), Texts("o1", "o22", ""));
        var fields = new Field[]
        {
            new DataField("customer_id", typeof(byte[]), false),
            new DataField("order_id", typeof(byte[]), false),
            new DataField<int>("day"),
            new DataField<long>("units"),
            new DataField<bool>("is_return"),
        };
        var bytes = Write(
            fields,
            ("wide", "1:170141183460469231731687303715884105727"),
            async group =>
            {
                await group.WriteAsync<ReadOnlyMemory<byte>>((DataField)fields[0], customers);
                await group.WriteAsync<ReadOnlyMemory<byte>>((DataField)fields[1], orders);
                await group.WriteAsync<int>((DataField)fields[2], Days);
                await group.WriteAsync<long>((DataField)fields[3], Units);
                await group.WriteAsync<bool>((DataField)fields[4], Returns);
            }
        );
        var read = SegmentColumns.Parse(bytes, "x", DetailRoles.Every);
        Assert.Equal(["a", "", "ccc"], read.Customers.Select(Text));
        Assert.Equal(["o1", "o22", ""], read.Orders.Select(Text));
        Assert.Empty(read.Keys);
        Assert.Equal(Days, read.Days);
        Assert.Equal(
            [12, Int128.MaxValue, long.MaxValue],
            Enumerable.Range(0, 3).Select(read.UnitsOf)
        );
        Assert.Equal(Returns, read.IsReturn);

        // joined with others it is written anew
        var joined = SegmentColumns.Parse(
            SegmentColumns.Join([read, read]).ToBytes(),
            "x",
            DetailRoles.Every
        );
        Assert.Equal(["a", "", "ccc", "a", "", "ccc"], joined.Customers.Select(Text));
        Assert.Equal(Int128.MaxValue, joined.UnitsOf(4));
    }

    [Fact]
    public void An_older_segment_of_text_is_read()
    {
        var fields = new Field[]
        {
            new DataField<long>("line"),
            new DataField<long>("byte_offset"),
            new DataField("a_b", typeof(byte[]), false),
        };
        var bytes = Write(
            fields,
            ("names", "[\"a b\"]"),
            async group =>
            {
                await group.WriteAsync<long>((DataField)fields[0], Lines);
                await group.WriteAsync<long>((DataField)fields[1], Offsets);
                await group.WriteAsync<ReadOnlyMemory<byte>>(
                    (DataField)fields[2],
                    Texts("", "sea")
                );
            }
        );
        var read = TextColumns.Parse(bytes, "x");
        Assert.Equal(["a b"], read.Names);
        Assert.Equal(Lines, read.Lines);
        Assert.Equal(Offsets, read.Offsets);
        Assert.Equal(["", "sea"], read.Cells[0].Select(Text));
        Assert.Equal(["", "sea"], TextColumns.Parse(read.ToBytes(), "x").Cells[0].Select(Text));
    }

    private static byte[] Write(
        Field[] fields,
        (string Key, string Value) metadata,
        Func<ParquetRowGroupWriter, Task> fill
    )
    {
        var bytes = new MemoryStream();
        Write().GetAwaiter().GetResult();
        return bytes.ToArray();

        async Task Write()
        {
            await using var writer = await ParquetWriter.CreateAsync(
                new ParquetSchema(fields),
                bytes,
                Packing
            );
            writer.CustomMetadata = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [metadata.Key] = metadata.Value,
            };
            using var group = writer.CreateRowGroup();
            await fill(group);
        }
    }

    private static ReadOnlyMemory<byte>[] Texts(params string[] texts) =>
        texts.Select(t => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(t))).ToArray();

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
