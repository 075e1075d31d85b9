using Analytics.Ledger.Store;
using Analytics.Ledger.Store.Columnar;
using CsCheck;
using Parquet;

namespace Analytics.Ledger.Tests.Store.Columnar;

public class ColumnFileTests
{
    // texts of one length, of any, and such that differences need many bits
    private static readonly Gen<byte[]> Text = Gen.OneOf(
        Gen.Byte.Array[7],
        Gen.Byte.Array[0, 40],
        Gen.Frequency((50, Gen.Const(Array.Empty<byte>())), (1, Gen.Byte.Array[3000, 70_000]))
    );

    // columns of many texts, of few, of one, and of texts that begin as those before them
    private static readonly Gen<byte[][]> Texts = Gen.OneOf(
        Text.Array[1, 700],
        Gen.Select(
            Text.Array[1, 20],
            Gen.Int[0, 1000].Array[1, 700],
            (few, places) => places.Select(place => few[place % few.Length]).ToArray()
        ),
        Gen.Int[0, 3]
            .Array[1, 700]
            .Select(steps =>
            {
                var number = 1_000_000;
                return steps.Select(step => Number(number += step)).ToArray();
            })
    );

    private delegate (byte[][] Texts, int[] Days, long[] Units, bool[] Flags, string Note) Reading(
        byte[] bytes
    );

    [Fact]
    public void Another_reader_finds_the_columns() => Finds(ReadElsewhere);

    [Fact]
    public void The_reader_finds_the_columns() => Finds(ReadHere);

    private static void Finds(Reading read) =>
        Gen.Select(Texts, Gen.Long, Gen.Int)
            .Sample(
                (texts, seed, day) =>
                {
                    var units = texts.Select((_, i) => unchecked(seed * i)).ToArray();
                    var days = texts.Select((_, i) => unchecked(day - i)).ToArray();
                    var flags = units.Select(u => u % 3 == 0).ToArray();
                    var found = read(Write(texts, days, units, flags));
                    return found
                            .Texts.Select(Convert.ToHexString)
                            .SequenceEqual(texts.Select(Convert.ToHexString))
                        && found.Days.SequenceEqual(days)
                        && found.Units.SequenceEqual(units)
                        && found.Flags.SequenceEqual(flags)
                        && found.Note == "of the file";
                },
                iter: 150
            );

    [Theory]
    [InlineData(1_000_003)] // many texts
    [InlineData(1)] // one
    [InlineData(1_000)] // few
    [InlineData(80_000)] // more than a dictionary takes, found out late
    public void Columns_of_many_pages_stay_in_order(int distinct)
    {
        var rows = 600_000;
        var texts = Enumerable
            .Range(0, rows)
            .Select(i => Number((int)(i * 7919L % distinct)))
            .ToArray();
        var days = Enumerable.Range(0, rows).ToArray();
        var units = days.Select(d => d * 31L).ToArray();
        var flags = days.Select(d => d % 7 == 0).ToArray();
        foreach (var read in (Reading[])[ReadHere, ReadElsewhere])
        {
            var found = read(Write(texts, days, units, flags));
            Assert.Equal(
                texts.Select(Convert.ToHexString),
                found.Texts.Select(Convert.ToHexString)
            );
            Assert.Equal(days, found.Days);
            Assert.Equal(units, found.Units);
            Assert.Equal(flags, found.Flags);
        }
    }

    [Fact]
    public void Texts_that_repeat_or_rise_take_little_room()
    {
        var numbers = Enumerable.Range(0, 100_000).ToArray();
        var (few, rising, any) = (
            Bytes(i => i % 100),
            Bytes(i => i),
            Bytes(i => (int)(i * 7919L % 1_000_003))
        );
        Assert.InRange(few, 1, any / 2);
        Assert.InRange(rising, 1, any / 4);

        int Bytes(Func<int, int> text) =>
            Write(
                numbers.Select(i => Number(text(i))).ToArray(),
                numbers,
                new long[numbers.Length],
                new bool[numbers.Length]
            ).Length;
    }

    private static byte[] Number(int number) =>
        System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($"K{number}"));

    private static byte[] Write(byte[][] texts, int[] days, long[] units, bool[] flags)
    {
        var column = TextColumnBuffer.Of([.. texts.Select(t => new ReadOnlyMemory<byte>(t))]);
        using var file = new ColumnFile(texts.Length);
        file.Add("text", column);
        file.Add("day", days);
        file.Add("units", units);
        file.Add("flag", flags);
        return file.Finish(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "of the file" }
            )
            .ToArray();
    }

    private static (byte[][], int[], long[], bool[], string) ReadHere(byte[] bytes)
    {
        using var file = ColumnFileReader.Open(bytes)!;
        Assert.Equal(["text", "day", "units", "flag"], file.Names);
        return (
            file.Texts("text").Select(t => t.ToArray()).ToArray(),
            file.Numbers<int>("day"),
            file.Numbers<long>("units"),
            file.Bools("flag"),
            file.Metadata["note"]
        );
    }

    private static (byte[][], int[], long[], bool[], string) ReadElsewhere(byte[] bytes)
    {
        return Read().GetAwaiter().GetResult();

        async Task<(byte[][], int[], long[], bool[], string)> Read()
        {
            await using var reader = await ParquetReader.CreateAsync(new MemoryStream(bytes));
            using var group = reader.OpenRowGroupReader(0);
            var fields = reader.Schema.GetDataFields();
            Assert.Equal(["text", "day", "units", "flag"], fields.Select(f => f.Name));
            var rows = (int)group.RowCount;
            var texts = new ReadOnlyMemory<byte>[rows];
            var (days, units, flags) = (new int[rows], new long[rows], new bool[rows]);
            await group.ReadAsync<ReadOnlyMemory<byte>>(fields[0], texts);
            await group.ReadAsync<int>(fields[1], days);
            await group.ReadAsync<long>(fields[2], units);
            await group.ReadAsync<bool>(fields[3], flags);
            return (
                texts.Select(t => t.ToArray()).ToArray(),
                days,
                units,
                flags,
                reader.CustomMetadata["note"]
            );
        }
    }
}
