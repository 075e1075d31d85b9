using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;
using static System.FormattableString;

namespace Analytics.Ledger.Tests.Import;

/// <summary>Files in other encodings give the same ids, and the bytes of their faults are those of the file itself.</summary>
public class EncodingTests
{
    private const string Faulty = "坏行,没有日期,1\n";
    private static readonly string Chinese =
        "客户编号,订单日期,金额\n"
        + string.Concat(
            Enumerable
                .Range(0, 30)
                .Select(n =>
                    Invariant($"客户{(char)('甲' + (n % 5))}号,2024-01-{1 + n:D2},{n + 1}.50\n")
                )
        )
        + Faulty
        + "会员乙🙂,2024-01-31,2.50\n"
        + Faulty;

    private static readonly string Western =
        "Kunde;Datum;Betrag\n"
        + string.Concat(
            Enumerable
                .Range(0, 60)
                .Select(n =>
                    Invariant(
                        $"Müller & Söhne {(char)('A' + (n % 5))};2024-01-{1 + (n / 2):D2};{n + 1},50\n"
                    )
                )
        )
        + "Größe;kein Datum;1,50\nCafé Zoë;2024-01-31;2,50\nGröße;kein Datum;1,50\n";

    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("gb18030", false)]
    public void Chinese_text_is_read_whatever_its_encoding(string name, bool mark) =>
        Check(Chinese, Faulty, name, mark, "客户编号", 31);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("windows-1252", false)]
    [InlineData("utf-16", true)]
    public void Western_text_is_read_whatever_its_encoding(string name, bool mark) =>
        Check(Western, "Größe;kein", name, mark, "Kunde", 61);

    [Fact]
    public void Bytes_that_are_not_valid_in_the_encoding_refuse_their_row_and_move_no_offset()
    {
        var gb = Encoding.GetEncoding("gb18030");
        byte[] bad = [.. gb.GetBytes("坏"), 0x81, .. gb.GetBytes(",2024-01-05,1\n")];
        byte[] head = gb.GetBytes(
            "客户编号,订单日期,金额\n张三丰,2024-01-01,1\n李四光,2024-01-02,1\n"
        );
        byte[] tail = gb.GetBytes("王五,2024-01-06,1\n坏行,没有日期,1\n");
        byte[] file = [.. head, .. bad, .. tail];
        using var folder = new TempFolder();
        foreach (
            var pack in new Func<byte[], byte[]>[] { b => b, TempFolder.Gzip, TempFolder.Zstd }
        )
        {
            var path = folder.Write("a.csv", pack(file));
            foreach (var way in Imports.Ways(Imports.Of(path) with { Encoding = "gb18030" }))
            {
                var (report, rejects, _) = Imports.Run(way);
                Assert.Equal(3, report.Total.Accepted.Rows);
                Assert.Equal(
                    [
                        (4L, (long)head.Length, RowFaultKind.InvalidEncoding),
                        (
                            6L,
                            (long)(
                                head.Length + bad.Length + gb.GetByteCount("王五,2024-01-06,1\n")
                            ),
                            RowFaultKind.DateInvalid
                        ),
                    ],
                    rejects.Select(r => (r.Line, r.Offset, r.Kind))
                );
            }
        }
    }

    [Fact]
    public void Offsets_hold_in_a_transcoded_file_larger_than_any_buffer()
    {
        var gb = Encoding.GetEncoding("gb18030");
        var line = gb.GetBytes("客户甲乙丙丁🙂,2024-01-01,1.00\n");
        List<byte> file = [.. gb.GetBytes("客户编号,订单日期,金额\n")];
        List<long> expected = [];
        for (var i = 0; i < 9_000; i++)
        {
            file.AddRange(line);
            if (i % 1_777 == 0)
            {
                expected.Add(file.Count);
                file.AddRange(gb.GetBytes(i % 2 == 0 ? Faulty : "坏\"行,,\n"));
            }
        }

        using var folder = new TempFolder();
        var settings = Imports.Of(folder.Write("a.csv", [.. file])) with { Encoding = "gb18030" };
        Assert.Equal(expected, Imports.Run(settings).Rejects.Select(r => r.Offset));
    }

    [Fact]
    public void A_few_invalid_lines_do_not_make_a_file_something_else()
    {
        var file = new FaultyFile()
            .Good(300)
            .Bad(RowFaultKind.InvalidEncoding, "caf\u00E9,2024-01-05,1,1.00,");
        file.Good(20);
        using var folder = new TempFolder();
        using var import = PurchaseImport.Open(
            Imports.Of(folder.Write("a.csv", file.Bytes)),
            CancellationToken.None
        );
        Assert.Equal("utf-8", import.Profiles[0].EncodingName);
        Assert.Equal(1, import.Summarise().Report.Total.RejectedRows);
    }

    [Fact]
    public void An_unknown_encoding_is_a_usage_fault()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", new FaultyFile().Good(3).Bytes);
        Assert.Contains(
            "klingon",
            Imports.FaultOf<UsageFault>(Imports.Of(path) with { Encoding = "klingon" }),
            StringComparison.Ordinal
        );
    }

    private static void Check(
        string text,
        string fault,
        string name,
        bool mark,
        string column,
        int accepted
    )
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] Bytes(string part) =>
            [.. mark ? encoding.Preamble.ToArray() : [], .. encoding.GetBytes(part)];
        var first = text.IndexOf(fault, StringComparison.Ordinal);
        var second = text.LastIndexOf(fault, StringComparison.Ordinal);
        using var folder = new TempFolder();
        var expected = Imports.Text(Imports.Run(Imports.Of(folder.Write("u.csv", text))).Data);
        foreach (var way in Imports.Ways(Imports.Of(folder.Write("a.csv", Bytes(text)))))
        {
            var (report, rejects, data) = Imports.Run(way);
            Assert.Equal(expected, Imports.Text(data));
            Assert.Equal(accepted, report.Total.Accepted.Rows);
            Assert.Equal(
                [Bytes(text[..first]).Length, Bytes(text[..second]).Length],
                rejects.Select(r => (int)r.Offset)
            );
        }

        using var import = PurchaseImport.Open(
            Imports.Of(folder.PathOf("a.csv")),
            CancellationToken.None
        );
        Assert.Equal(column, import.Profiles[0].Columns[0].Name);
    }
}
