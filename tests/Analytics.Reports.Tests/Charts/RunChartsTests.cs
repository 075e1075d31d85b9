using System.Globalization;
using System.Xml.Linq;
using Analytics.Core.Money;
using Analytics.Core.Segments;
using Analytics.Reports.Charts;
using Analytics.Reports.Pages;
using Analytics.Reports.Tests.Data;
using SkiaSharp;

namespace Analytics.Reports.Tests.Charts;

public class RunChartsTests
{
    [Fact]
    public void Every_picture_is_twice_900_by_560_and_shows_something()
    {
        foreach (var chart in RunCharts.Draw(Shop.Report(400), 2))
        {
            using var picture = SKBitmap.Decode(chart.Png);
            Assert.Equal((1800, 1120), (picture.Width, picture.Height));
            Assert.True(picture.Pixels.Distinct().Take(20).Count() == 20, chart.Name);
        }
    }

    [Fact]
    public void Every_svg_is_a_document_with_a_title_and_real_text()
    {
        foreach (var chart in RunCharts.Draw(Shop.Report(400), 2))
        {
            var root = XDocument.Parse(chart.Svg!).Root!;
            Assert.Equal("svg", root.Name.LocalName);
            Assert.Equal(chart.Text, root.Elements().First().Value);
            var texts = root.Descendants().Where(e => e.Name.LocalName == "text").ToList();
            Assert.True(texts.Count > 4, chart.Name);
            Assert.All(texts, text => Assert.DoesNotContain(',', text.Attribute("x")?.Value ?? ""));
            Assert.DoesNotContain(root.Descendants(), e => e.Name.LocalName is "script" or "image");
        }
    }

    [Fact]
    public void Two_charts_on_one_page_share_no_id()
    {
        var ids = RunCharts
            .Draw(Shop.Report(400), 2)
            .SelectMany(c => XDocument.Parse(c.Svg!).Descendants().Attributes("id"))
            .Select(a => a.Value)
            .ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void No_line_of_text_is_wider_than_the_picture()
    {
        foreach (var chart in RunCharts.Draw(Shop.Report(2000, 60), 2).Where(c => c.IsDrawn))
        {
            foreach (
                var length in XDocument.Parse(chart.Svg!).Descendants().Attributes("textLength")
            )
            {
                var width = double.Parse(length.Value, CultureInfo.InvariantCulture);
                Assert.True(width < Canvas.Width - 40, length.Parent!.Value);
            }
        }
    }

    [Fact]
    public void One_customer_is_drawn_or_explained()
    {
        var charts = RunCharts.Draw(Shop.Report(1), 2);
        Assert.All(charts, chart => Assert.NotEmpty(chart.Text));
        Assert.True(charts.Single(c => c.Name == "segments").IsDrawn);
        Assert.False(charts.Single(c => c.Name == "deciles").IsDrawn);
    }

    [Fact]
    public void One_month_has_no_cohorts_and_says_so()
    {
        var report = Shop.Report(50, months: 1);
        var oneMonth = report with { Retention = [.. report.Retention!.Take(1)] };
        var cohorts = RunCharts.Draw(oneMonth, 2).Single(c => c.Name == "cohorts");
        Assert.False(cohorts.IsDrawn);
        Assert.Contains("one month", cohorts.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_customers_are_drawn()
    {
        var charts = RunCharts.Draw(Shop.Report(40, months: 6, price: 1000), 2);
        Assert.True(charts.Single(c => c.Name == "lorenz").IsDrawn);
        Assert.True(charts.Single(c => c.Name == "rfm_heat_map").IsDrawn);
    }

    [Fact]
    public void No_value_at_all_leaves_out_shares_of_it()
    {
        var charts = RunCharts.Draw(Shop.Report(40, months: 6, price: 0), 2);
        Assert.All(
            charts.Where(c => c.Name is "pyramid" or "lorenz" or "deciles"),
            chart => Assert.False(chart.IsDrawn)
        );
        Assert.True(charts.Single(c => c.Name == "segments").IsDrawn);
    }

    [Fact]
    public void Negative_segments_are_drawn_to_the_left()
    {
        SegmentRow Row(string name, int customers, long units) =>
            new(
                new Segment(name, "", ""),
                customers,
                0.5,
                new MoneyAmount(units, 2),
                0.5,
                10,
                1,
                -5
            );
        var report = new RunReport
        {
            AsOf = Shop.AsOf,
            Customers = 20,
            Segments = [Row("gives back", 10, -50_000), Row("gives more back", 10, -90_000)],
        };
        Assert.True(RunCharts.Draw(report, 2).Single(c => c.Name == "segments").IsDrawn);
    }

    [Fact]
    public void An_empty_report_draws_nothing_and_says_why_for_each()
    {
        var report = new RunReport { AsOf = Shop.AsOf, Customers = 0 };
        Assert.All(
            RunCharts.Draw(report, 2),
            chart =>
            {
                Assert.False(chart.IsDrawn);
                Assert.EndsWith(".", chart.Text, StringComparison.Ordinal);
            }
        );
    }
}
