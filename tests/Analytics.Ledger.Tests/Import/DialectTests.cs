using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Tests.Data;
using static System.FormattableString;

namespace Analytics.Ledger.Tests.Import;

/// <summary>One small ledger written in many ways is read as the same customers, with nothing said about the way.</summary>
public class DialectTests
{
    public static TheoryData<string, string> Ways { get; } =
        new()
        {
            { ",", "\n" },
            { ";", "\n" },
            { "\t", "\n" },
            { "|", "\n" },
            { "^", "\r\n" },
            { "~", "\r\n" },
            { ",", "\r\n" },
            { ",", "\r" },
            { ";", "\r" },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Any_delimiter_and_line_end_is_found(string delimiter, string lineEnd)
    {
        var text = SmallLedger.Text(
            delimiter,
            lineEnd,
            v => SmallLedger.Quote(v, '"', delimiter, "\"\"")
        );
        var profile = SmallLedger.Same(text);
        Assert.Equal(delimiter[0], profile.Dialect.Delimiter);
        Assert.Equal(
            lineEnd switch
            {
                "\n" => "LF",
                "\r" => "CR",
                _ => "CRLF",
            },
            profile.Dialect.LineEnd
        );
        Assert.Equal(1, profile.Dialect.HeaderRows);
    }

    [Fact]
    public void Apostrophes_may_quote() =>
        Assert.Equal(
            '\'',
            SmallLedger
                .Same(SmallLedger.Text(",", "\n", v => SmallLedger.Quote(v, '\'', ",", "''")))
                .Dialect.Quote
        );

    [Fact]
    public void A_backslash_may_escape()
    {
        var text = SmallLedger.Text(
            ",",
            "\n",
            v => $"\"{v.Replace("plain", "the \\\"best\\\"", StringComparison.Ordinal)}\""
        );
        Assert.Equal('\\', SmallLedger.Same(text).Dialect.Escape);
    }

    [Theory]
    [InlineData("the \\\"best\\\"", "the \"best\"")]
    [InlineData("a \\\\ b\\\"", "a \\ b\"")]
    [InlineData("one, \\\"two\\\"\nthree", "one, \"two\"\nthree")]
    public void An_escaped_id_loses_its_escapes_only(string written, string id)
    {
        using var folder = new TempFolder();
        var path = folder.Write(
            "a.csv",
            "customer_id,order_date,amount\n" + $"\"{written}\",2024-01-01,1\nb,2024-01-02,1\n"
        );
        foreach (var way in Imports.Ways(Imports.Plain(path) with { Escape = "\\" }))
        {
            var (_, rejects, data) = Imports.Run(way);
            Assert.Empty(rejects);
            Assert.Contains(id, Enumerable.Range(0, data!.Count).Select(data.Ids.Text));
        }
    }

    [Fact]
    public void Everything_may_be_quoted() =>
        SmallLedger.Same(
            SmallLedger.Text(
                ";",
                "\r\n",
                v => $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            )
        );

    [Fact]
    public void Runs_of_blanks_may_delimit()
    {
        var rows = SmallLedger.Rows.Select(r => $"  {r[0]}   {r[1]} {r[2], 8}   {r[3]} ");
        var text = " customer  date  order  amount\n" + string.Join('\n', rows) + "\n";
        Assert.True(SmallLedger.Same(text).Dialect.IsBlanks);
    }

    [Theory]
    [InlineData("Orders of our shop\n\n")]
    [InlineData("Report;made on 2024-03-01\nby;nobody\n;;\n")]
    public void Lines_before_the_header_are_passed_over(string preamble)
    {
        var text =
            preamble + SmallLedger.Text(";", "\n", v => SmallLedger.Quote(v, '"', ";", "\"\""));
        Assert.Equal("customer id", SmallLedger.Same(text).Columns[0].Name);
    }

    [Fact]
    public void Given_preamble_lines_count_blank_ones_and_keep_lines_and_offsets()
    {
        using var folder = new TempFolder();
        const string Text = "shop\n\ncustomer_id,order_date,amount\na,2024-01-01,1\nb,x,2\n";
        var path = folder.Write("a.csv", Text);
        foreach (var way in Imports.Ways(Imports.Plain(path) with { PreambleRows = 2 }))
        {
            var reject = Assert.Single(Imports.Run(way).Rejects);
            Assert.Equal(
                (5L, (long)Text.IndexOf("b,x", StringComparison.Ordinal)),
                (reject.Line, reject.Offset)
            );
        }
    }

    [Fact]
    public void A_file_without_header_is_read_by_its_values()
    {
        var text = string.Concat(SmallLedger.Rows.Select(r => $"{r[0]},{r[1]},{r[3]}\n"));
        using var folder = new TempFolder();
        var settings = Imports.Of(folder.Write("a.csv", text));
        using var import = PurchaseImport.Open(settings, CancellationToken.None);
        var profile = import.Profiles[0];
        Assert.Equal(0, profile.Dialect.HeaderRows);
        Assert.Equal("column_1", profile.Column(ColumnRole.Customer)!.Name);
        Assert.Equal("column_2", profile.Column(ColumnRole.Date)!.Name);
        Assert.Equal("column_3", profile.Column(ColumnRole.Amount)!.Name);
        Assert.Equal(SmallLedger.Rows.Length, import.Summarise().Report.Total.Accepted.Rows);
    }
}
