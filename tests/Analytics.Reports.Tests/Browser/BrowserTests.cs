using System.Text.Json.Nodes;
using Analytics.Reports.Pages;
using Analytics.Reports.Tests.Data;

namespace Analytics.Reports.Tests.Browser;

/// <summary>The page as a browser sees it.</summary>
public class BrowserTests
{
    // text that is cut off: wider than the screen, or hidden by the element it stands in
    private const string Clipped = """
        [...document.querySelectorAll('h1,h2,h3,p,li,a,figcaption,td,th,summary')]
          .filter(e => e.getClientRects().length > 0)
          .filter(e => {
            const box = e.getBoundingClientRect();
            const style = getComputedStyle(e);
            const scrolls = e.closest('[class*=scroll], .table, figure, details') !== null;
            return (!scrolls && (box.right > innerWidth + 1 || box.left < -1))
              || (style.overflow === 'hidden' && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1));
          })
          .map(e => e.tagName + ': ' + e.textContent.trim().slice(0, 60))
        """;

    [ChromiumTheory]
    [InlineData("en", 1280)]
    [InlineData("en", 420)]
    [InlineData("zh", 1280)]
    [InlineData("zh", 420)]
    public async Task It_asks_for_nothing_complains_of_nothing_and_clips_nothing(
        string language,
        int width
    )
    {
        var folder = Directory.CreateTempSubdirectory("crm-page-");
        try
        {
            foreach (var (name, bytes) in Files.Of(Shop.Report(600) with { Language = language }))
            {
                var path = Path.Combine(folder.FullName, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, bytes);
            }

            var page = new Uri(Path.Combine(folder.FullName, RunPage.FileName)).AbsoluteUri;
            await using var browser = await Chromium.Start();
            await browser.Open(page, width);
            Assert.DoesNotContain(Requests(browser), url => url != page);
            Assert.Empty(Complaints(browser));
            var clipped = (JsonArray)(await browser.Evaluate(Clipped))!;
            Assert.Equal("[]", clipped.ToJsonString());
            Assert.Equal(
                0,
                (int)
                    (
                        await browser.Evaluate(
                            "Math.max(0, document.documentElement.scrollWidth - innerWidth)"
                        )
                    )!
            );
            Assert.True(
                (int)
                    (
                        await browser.Evaluate(
                            "[...document.querySelectorAll('img,svg')].filter(e => e.getBoundingClientRect().width > 100).length"
                        )
                    )! >= 9
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Requests(Chromium browser) =>
        browser
            .Events.Where(e => Chromium.Method(e) == "Network.requestWillBeSent")
            .Select(e => (string)e["params"]!["request"]!["url"]!)
            .Where(url => !url.StartsWith("data:", StringComparison.Ordinal));

    private static IEnumerable<string> Complaints(Chromium browser) =>
        browser
            .Events.Where(e =>
                Chromium.Method(e)
                    is "Log.entryAdded"
                        or "Runtime.consoleAPICalled"
                        or "Runtime.exceptionThrown"
            )
            .Select(e => e.ToJsonString());
}
