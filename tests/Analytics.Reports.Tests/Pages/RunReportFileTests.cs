using System.Text;
using Analytics.Core.Faults;
using Analytics.Reports.Pages;
using Analytics.Reports.Tests.Data;

namespace Analytics.Reports.Tests.Pages;

public class RunReportFileTests
{
    public static TheoryData<string, int> Languages =>
        new()
        {
            { "en", 300 },
            { "zh", 300 },
            { "en", 1 },
        };

    [Theory]
    [MemberData(nameof(Languages))]
    public void What_is_read_back_gives_the_same_files(string language, int customers)
    {
        var report = Shop.Report(customers) with { Language = language, Notes = ["a <note>"] };
        var again = RunReportFile.Read(new MemoryStream(Bytes(report)), "report.json");
        Assert.Equal(Bytes(report), Bytes(again));
        var (before, after) = (Files.Of(report), Files.Of(again));
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
    }

    [Fact]
    public void An_empty_report_comes_back_empty()
    {
        var report = new RunReport { AsOf = Shop.AsOf, Customers = 0 };
        Assert.Equal(
            report,
            RunReportFile.Read(new MemoryStream(Bytes(report)), "r") with
            {
                Notes = report.Notes,
            }
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"as_of\":\"2024-12-15\"}")]
    [InlineData("{\"as_of\":\"2024-12-15\",\"customers\":1,\"surprise\":2}")]
    public void A_file_that_is_none_of_ours_is_refused(string text)
    {
        var fault = Assert.Throws<DataFault>(() =>
            RunReportFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "out/report.json")
        );
        Assert.StartsWith("out/report.json: ", fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(RunReport report)
    {
        using var stream = new MemoryStream();
        RunReportFile.Write(report, stream);
        return stream.ToArray();
    }
}
