using System.Xml.Linq;
using Analytics.Core.Segments;
using Analytics.Reports.Pages;
using Analytics.Reports.Tests.Data;

namespace Analytics.Reports.Tests.Pages;

public class HostileNamesTests
{
    private static readonly string[] Names =
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</title><svg onload=alert(1)>",
        "=cmd|'/c calc'!A1",
        "javascript:alert(1)",
        "]]><!--",
        "עברית \u202Egnp.exe\u202C",
        "مرحبا",
        "🎉👩‍👩‍👧 party",
        "重要客户",
        "null\u0000bell\u0007",
        "half \uD800 pair",
        "a very long name that goes on and on beyond any width a chart could ever have for it",
        "",
        "   ",
    ];

    [Fact]
    public void No_name_becomes_markup_on_the_page_or_in_a_chart()
    {
        var files = Files.Of(Report());
        foreach (var (name, bytes) in files)
        {
            if (name.EndsWith(".png", StringComparison.Ordinal))
            {
                continue;
            }

            var text = System.Text.Encoding.UTF8.GetString(bytes);
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<svg onload", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("\u202E", text, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"javascript", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void The_page_is_well_formed_whatever_the_names()
    {
        var page = Files.Page(Report());
        var root = XDocument.Parse(page[page.IndexOf("<html", StringComparison.Ordinal)..]).Root!;
        Assert.DoesNotContain(
            root.DescendantsAndSelf().Attributes(),
            a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public void Every_svg_is_well_formed_whatever_the_names() =>
        Assert.All(
            Files.Of(Report()).Where(f => f.Key.EndsWith(".svg", StringComparison.Ordinal)),
            file => XDocument.Load(new MemoryStream(file.Value))
        );

    private static RunReport Report()
    {
        var report = Shop.Report(200);
        var segment = report.Segments![0];
        string Named(string name) => Names[Math.Abs(name.Length * 7) % Names.Length];
        return report with
        {
            Currency = "<b>&\"'",
            ValueName = "net <i>amount</i>",
            Segments =
            [
                .. Names.Select(name => segment with { Segment = new Segment(name, name, name) }),
            ],
            SegmentTiers = report.SegmentTiers! with
            {
                Segments = [.. report.SegmentTiers.Segments.Select((_, i) => Names[i])],
            },
            Migrations =
            [
                .. report.Migrations!.Select(m =>
                    m with
                    {
                        From = Named(m.From),
                        To = Named(m.To),
                    }
                ),
            ],
            Account = [.. Names.Select(name => new AccountLine(name, 1, null))],
            Notes = Names,
        };
    }
}
