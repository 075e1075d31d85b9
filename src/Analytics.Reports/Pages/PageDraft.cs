using Analytics.Reports.Charts;
using Analytics.Reports.Document;

namespace Analytics.Reports.Pages;

/// <summary>A page in the making: the results, the charts, and the notes that gather on the way.</summary>
internal sealed class PageDraft(RunReport report, IReadOnlyList<DrawnChart> charts)
{
    /// <summary>The results.</summary>
    public RunReport Report => report;

    /// <summary>What could not be said so far.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>A heading or caption.</summary>
    public string Text(string key) => PageText.Get(key, report.Language);

    /// <summary>An amount in words.</summary>
    public string Money(double amount) => Wording.Money(amount, report.Currency);

    /// <summary>A chart, or nothing and a note that says why.</summary>
    public IEnumerable<Block> Chart(string name)
    {
        var chart = charts.FirstOrDefault(c => c.Name == name);
        if (chart is { Svg: { } svg })
        {
            return
            [
                new Paragraph(chart.Text),
                new ChartBlock(name, svg, Text(name), chart.Text, chart.Csv),
            ];
        }

        if (chart is not null)
        {
            Notes.Add(chart.Text);
        }

        return [];
    }

    /// <summary>Blocks, or a sentence where there are none; a section is never empty.</summary>
    public static IReadOnlyList<Block> OrNote(List<Block> blocks)
    {
        if (blocks.Count == 0)
        {
            blocks.Add(new Note("Nothing can be said here; the last section says why."));
        }

        return blocks;
    }
}
