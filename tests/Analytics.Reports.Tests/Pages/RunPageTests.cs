using Analytics.Reports.Pages;
using Analytics.Reports.Tests.Data;

namespace Analytics.Reports.Tests.Pages;

public class RunPageTests
{
    [Fact]
    public void A_run_writes_every_chart_twice_the_page_and_what_it_shows()
    {
        var files = Files.Of(Shop.Report(600));
        Assert.Equal(38, files.Count);
        Assert.Equal(18, files.Keys.Count(name => name.EndsWith(".png", StringComparison.Ordinal)));
        Assert.InRange(files[RunPage.FileName].Length, 50_000, 5_000_000);
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes()
    {
        var (first, second) = (Files.Of(Shop.Report(300)), Files.Of(Shop.Report(300)));
        Assert.All(first, file => Assert.Equal(file.Value, second[file.Key]));
    }
}
