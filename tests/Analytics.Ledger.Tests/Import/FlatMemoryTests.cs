using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Import;

/// <summary>Memory follows neither the length of a line nor that of the file.</summary>
[Collection(AloneCollection.Name)]
public class FlatMemoryTests
{
    [Fact]
    public void A_line_of_100_megabytes_is_one_fault_in_flat_memory()
    {
        using var folder = new TempFolder();
        var file = new FaultyFile().Good(10);
        var path = folder.Write("a.csv", file.Bytes);
        var offset = new FileInfo(path).Length;
        using (var stream = new FileStream(path, FileMode.Append))
        {
            var block = new byte[1 << 20];
            block.AsSpan().Fill((byte)'x');
            for (var i = 0; i < 100; i++)
            {
                stream.Write(block);
            }

            stream.Write("\nc1,2024-01-05,9,3.00,\nc1,bad,9,3.00,\n"u8);
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        foreach (var threads in new[] { 1, 2 })
        {
            var (report, rejects, _) = Imports.Run(Imports.Plain(path) with { Threads = threads });
            Assert.Equal(
                [
                    (12L, offset, RowFaultKind.RecordTooLong),
                    (14L, offset + (100 << 20) + 23, RowFaultKind.DateInvalid),
                ],
                rejects.Select(r => (r.Line, r.Offset, r.Kind))
            );
            Assert.Equal(11, report.Total.Accepted.Rows);
            Assert.Equal(RejectLog.MostRawBytes, rejects[0].Raw.Length);
        }

        // windows, tables and samples of two imports; far from the 200 MB that were read
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 60_000_000);
    }

    [Fact]
    public void Unclosed_quotes_in_a_large_file_cost_no_memory()
    {
        using var folder = new TempFolder();
        var path = folder.PathOf("a.csv");
        const int Rows = 600_000;
        using (var writer = new StreamWriter(path))
        {
            writer.Write("customer_id,order_date,amount,note\n");
            for (var i = 0; i < Rows; i++)
            {
                writer.Write(
                    i % 100_000 == 7 ? "a,2024-01-02,1,\"open\n" : "a,2024-01-02,1,not quoted\n"
                );
            }
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var (report, rejects, _) = Imports.Run(Imports.Plain(path));
        Assert.Equal(6, rejects.Count);
        Assert.Equal(Rows - 6, report.Total.Accepted.Rows);
        Assert.All(rejects, r => Assert.Equal(RowFaultKind.UnclosedQuote, r.Kind));
        Assert.Equal(
            Enumerable.Range(0, 6).Select(i => (i * 100_000L) + 9),
            rejects.Select(r => r.Line)
        );
        // the file has 15 MB; windows, tables and the sample of the first half megabyte do not grow with it
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 40_000_000);
    }
}
