using System.Globalization;
using Analytics.Core.Numerics;
using Analytics.Ledger.Import;
using Analytics.Models.Churn;
using Analytics.Models.Features;

namespace Analytics.Pipeline.Tests.Churn;

/// <summary>From the file to the features: rows behind the cut-off are deleted from the export itself.</summary>
public class LaterRowsTests
{
    private const string Header = "customer_id,order_date,order_id,amount,sku,category,channel";
    private static readonly DateOnly First = new(2023, 1, 1);

    [Theory]
    [InlineData(200)]
    [InlineData(360)]
    public void Deleting_later_rows_of_an_export_changes_no_bit_of_a_feature(int span)
    {
        using var folder = new TemporaryFolder();
        var rows = Rows(400, 500);
        var cutOff = First.AddDays(span);
        var past = rows.Where(r => r.Date <= cutOff).ToList();
        Assert.InRange(past.Count, 1000, rows.Count - 500);
        var whole = Features(Write(folder["whole.csv"], rows), cutOff, threads: 2);
        Assert.Equal(ChurnFeatures.Facts.Count, whole[0].Split(' ').Length - 1);
        Assert.Equal(whole, Features(Write(folder["cut.csv"], past), cutOff, threads: 1));
        // and the order of the rows does not matter either
        past.Reverse();
        Assert.Equal(whole, Features(Write(folder["back.csv"], past), cutOff, threads: 2));
    }

    /// <summary>One line per customer: the id and the cells, numbers by their bits.</summary>
    private static List<string> Features(string path, DateOnly cutOff, int threads)
    {
        using var import = PurchaseImport.Open(
            new ImportSettings
            {
                Inputs = [path],
                Details = true,
                Threads = threads,
            },
            CancellationToken.None
        );
        var days = import.ReadDays().Data!;
        var view = new PastView(days, cutOff.DayNumber, true, threads);
        var rows = ChurnFeatures.Build(view, 90, 300, 1, threads);
        return
        [
            .. rows.Customers.Select(
                (customer, row) =>
                    days.Ids.Text(customer)
                    + string.Concat(rows.Columns.Select(column => " " + Cell(column, row)))
            ),
        ];
    }

    private static string Cell(RawColumn column, int row) =>
        column is NumberColumn numbers
            ? BitConverter
                .DoubleToInt64Bits(numbers.Values[row])
                .ToString("x", CultureInfo.InvariantCulture)
            : column.Text(row);

    private static string Write(string path, IEnumerable<(DateOnly Date, string Line)> rows)
    {
        File.WriteAllLines(path, rows.Select(r => r.Line).Prepend(Header));
        return path;
    }

    private static List<(DateOnly Date, string Line)> Rows(int customers, int days)
    {
        var rows = new List<(DateOnly, string)>();
        for (var c = 0; c < customers; c++)
        {
            var chance = new Chance(5, c);
            int Below(int n) => (int)(chance.Uniform() * n);
            var gap = 10 + (60 * chance.Gamma(1.2));
            for (
                var at = chance.Uniform() * days * 0.5;
                at < days;
                at += 1 + (gap * chance.Exponential())
            )
            {
                var date = First.AddDays((int)at);
                for (var item = Below(4); item >= 0; item--)
                {
                    var product = Below(40);
                    rows.Add(
                        (
                            date,
                            FormattableString.Invariant(
                                $"c{c},{date:yyyy-MM-dd},{c}-{(int)at},{(Below(15) == 0 ? -5 : 10 + Below(90))}.50,p{product},k{product % 7},{((string[])["web", "shop", ""])[Below(3)]}"
                            )
                        )
                    );
                }
            }
        }

        return rows;
    }
}
