using System.Globalization;
using System.Text;
using Analytics.Core.Money;
using Analytics.Core.Summaries;
using Analytics.Reports.Customers;

namespace Analytics.Reports.Tests.Customers;

public class CustomerTableWriterTests
{
    private const int Rows = 70_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Rows_come_in_their_order_at_any_number_of_threads(int threads)
    {
        var lines = Written(threads, rawText: false).Split('\n');
        Assert.Equal("customer_id,count,word,amount", lines[0]);
        Assert.Equal(Rows + 2, lines.Length);
        for (var row = 0; row < Rows; row++)
        {
            Assert.Equal(Line(row), lines[row + 1]);
        }
    }

    [Fact]
    public void A_full_disk_ends_the_work_of_all_threads()
    {
        using var disk = new FullDisk();
        Assert.Throws<IOException>(() => Writer().WriteCsv(disk, false, 4, CancellationToken.None));
        Assert.Equal(1, disk.Refusals);
    }

    [Fact]
    public void Texts_of_every_length_keep_their_bytes()
    {
        var buffer = new ByteBuffer();
        var expected = new StringBuilder();
        for (var length = 0; length < 300; length++)
        {
            var text = string.Concat(
                Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26)))
            );
            buffer.Append(Encoding.ASCII.GetBytes(text));
            buffer.Append((byte)'|');
            buffer.Append((long)length - 7);
            expected
                .Append(text)
                .Append('|')
                .Append((length - 7).ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal(expected.ToString(), Encoding.ASCII.GetString(buffer.Text));
    }

    private static string Written(int threads, bool rawText)
    {
        using var output = new MemoryStream();
        Writer().WriteCsv(output, rawText, threads, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string Line(int row)
    {
        var id = (row % 4) switch
        {
            0 => "\"a,b" + Number(row) + "\"",
            1 => "'=" + Number(row),
            _ => "k" + Number(row),
        };
        var word = (row % 3) switch
        {
            0 => "plain",
            1 => "\"with, comma\"",
            _ => "",
        };
        return $"{id},{Number(row * 3)},{word},{Number(row)}.05";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static CustomerTableWriter Writer()
    {
        var ids = CustomerIds.FromTexts(
            Enumerable
                .Range(0, Rows)
                .Select(row =>
                    (row % 4) switch
                    {
                        0 => "a,b" + Number(row),
                        1 => "=" + Number(row),
                        _ => "k" + Number(row),
                    }
                )
                .ToList()
        );
        return new CustomerTableWriter(
            [
                new IdColumn(ids),
                new CountColumn("count", row => row * 3),
                new WordColumn(
                    "word",
                    ["plain", "with, comma"],
                    row => row % 3 == 2 ? -1 : row % 3
                ),
                new AmountColumn(
                    "amount",
                    new MoneyColumn(
                        Enumerable.Range(0, Rows).Select(row => (row * 100L) + 5).ToArray(),
                        2
                    )
                ),
            ],
            Rows
        );
    }

    /// <summary>Takes the header and refuses everything behind it.</summary>
    private sealed class FullDisk : MemoryStream
    {
        public int Refusals { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length > 0)
            {
                Refusals++;
                throw new IOException("disk full");
            }

            base.Write(buffer.ToArray(), 0, buffer.Length);
        }
    }
}
