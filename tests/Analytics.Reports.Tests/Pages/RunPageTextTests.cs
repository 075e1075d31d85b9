using System.Text;
using System.Xml.Linq;
using Analytics.Reports.Document;
using Analytics.Reports.Pages;
using Analytics.Reports.Tests.Data;
using Analytics.Reports.Writers;

namespace Analytics.Reports.Tests.Pages;

public class RunPageTextTests
{
    [Fact]
    public void The_page_reads_as_expected() =>
        Snapshot.Check("page.txt", TextOf(RunPage.Build(Shop.Report(300), [])));

    [Fact]
    public void The_chinese_page_reads_as_expected() =>
        Snapshot.Check(
            "page-zh.txt",
            TextOf(RunPage.Build(Shop.Report(300) with { Language = "zh" }, []))
        );

    [Fact]
    public void A_report_without_parts_says_what_is_missing()
    {
        var page = TextOf(RunPage.Build(new RunReport { AsOf = Shop.AsOf, Customers = 0 }, []));
        Snapshot.Check("page-empty.txt", page);
    }

    [Fact]
    public void A_page_asks_nobody_for_anything()
    {
        var page = Files.Page(Shop.Report(100));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_table_shows_twenty_rows_and_names_its_file()
    {
        var rows = Enumerable
            .Range(0, 50)
            .Select(i => new[] { FormattableString.Invariant($"row {i}") });
        var block = new TableBlock(new Table(["what"], [.. rows]), "Many", "many.csv");
        var page = new Page("T", "S", "en", [new Section("a", "A", [block])]);
        var text = TextOf(page);
        Assert.Contains("row 19", text, StringComparison.Ordinal);
        Assert.DoesNotContain("row 20", text, StringComparison.Ordinal);
        Assert.Contains("30 more rows are in the file", text, StringComparison.Ordinal);
    }

    /// <summary>The body of a page, one line per block, without markup.</summary>
    private static string TextOf(Page page)
    {
        using var stream = new MemoryStream();
        HtmlPageWriter.Write(page, stream);
        var html = Encoding.UTF8.GetString(stream.ToArray());
        var body = XDocument
            .Parse(html[html.IndexOf("<html", StringComparison.Ordinal)..])
            .Root!.Element("body")!;
        var lines = body.Descendants()
            .Where(e =>
                e.Name.LocalName is "h1" or "h2" or "p" or "li" or "dt" or "dd" or "caption" or "tr"
            )
            .Select(e =>
                string.Join(
                    " | ",
                    e.Nodes()
                        .Select(n => n is XElement x ? x.Value : n.ToString())
                        .Select(v => v.Trim())
                        .Where(v => v.Length > 0)
                )
            );
        return string.Join('\n', lines) + "\n";
    }
}
