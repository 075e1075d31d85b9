using System.Text;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Import;

/// <summary>Rows with a known fault are counted, and named with their exact line and byte, at every size of chunks.</summary>
public class BadRowTests
{
    public static TheoryData<RowFaultKind, string> Rows { get; } =
        new()
        {
            { RowFaultKind.FieldCount, "c1,2024-01-01,1,1.00" },
            { RowFaultKind.FieldCount, "c1,2024-01-01,1,1.00,,more" },
            { RowFaultKind.FieldCount, "total" },
            { RowFaultKind.FieldCount, " " },
            { RowFaultKind.StrayQuote, "c1,2024-01-01,1,1.00,a \" pipe" },
            { RowFaultKind.StrayQuote, "c1,2024-01-01,1,1.00, \"blank before\"" },
            { RowFaultKind.TextAfterQuote, "c1,2024-01-01,1,1.00,\"a\" b" },
            { RowFaultKind.NulByte, "c1,2024-01-01,1,1.00,\0" },
            { RowFaultKind.NulByte, "c\01,2024-01-01,1,1.00," },
            { RowFaultKind.NulByte, "c1,2024-01-01,1,\"1.00\0\"," },
            { RowFaultKind.InvalidEncoding, "c\u00E9,2024-01-01,1,1.00," },
            { RowFaultKind.InvalidEncoding, "c1,2024-01-01,1,1.00,\u00FF\u00FE" },
            { RowFaultKind.InvalidEncoding, "c1,2024-01-01,1,1.00,\u00E4\u00B8" },
            { RowFaultKind.InvalidEncoding, "c1,2024-01-01,1,1.00,\u00C0\u0080" },
            { RowFaultKind.InvalidEncoding, "c1,2024-01-01,1,1.00,\u00ED\u00A0\u0080" },
            { RowFaultKind.ExcelMangledId, "1.23E+15,2024-01-01,1,1.00," },
            { RowFaultKind.ExcelMangledId, "\"1.23456e11\",2024-01-01,1,1.00," },
            { RowFaultKind.ExcelMangledId, "c1,2024-01-01,8E+20,1.00," },
            { RowFaultKind.DateMissing, "c1,,1,1.00," },
            { RowFaultKind.DateMissing, "c1,  ,1,1.00," },
            { RowFaultKind.DateInvalid, "c1,2024-02-30,1,1.00," },
            { RowFaultKind.DateInvalid, "c1,20240101,1,1.00," },
            { RowFaultKind.DateInvalid, "c1,2024-01-01 99:00,1,1.00," },
            { RowFaultKind.DateInvalid, "c1,0000-00-00,1,1.00," },
            { RowFaultKind.SentinelDate, "c1,1900-01-01,1,1.00," },
            { RowFaultKind.SentinelDate, "c1,0001-01-01 00:00:00,1,1.00," },
            { RowFaultKind.SentinelDate, "c1,9999-12-31,1,1.00," },
            { RowFaultKind.SentinelDate, "c1,1970-01-01,1,1.00," },
            { RowFaultKind.AmountMissing, "c1,2024-01-01,1,," },
            { RowFaultKind.AmountInvalid, "c1,2024-01-01,1,NaN," },
            { RowFaultKind.AmountInvalid, "c1,2024-01-01,1,Infinity," },
            { RowFaultKind.AmountInvalid, "c1,2024-01-01,1,-inf," },
            { RowFaultKind.AmountInvalid, "c1,2024-01-01,1,#REF!," },
            { RowFaultKind.AmountOutOfRange, "c1,2024-01-01,1,1e308," },
            { RowFaultKind.AmountOutOfRange, "c1,2024-01-01,1,1000000000000000000," },
            { RowFaultKind.AmountOutOfRange, "c1,2024-01-01,1,1e-40," },
        };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_faulty_row_is_named_with_its_line_and_byte(RowFaultKind kind, string row)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n" })
        {
            new FaultyFile(lineEnd).Good(5).Bad(kind, row).Good(3).Bad(kind, row).Good(2).Check();
        }
    }

    [Fact]
    public void All_kinds_together_are_told_apart_and_found_in_archives_too()
    {
        var file = new FaultyFile().Good(3);
        foreach (var row in Rows)
        {
            file.Bad((RowFaultKind)row[0], (string)row[1]).Good(1);
        }

        file.Check();
        file.Check(pack: TempFolder.Gzip);
        file.Check(pack: TempFolder.Zstd);
    }

    [Fact]
    public void A_byte_order_mark_counts_in_the_offsets()
    {
        var file = new FaultyFile(header: "\uFEFFcustomer_id,order_date,order_id,amount,note");
        file.Good(3).Bad(RowFaultKind.DateMissing, "c1,,1,1.00,").Good(1).Check();
        Assert.Equal(0xEF, file.Bytes[0]);
    }

    [Fact]
    public void Blank_lines_are_no_rows_and_still_lines() =>
        new FaultyFile()
            .Add([])
            .Good(2)
            .Add([])
            .Add([])
            .Bad(RowFaultKind.DateMissing, "c1,,1,1.00,")
            .Add([])
            .Good(1)
            .Add([])
            .Check();

    [Fact]
    public void Line_ends_inside_quotes_count_as_lines() =>
        new FaultyFile("\r\n")
            .Good(1)
            .Bad(RowFaultKind.DateMissing, "c1,,1,1.00,\"one\ntwo\r\nthree\"")
            .Bad(RowFaultKind.DateMissing, "c1,,1,1.00,")
            .Good(6)
            .Check();

    [Fact]
    public void A_last_row_without_line_end_is_a_row()
    {
        foreach (var end in new[] { "", "\r" })
        {
            using var folder = new TempFolder();
            var text = "customer_id,order_date,amount\na,2024-01-01,1\nb,2024-01-02,2.50" + end;
            foreach (var way in Imports.Ways(Imports.Plain(folder.Write("a.csv", text))))
            {
                var (report, _, data) = Imports.Run(way);
                Assert.Equal(
                    (2, 350),
                    (report.Total.Accepted.Rows, report.Total.Accepted.Amount.Units)
                );
                Assert.Equal(2, data!.Count);
            }
        }
    }

    [Fact]
    public void The_column_of_a_fault_is_named()
    {
        using var folder = new TempFolder();
        var file = new FaultyFile()
            .Good(2)
            .Bad(RowFaultKind.ExcelMangledId, "1.23E+15,2024-01-01,1,1.00,")
            .Bad(RowFaultKind.ExcelMangledId, "c1,2024-01-01,1.23E+15,1.00,")
            .Bad(RowFaultKind.DateInvalid, "c1,soon,1,1.00,")
            .Bad(RowFaultKind.AmountInvalid, "c1,2024-01-01,1,one,")
            .Bad(RowFaultKind.NulByte, "c1,2024-01-01,1,1.00,\0")
            .Bad(RowFaultKind.StrayQuote, "c1,2024-01-01,a\",1.00,")
            .Bad(RowFaultKind.FieldCount, "c1");
        var (_, rejects, _) = Imports.Run(Imports.Plain(folder.Write("a.csv", file.Bytes)));
        Assert.Equal(
            ["customer_id", "order_id", "order_date", "amount", "note", "order_id", ""],
            rejects.Select(r => r.Column)
        );
        Assert.Equal("c1,soon,1,1.00,", Encoding.UTF8.GetString(rejects[2].Raw));
    }

    [Fact]
    public void Invalid_bytes_are_refused_and_never_replaced()
    {
        using var folder = new TempFolder();
        var file = new FaultyFile()
            .Good(3)
            .Bad(RowFaultKind.InvalidEncoding, "c\u00E9,2024-01-01,1,1.00,");
        var (_, rejects, data) = Imports.Run(Imports.Plain(folder.Write("a.csv", file.Bytes)));
        Assert.Equal(0xE9, rejects[0].Raw[1]);
        Assert.DoesNotContain(
            Enumerable.Range(0, data!.Count).Select(data.Ids.Text),
            id => id.Contains('\uFFFD', StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_customer_id_may_be_long_but_not_longer_than_65535_bytes()
    {
        var longest = new string('x', 65_535) + ",2024-02-01,1,1.00,";
        using var folder = new TempFolder();
        var file = new FaultyFile()
            .Good(3)
            .Bad(RowFaultKind.IdTooLong, "x" + longest)
            .Add(Encoding.ASCII.GetBytes(longest));
        foreach (var way in Imports.Ways(Imports.Plain(folder.Write("a.csv", file.Bytes))))
        {
            var (report, rejects, data) = Imports.Run(
                way with
                {
                    Tuning = way.Tuning with
                    {
                        PartBytes = Math.Min(way.Tuning.PartBytes * 100, 9_000),
                    },
                }
            );
            Assert.Equal(file.Faults, rejects.Select(r => (r.Line, r.Offset, r.Kind)));
            Assert.Equal(4, report.Total.Accepted.Rows);
            Assert.Equal(65_535, data!.Ids[data.Count - 1].Length);
        }
    }
}
