using System.Globalization;
using System.Text;
using Analytics.Ledger.Import;

namespace Analytics.Ledger.Tests.Data;

/// <summary>An orders export under construction that knows where each injected fault stands.</summary>
internal sealed class FaultyFile
{
    private readonly List<byte> _bytes = [];
    private readonly string _lineEnd;
    private long _line = 1;
    private int _good;

    public FaultyFile(
        string lineEnd = "\n",
        string header = "customer_id,order_date,order_id,amount,note"
    )
    {
        _lineEnd = lineEnd;
        Add(Encoding.UTF8.GetBytes(header));
    }

    /// <summary>The injected faults in the order of the file.</summary>
    public List<(long Line, long Offset, RowFaultKind Kind)> Faults { get; } = [];

    /// <summary>Good rows so far; each is worth 1.00.</summary>
    public int GoodRows => _good;

    public byte[] Bytes => [.. _bytes];

    /// <summary>Rows without fault, in date order, each of another order.</summary>
    public FaultyFile Good(int rows)
    {
        for (var i = 0; i < rows; i++, _good++)
        {
            var day = new DateOnly(2024, 1, 1).AddDays(_good / 4);
            Add(
                Encoding.UTF8.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"c{_good % 7},{day:yyyy-MM-dd},{1000 + _good},1.00,{(_good % 5 == 0 ? "\"a, b\"" : "")}"
                    )
                )
            );
        }

        return this;
    }

    /// <summary>A faulty row; characters below 256 become the byte of the same number.</summary>
    public FaultyFile Bad(RowFaultKind kind, string row) =>
        Bad(kind, Encoding.Latin1.GetBytes(row));

    public FaultyFile Bad(RowFaultKind kind, byte[] row)
    {
        Faults.Add((_line, _bytes.Count, kind));
        return Add(row);
    }

    /// <summary>Any other text, such as a blank line.</summary>
    public FaultyFile Add(byte[] row)
    {
        _bytes.AddRange(row);
        _bytes.AddRange(Encoding.ASCII.GetBytes(_lineEnd));
        _line += row.Count(c => c == '\n') + 1;
        return this;
    }

    /// <summary>Expects exactly the injected faults at their places, and all else accepted, at every size of chunks and both ways of reading.</summary>
    public void Check(ImportSettings? settings = null, Func<byte[], byte[]>? pack = null)
    {
        using var folder = new TempFolder();
        settings = (settings ?? Imports.Plain()) with
        {
            Inputs = [folder.Write("a.csv", (pack ?? (bytes => bytes))(Bytes))],
        };
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var way in Imports.Ways(settings))
        {
            var (report, rejects, _) = Imports.Run(way);
            Assert.Equal(Faults, rejects.Select(r => (r.Line, r.Offset, r.Kind)));
            Assert.Equal(Faults.Count, report.Total.RejectedRows);
            Assert.Equal(
                Faults.CountBy(f => f.Kind).OrderBy(k => k.Key).Select(k => (k.Key, (long)k.Value)),
                report.Total.Rejected.Select(r => (r.Reason, r.Account.Rows))
            );
            Assert.Equal(_good, report.Total.Accepted.Rows);
            Assert.Equal(_good + Faults.Count, report.Total.Read.Rows);
            texts.Add(Imports.Summary(way));
            texts.Add(Imports.Days(way));
        }

        Assert.Single(texts);
    }
}
