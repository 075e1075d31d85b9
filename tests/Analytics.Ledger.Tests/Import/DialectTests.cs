using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Tests.Data;
using static System.FormattableString;

namespace Analytics.Ledger.Tests.Import;

/// <summary>One small ledger written in many ways is read as the same customers, with nothing said about the way.</summary>
public class DialectTests
{
    /// <summary>Customer, date, order, amount, note.</summary>
    private static readonly string[][] Rows = Enumerable
        .Range(0, 40)
        .Select(n =>
            new[]
            {
                $"K-{(char)('a' + (n % 6))}",
                new DateOnly(2024, 1, 5)
                    .AddDays(n)
                    .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                $"{(char)('A' + (n % 9))}{(char)('0' + (n / 9))}7",
                Invariant($"{1000 + (n * 37)}.{n:D2}"),
                (n % 4) switch
                {
                    0 => "plain",
                    1 => "two words",
                    2 => "",
                    _ => "one, two; three | four",
                },
            }
        )
        .ToArray();

    private static readonly string[] Header =
    [
        "customer id",
        "order date",
        "order no",
        "amount",
        "note",
    ];

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
        var text = Text(delimiter, lineEnd, v => Quote(v, '"', delimiter, "\"\""));
        var profile = Same(text);
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
        Assert.Equal('\'', Same(Text(",", "\n", v => Quote(v, '\'', ",", "''"))).Dialect.Quote);

    [Fact]
    public void A_backslash_may_escape()
    {
        var text = Text(
            ",",
            "\n",
            v => $"\"{v.Replace("plain", "the \\\"best\\\"", StringComparison.Ordinal)}\""
        );
        Assert.Equal('\\', Same(text).Dialect.Escape);
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
        Same(Text(";", "\r\n", v => $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    [Fact]
    public void Runs_of_blanks_may_delimit()
    {
        var rows = Rows.Select(r => $"  {r[0]}   {r[1]} {r[2], 8}   {r[3]} ");
        var text = " customer  date  order  amount\n" + string.Join('\n', rows) + "\n";
        Assert.True(Same(text).Dialect.IsBlanks);
    }

    [Theory]
    [InlineData("Orders of our shop\n\n")]
    [InlineData("Report;made on 2024-03-01\nby;nobody\n;;\n")]
    public void Lines_before_the_header_are_passed_over(string preamble)
    {
        var text = preamble + Text(";", "\n", v => Quote(v, '"', ";", "\"\""));
        Assert.Equal("customer id", Same(text).Columns[0].Name);
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
        var text = string.Concat(Rows.Select(r => $"{r[0]},{r[1]},{r[3]}\n"));
        using var folder = new TempFolder();
        var settings = Imports.Of(folder.Write("a.csv", text));
        using var import = PurchaseImport.Open(settings, CancellationToken.None);
        var profile = import.Profiles[0];
        Assert.Equal(0, profile.Dialect.HeaderRows);
        Assert.Equal("column_1", profile.Column(ColumnRole.Customer)!.Name);
        Assert.Equal("column_2", profile.Column(ColumnRole.Date)!.Name);
        Assert.Equal("column_3", profile.Column(ColumnRole.Amount)!.Name);
        Assert.Equal(Rows.Length, import.Summarise().Report.Total.Accepted.Rows);
    }

    [Theory]
    [InlineData("dd/MM/yyyy", DateOrder.Dmy)]
    [InlineData("d.M.yy", DateOrder.Dmy)]
    [InlineData("M/d/yyyy", DateOrder.Mdy)]
    [InlineData("MM-dd-yyyy", DateOrder.Mdy)]
    [InlineData("yyyyMMdd", DateOrder.Compact)]
    [InlineData("yyyy/M/d HH:mm", DateOrder.Ymd)]
    [InlineData("yyyy-MM-ddTHH:mm:ssZ", DateOrder.Ymd)]
    [InlineData("yyyy年M月d日", DateOrder.Ymd)]
    [InlineData("yyyy年MM月dd日 HH:mm:ss", DateOrder.Ymd)]
    [InlineData("dd-MMM-yy", DateOrder.MonthName)]
    [InlineData("MMM d yyyy", DateOrder.MonthName)]
    [InlineData("dd/MM/yyyy hh:mm tt", DateOrder.Dmy)]
    public void Any_way_to_write_dates_is_found(string pattern, DateOrder order)
    {
        var rows = Rows.Select(r =>
            $"{r[0]};{Date(r[1]).ToString(pattern.Replace("Z", "'Z'", StringComparison.Ordinal).Replace("T", "'T'", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture)};{r[2]};{r[3]}"
        );
        var text = "customer;date;order;amount\n" + string.Join('\n', rows);
        Assert.Equal(order, Same(text).DateFormat!.Value.Order);
    }

    [Theory]
    [InlineData("#,##0.00", ',', '.', "{0}", ',')]
    [InlineData("0.00", ',', '.', "{0}", ',')]
    [InlineData("#,##0.00", ',', '.', "{0} €", ',')]
    [InlineData("#,##0.00", ' ', '.', "{0}", ',')]
    [InlineData("#,##0.00", ',', '.', "$ {0}", '.')]
    [InlineData("#,##0.00", '\'', '.', "CHF {0}", '.')]
    [InlineData("#,##0.00", ',', '.', "￥{0}", '.')]
    public void Any_way_to_write_amounts_is_found(
        string pattern,
        char group,
        char point,
        string frame,
        char mark
    )
    {
        var rows = Rows.Select(r =>
        {
            var number = decimal.Parse(r[3], System.Globalization.CultureInfo.InvariantCulture)
                .ToString(pattern, System.Globalization.CultureInfo.InvariantCulture);
            number = number.Replace(',', '#').Replace(point, '!');
            number = number
                .Replace('#', mark == '.' || group != ',' ? group : '.')
                .Replace('!', mark);
            return string.Join(
                '\t',
                r[0],
                r[1],
                r[2],
                string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, number)
            );
        });
        var text = "customer\tdate\torder\tamount\n" + string.Join('\n', rows);
        Assert.Equal(mark, Same(text).DecimalMark);
    }

    [Fact]
    public void Days_and_months_that_cannot_be_told_apart_are_asked_for()
    {
        using var folder = new TempFolder();
        var rows = Enumerable
            .Range(1, 12)
            .Select(n => Invariant($"c{n % 3},{n:D2}/{13 - n:D2}/2024,1.50"));
        var path = folder.Write("a.csv", "customer,date,amount\n" + string.Join('\n', rows));
        Assert.Contains(
            "--date-format dmy",
            Imports.FaultOf<DataFault>(Imports.Of(path)),
            StringComparison.Ordinal
        );
        foreach (var order in new[] { "dmy", "mdy" })
        {
            var (report, _, _) = Imports.Run(Imports.Of(path) with { DateFormat = order });
            Assert.Equal(12, report.Total.Accepted.Rows);
        }
    }

    [Fact]
    public void One_telling_date_far_down_the_column_settles_the_order()
    {
        using var folder = new TempFolder();
        var rows = Enumerable
            .Range(0, 60_000)
            .Select(n => Invariant($"c{n % 97},{1 + (n % 12)}/{1 + (n % 11)}/2023,1.50"));
        var path = folder.Write(
            "a.csv",
            "customer,date,amount\n" + string.Join('\n', rows.Append("c1,11/28/2023,1.50"))
        );
        using var import = PurchaseImport.Open(Imports.Of(path), CancellationToken.None);
        Assert.Equal(DateOrder.Mdy, import.Profiles[0].DateFormat!.Value.Order);
        Assert.Equal(60_001, import.Summarise().Report.Total.Accepted.Rows);
    }

    [Fact]
    public void A_decimal_mark_that_cannot_be_told_is_asked_for()
    {
        using var folder = new TempFolder();
        var path = folder.Write(
            "a.csv",
            "customer;date;amount\na;2024-01-01;1,250\nb;2024-01-02;2,500\n"
        );
        Assert.Contains(
            "--decimal .",
            Imports.FaultOf<DataFault>(Imports.Of(path)),
            StringComparison.Ordinal
        );
        foreach (var (mark, units, scale) in new[] { (".", 3750, 0), (",", 3750, 3) })
        {
            var (_, _, data) = Imports.Run(Imports.Of(path) with { Decimal = mark });
            Assert.Equal(((Int128)units, scale), (data!.Net.Sum(), data.MoneyScale));
        }
    }

    private static string Text(string delimiter, string lineEnd, Func<string, string> field) =>
        string.Join(delimiter, Header.Select(field))
        + lineEnd
        + string.Concat(Rows.Select(r => string.Join(delimiter, r.Select(field)) + lineEnd));

    private static string Quote(string value, char quote, string delimiter, string escaped) =>
        value.Contains(delimiter, StringComparison.Ordinal)
        || value.Contains(quote, StringComparison.Ordinal)
            ? quote + value.Replace(quote.ToString(), escaped, StringComparison.Ordinal) + quote
            : value;

    private static DateTime Date(string text) =>
        DateTime.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Expects the customers of the ledger, found without any setting, at every size of chunks.</summary>
    private static FileProfile Same(string text)
    {
        using var folder = new TempFolder();
        var plain = Text(",", "\n", v => Quote(v, '"', ",", "\"\""));
        var expected = Imports.Text(Imports.Run(Imports.Plain(folder.Write("p.csv", plain))).Data);
        var settings = Imports.Of(folder.Write("a.csv", text));
        foreach (var way in Imports.Ways(settings))
        {
            var (_, rejects, data) = Imports.Run(way);
            Assert.Empty(rejects);
            Assert.Equal(expected, Imports.Text(data));
        }

        using var import = PurchaseImport.Open(settings, CancellationToken.None);
        return import.Profiles[0];
    }
}
