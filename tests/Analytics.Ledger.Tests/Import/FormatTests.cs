using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Tests.Data;
using static System.FormattableString;

namespace Analytics.Ledger.Tests.Import;

/// <summary>Ways to write dates and amounts are found from the whole column, and asked for where it does not tell.</summary>
public class FormatTests
{
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
        var rows = SmallLedger.Rows.Select(r =>
            $"{r[0]};{SmallLedger.Date(r[1]).ToString(pattern.Replace("Z", "'Z'", StringComparison.Ordinal).Replace("T", "'T'", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture)};{r[2]};{r[3]}"
        );
        var text = "customer;date;order;amount\n" + string.Join('\n', rows);
        Assert.Equal(order, SmallLedger.Same(text).DateFormat!.Value.Order);
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
        var rows = SmallLedger.Rows.Select(r =>
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
        Assert.Equal(mark, SmallLedger.Same(text).DecimalMark);
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
}
