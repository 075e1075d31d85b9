using System.Text;
using Analytics.Ledger.Import;

namespace Analytics.Ledger.Tests.Import;

public class RejectLogTests
{
    [Fact]
    public void Refused_rows_come_back_in_order_each_time_also_from_disk()
    {
        using var log = new RejectLog();
        const int Rows = 3_000;
        // 15 MB: more than is kept in memory
        var filler = new string('x', 5_000);
        for (var i = 0; i < Rows; i++)
        {
            var raw = Encoding.ASCII.GetBytes(FormattableString.Invariant($"{i}{filler}"));
            log.Add(i / 1000, i, i * 7L, i % 9, RowFaultKind.DateInvalid, raw);
        }

        Assert.Equal(Rows, log.Count);
        for (var time = 0; time < 2; time++)
        {
            var rows = log.Read().ToList();
            Assert.Equal(Rows, rows.Count);
            Assert.All(
                rows.Select((row, i) => (row, i)),
                t =>
                {
                    Assert.Equal((t.i / 1000, (long)t.i), (t.row.Segment, t.row.Line));
                    Assert.Equal((t.i * 7L, t.i % 9), (t.row.Offset, t.row.Column));
                    Assert.StartsWith(
                        FormattableString.Invariant($"{t.i}x"),
                        Encoding.ASCII.GetString(t.row.Raw),
                        StringComparison.Ordinal
                    );
                }
            );
        }
    }

    [Fact]
    public void Of_a_long_row_the_beginning_is_kept()
    {
        using var log = new RejectLog();
        log.Add(0, 0, 0, -1, RowFaultKind.RecordTooLong, new byte[RejectLog.MostRawBytes + 1]);
        Assert.Equal(RejectLog.MostRawBytes, Assert.Single(log.Read()).Raw.Length);
    }
}
