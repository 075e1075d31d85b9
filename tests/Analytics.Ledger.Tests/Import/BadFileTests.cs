using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Import;

/// <summary>A file that cannot be used ends the import with one clear sentence.</summary>
public class BadFileTests
{
    private const string Header = "customer_id,order_date,amount\n";

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_said_to_be_empty(string text) =>
        Assert.Contains("the file is empty", Fault<DataFault>(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("customer_id,order_date,amount")]
    [InlineData("customer_id,order_date,amount\n")]
    [InlineData("customer_id,order_date,amount\r\n\r\n")]
    public void A_header_alone_is_said_to_have_no_rows(string text) =>
        Assert.Contains("no rows", Fault<DataFault>(text), StringComparison.Ordinal);

    [Fact]
    public void One_row_is_enough()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Header + "a,2024-01-01,5\n");
        foreach (var way in Imports.Ways(Imports.Of(path)))
        {
            var (report, _, data) = Imports.Run(way);
            Assert.Equal((1, 1), (report.Total.Accepted.Rows, data!.Count));
            Assert.Equal(new DateOnly(2024, 1, 1), report.AsOf);
        }
    }

    [Fact]
    public void A_file_of_refused_rows_is_said_to_be_so() =>
        Assert.Contains(
            "not one of the first 2 rows can be read",
            Fault<DataFault>(Header + "a\"b,2024-01-01,5\n\"a\"b,2024-01-01,5\n"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Rows_without_any_purchase_give_an_account_and_no_data()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Header + "a,2024-01-01,-5\n,2024-01-02,7\n");
        foreach (var way in Imports.Ways(Imports.Plain(path)))
        {
            var (report, _, data) = Imports.Run(way);
            Assert.Null(data);
            Assert.Null(report.AsOf);
            Assert.Equal((2, 1), (report.Total.Read.Rows, report.Total.Accepted.Rows));
        }
    }

    [Theory]
    [InlineData("shop,order_date,amount", "customer")]
    [InlineData("customer_id,shop,amount", "date")]
    [InlineData("customer_id,order_date,shop", "amount")]
    public void A_missing_column_is_named_with_the_option_that_maps_it(string header, string role)
    {
        var message = Fault<DataFault>(
            header
                + "\n"
                + header
                    .Split(',')
                    .Aggregate("", (row, name) => row + (row.Length == 0 ? "" : ",") + Value(name))
                + "\n",
            s => s with { HeaderRows = 1 }
        );
        Assert.Contains($"--map {role}=", message, StringComparison.Ordinal);

        static string Value(string name) =>
            name switch
            {
                "order_date" => "2024-01-01",
                "amount" => "5.00",
                _ => "same",
            };
    }

    [Theory]
    [InlineData("customer_id,order_date,amount,customer_id", "a,2024-01-01,5.00,b")]
    [InlineData("customer_id,order_date,amount,order_date", "a,2024-01-01,5.00,2024-01-02")]
    [InlineData("customer_id,order_date,amount,amount", "a,2024-01-01,5.00,7.00")]
    public void A_doubled_column_asks_for_its_number(string header, string row)
    {
        Assert.Contains(
            "more than once",
            Fault<DataFault>($"{header}\n{row}\n"),
            StringComparison.Ordinal
        );
        using var folder = new TempFolder();
        var settings = Imports.Of(folder.Write("a.csv", $"{header}\n{row}\n"));
        var map = new Dictionary<string, string>
        {
            ["customer"] = "1",
            ["date"] = "2",
            ["amount"] = "3",
        };
        Assert.Equal(500, (int)Imports.Run(settings with { Map = map }).Data!.Gross[0]);
    }

    [Fact]
    public void Another_header_than_the_expected_one_is_refused() =>
        Assert.Contains(
            "expected customer_id,order_date,revenue",
            Fault<DataFault>(
                Header + "a,2024-01-01,5\n",
                s => s with { ExpectedColumns = ["customer_id", "order_date", "revenue"] }
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_map_to_nothing_names_what_there_is()
    {
        ImportSettings Map(ImportSettings s, string role, string column) =>
            s with
            {
                Map = new Dictionary<string, string> { [role] = column },
            };
        Assert.Contains(
            "customer_id, order_date, amount",
            Fault<UsageFault>(Header + "a,2024-01-01,5\n", s => Map(s, "amount", "revenue")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no role is called buyer",
            Fault<UsageFault>(Header + "a,2024-01-01,5\n", s => Map(s, "buyer", "customer_id")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_missing_file_a_directory_and_an_empty_glob_are_told_apart()
    {
        using var folder = new TempFolder();
        Assert.Contains(
            "no such file",
            Imports.FaultOf<FileFault>(Imports.Of(folder.PathOf("none.csv"))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is a directory",
            Imports.FaultOf<FileFault>(Imports.Of(folder.Root)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no file matches",
            Imports.FaultOf<FileFault>(Imports.Of(folder.PathOf("*.csv"))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no file matches",
            Imports.FaultOf<FileFault>(Imports.Of(folder.PathOf("none/*.csv"))),
            StringComparison.Ordinal
        );
        Assert.Throws<UsageFault>(() => Imports.Run(Imports.Of()));
    }

    [Fact]
    public void A_glob_reads_its_files_in_the_order_of_their_names_and_each_once()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "b.csv", "a.csv", "c.txt" })
        {
            folder.Write(name, Header + "a,2024-01-01,5\n");
        }

        var (report, _, _) = Imports.Run(
            Imports.Of(folder.PathOf("?.csv"), folder.PathOf("a.csv"))
        );
        Assert.Equal(["a.csv", "b.csv"], report.Files.Select(f => Path.GetFileName(f.Name)));
        Assert.Equal(2, report.Total.Accepted.Rows);
    }

    [Fact]
    public void A_truncated_archive_is_refused_wherever_it_was_cut()
    {
        using var folder = new TempFolder();
        var file = new FaultyFile().Good(300).Bytes;
        foreach (var packed in new[] { TempFolder.Gzip(file), TempFolder.Zstd(file) })
        {
            for (var length = 4; length < packed.Length; length += 1 + (length / 9))
            {
                var path = folder.Write("a.csv.x", packed[..length]);
                Assert.Contains(
                    "damaged or cut short",
                    Imports.FaultOf<DataFault>(Imports.Of(path)),
                    StringComparison.Ordinal
                );
            }

            var last = folder.Write("a.csv.x", packed[..^1]);
            _ = Imports.FaultOf<DataFault>(Imports.Of(last));
        }
    }

    [Fact]
    public void A_damaged_archive_is_refused()
    {
        using var folder = new TempFolder();
        var packed = TempFolder.Gzip(new FaultyFile().Good(300).Bytes);
        packed[^6] ^= 0xFF;
        _ = Imports.FaultOf<DataFault>(Imports.Of(folder.Write("a.csv.gz", packed)));
    }

    [Fact]
    public void An_archive_of_several_members_is_read_to_its_end()
    {
        using var folder = new TempFolder();
        var file = new FaultyFile().Good(40).Bytes;
        foreach (var pack in new Func<byte[], byte[]>[] { TempFolder.Gzip, TempFolder.Zstd })
        {
            byte[] packed = [.. pack(file[..500]), .. pack(file[500..])];
            var (report, _, _) = Imports.Run(Imports.Plain(folder.Write("a.x", packed)));
            Assert.Equal(40, report.Total.Accepted.Rows);
        }
    }

    [Fact]
    public void Over_the_limit_of_rejects_there_is_an_account_and_no_data()
    {
        using var folder = new TempFolder();
        var file = new FaultyFile().Good(99).Bad(RowFaultKind.FieldCount, "total");
        var settings = Imports.Plain(folder.Write("a.csv", file.Bytes));
        Assert.NotNull(Imports.Run(settings with { MaxRejects = RejectLimit.Default }).Data);
        Assert.NotNull(Imports.Run(settings with { MaxRejects = new(1, null) }).Data);
        foreach (
            var strict in new[]
            {
                settings with
                {
                    MaxRejects = new RejectLimit(0, null),
                },
                settings with
                {
                    MaxRejects = new RejectLimit(0, 0.0099),
                },
                settings with
                {
                    Strict = true,
                },
            }
        )
        {
            var (report, rejects, data) = Imports.Run(strict);
            Assert.Null(data);
            Assert.True(report.IsOverLimit);
            Assert.Single(rejects);
        }
    }

    private static string Fault<T>(string text, Func<ImportSettings, ImportSettings>? change = null)
        where T : Fault
    {
        using var folder = new TempFolder();
        var settings = Imports.Of(folder.Write("a.csv", Encoding.UTF8.GetBytes(text)));
        return Imports.FaultOf<T>(change?.Invoke(settings) ?? settings);
    }
}
