using System.Globalization;
using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;
using Analytics.Ledger.Tests.Import.Reference;

namespace Analytics.Ledger.Tests.Import;

/// <summary>What only shows in files larger than the first look at them.</summary>
public class LargeFileTests
{
    private static readonly ReferenceTable Table = new(4, 0, 1)
    {
        Order = 2,
        Amount = 3,
        Names = ["customer_id", "order_date", "order_id", "amount"],
    };

    [Theory]
    [InlineData("ordered")]
    [InlineData("early days at the end")]
    [InlineData("an old order at the end")]
    [InlineData("a finer amount at the end")]
    [InlineData("a wide amount at the end")]
    [InlineData("shuffled")]
    public void A_surprise_behind_the_first_rows_changes_no_number(string surprise)
    {
        var lines = Lines(25_000);
        switch (surprise)
        {
            case "early days at the end":
                lines.AddRange(lines.Take(50).ToList());
                break;
            case "an old order at the end":
                lines.Add("c0,2024-12-31,5,1.00"u8.ToArray());
                break;
            case "a finer amount at the end":
                lines.Add("c0,2024-12-31,900001,0.123456789"u8.ToArray());
                break;
            case "a wide amount at the end":
                lines.Add("c0,2024-12-31,900001,99999999999999999999e-2"u8.ToArray());
                lines.Add("c0,2024-12-31,900001,99999999999999999999e-2"u8.ToArray());
                break;
            case "shuffled":
                new Random(5).Shuffle(
                    System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines)
                );
                break;
        }

        var bytes = DirtyFile.File(Table, lines);
        var expected = new ReferenceImporter(Table, Imports.Plain()).Run([("a.csv", bytes)]);
        using var folder = new TempFolder();
        var settings = Imports.Plain(folder.Write("a.csv", bytes));
        foreach (
            var way in new[]
            {
                settings with
                {
                    Threads = 1,
                },
                settings with
                {
                    Threads = 2,
                },
                settings with
                {
                    Tuning = new ImportTuning(300_001, 4_096, 1 << 20, 5_000),
                },
            }
        )
        {
            Assert.Equal(expected, Imports.Summary(way));
            Assert.Equal(expected, Imports.Days(way));
        }
    }

    [Fact]
    public void A_quote_left_open_in_the_first_row_hides_no_other_row()
    {
        var text = new StringBuilder(
            "customer_id,order_date,amount,note\na,2024-01-01,1.00,\"open\n"
        );
        for (var i = 0; i < 60_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"c{i % 77},2024-01-02,1.00,x\n");
        }

        using var folder = new TempFolder();
        var (report, rejects, _) = Imports.Run(Imports.Of(folder.Write("a.csv", text.ToString())));
        Assert.Equal((2L, RowFaultKind.UnclosedQuote), (rejects[0].Line, rejects[0].Kind));
        Assert.Equal((1, 60_000L), (rejects.Count, report.Total.Accepted.Rows));
    }

    [Fact]
    public void An_import_that_is_cancelled_ends_as_such()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", DirtyFile.File(Table, Lines(2_000)));
        using var source = new CancellationTokenSource();
        using var import = PurchaseImport.Open(Imports.Plain(path), source.Token);
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => import.Summarise());
        Assert.ThrowsAny<OperationCanceledException>(() => import.ReadDays());
    }

    [Fact]
    public void Files_of_one_import_may_be_written_in_different_ways()
    {
        using var folder = new TempFolder();
        var a = folder.Write(
            "a.csv",
            "customer_id,order_date,amount\nä,2024-01-01,1.50\nb,2024-01-02,2.25\n"
        );
        var b = folder.Write(
            "b.txt",
            "Betrag;Kunde;Datum\n1.000,5;ä;31.01.2024\n1,125;b;3.1.2024\n1.234,50;b;4.1.2024\n"
        );
        var c = folder.Write(
            "c.txt",
            Encoding.Unicode.GetBytes(
                "\uFEFFcustomer\tdate\tquantity\tunit price\nä\t20240120\t3\t0.5\n"
            )
        );
        var (report, rejects, data) = Imports.Run(Imports.Of(a, b, c));
        Assert.Empty(rejects);
        Assert.Equal((6L, 3), (report.Total.Accepted.Rows, data!.MoneyScale));
        Assert.Equal([(Int128)1_237_875, 1_003_500], [data.Net[0], data.Net[1]]);
        Assert.Equal([3, 3], data.PurchaseDays);
        Assert.Equal(new DateOnly(2024, 1, 31), report.AsOf);
    }

    [Fact]
    public void An_order_column_in_some_files_only_is_asked_about()
    {
        using var folder = new TempFolder();
        var a = folder.Write("a.csv", "customer_id,order_date,amount\na,2024-01-01,1\n");
        var b = folder.Write("b.csv", "customer_id,order_date,order_id,amount\na,2024-01-01,7,1\n");
        Assert.Contains(
            "--map order=",
            Imports.FaultOf<DataFault>(Imports.Of(a, b)),
            StringComparison.Ordinal
        );
    }

    private static List<byte[]> Lines(int count) =>
        Enumerable
            .Range(0, count)
            .Select(n =>
                Encoding.ASCII.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"c{n * 7919L % 4_001},{new DateOnly(2024, 1, 1).AddDays(n / 200):yyyy-MM-dd},{100_000 + (n / 3)},{(n % 19 == 0 ? "-" : "")}{n % 500}.{n % 100:D2}"
                    )
                )
            )
            .ToList();
}
