using System.Globalization;
using System.Text;
using Analytics.Reports.Document;
using Analytics.Reports.Pages;

namespace Analytics.Reports.Writers;

/// <summary>
/// Writes a document as one HTML file that needs nothing else: style, typeface and pictures inside, no script, no request (and a policy that
/// forbids both). Every text is encoded.
/// </summary>
public static class HtmlPageWriter
{
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>Writes the page in UTF-8 and leaves the stream open.</summary>
    public static void Write(Page page, Stream output)
    {
        using var writer = new StreamWriter(
            output,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            leaveOpen: true
        )
        {
            NewLine = "\n",
        };
        var title = HtmlText.Encode(page.Title);
        writer.WriteLine("<!DOCTYPE html>");
        writer.WriteLine($"<html lang=\"{(page.Language == "zh" ? "zh-Hans" : "en")}\">");
        writer.WriteLine("<head>");
        writer.WriteLine("<meta charset=\"utf-8\"/>");
        writer.WriteLine($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\"/>");
        writer.WriteLine(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
        );
        writer.WriteLine("<meta name=\"referrer\" content=\"no-referrer\"/>");
        writer.WriteLine("<link rel=\"icon\" href=\"data:,\"/>");
        writer.WriteLine($"<title>{title}</title>");
        writer.WriteLine($"<style>{HtmlStyle.Css}</style>");
        writer.WriteLine("</head>");
        writer.WriteLine("<body>");
        writer.WriteLine($"<header><h1>{title}</h1>");
        writer.WriteLine($"<p class=\"subtitle\">{HtmlText.Encode(page.Subtitle)}</p>");
        writer.WriteLine($"<nav aria-label=\"{PageText.Get("contents", page.Language)}\"><ul>");
        foreach (var section in page.Sections)
        {
            writer.WriteLine(
                $"<li><a href=\"#{section.Id}\">{HtmlText.Encode(section.Heading)}</a></li>"
            );
        }

        writer.WriteLine("</ul></nav></header>");
        writer.WriteLine("<main>");
        foreach (var section in page.Sections)
        {
            writer.WriteLine($"<section id=\"{section.Id}\" aria-labelledby=\"{section.Id}-h\">");
            writer.WriteLine($"<h2 id=\"{section.Id}-h\">{HtmlText.Encode(section.Heading)}</h2>");
            foreach (var block in section.Blocks)
            {
                Write(writer, block, page.Language);
            }

            writer.WriteLine("</section>");
        }

        writer.WriteLine("</main>");
        writer.WriteLine("<footer></footer>");
        writer.WriteLine("</body>");
        writer.WriteLine("</html>");
    }

    private static void Write(StreamWriter writer, Block block, string language)
    {
        // sentences are English on a Chinese page too
        var english = language == "zh" ? " lang=\"en\"" : "";
        switch (block)
        {
            case Paragraph paragraph:
                writer.WriteLine($"<p{english}>{HtmlText.Encode(paragraph.Text)}</p>");
                break;
            case Note note:
                writer.WriteLine($"<p class=\"note\"{english}>{HtmlText.Encode(note.Text)}</p>");
                break;
            case Actions actions:
                writer.WriteLine($"<ol class=\"actions\"{english}>");
                foreach (var item in actions.Items)
                {
                    writer.WriteLine(
                        $"<li><strong>{HtmlText.Encode(item.Head)}</strong> {HtmlText.Encode(item.Text)}</li>"
                    );
                }

                writer.WriteLine("</ol>");
                break;
            case KeyFigures figures:
                writer.WriteLine("<dl class=\"figures\">");
                foreach (var figure in figures.Figures)
                {
                    writer.WriteLine(
                        $"<div><dt>{HtmlText.Encode(figure.Label)}</dt><dd>{HtmlText.Encode(figure.Value)}</dd></div>"
                    );
                }

                writer.WriteLine("</dl>");
                break;
            case ChartBlock chart:
                Write(writer, chart, language);
                break;
            case TableBlock table:
                Write(writer, table, language);
                break;
            default:
                throw new ArgumentException("this block has no HTML: " + block, nameof(block));
        }
    }

    private static void Write(StreamWriter writer, ChartBlock chart, string language)
    {
        writer.WriteLine("<figure>");
        writer.Write("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"");
        writer.WriteLine($"{HtmlText.Encode(chart.Caption)}\">");
        writer.Write(chart.Svg);
        writer.WriteLine("</div>");
        writer.WriteLine(
            $"<figcaption>{HtmlText.Encode(chart.Caption)} {Link("same_numbers", chart.Csv, language)} · <a href=\"charts/{chart.Name}.png\">PNG</a> · <a href=\"charts/{chart.Name}.svg\">SVG</a></figcaption>"
        );
        writer.WriteLine("</figure>");
    }

    private static void Write(StreamWriter writer, TableBlock block, string language)
    {
        var table = block.Table;
        var classes = table.Columns.Select((_, column) => ClassOf(table, column)).ToArray();
        var caption = HtmlText.Encode(block.Caption);
        writer.WriteLine(
            $"<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{caption}\">"
        );
        writer.WriteLine($"<table><caption>{caption}</caption><thead><tr>");
        for (var i = 0; i < classes.Length; i++)
        {
            var name = HtmlText.Encode(PageText.Column(table.Columns[i], language));
            writer.Write(
                $"<th scope=\"col\"{(classes[i].Contains("\"n\"", StringComparison.Ordinal) ? classes[i] : "")}>{name}</th>"
            );
        }

        writer.WriteLine("</tr></thead><tbody>");
        foreach (var row in table.Rows.Take(TableBlock.MostRows))
        {
            writer.Write("<tr>");
            for (var i = 0; i < classes.Length; i++)
            {
                writer.Write($"<td{classes[i]}>{HtmlText.Encode(row[i])}</td>");
            }

            writer.WriteLine("</tr>");
        }

        writer.WriteLine("</tbody></table></div>");
        var more = table.Rows.Count - TableBlock.MostRows;
        if (block.Csv is not null)
        {
            var rest =
                more > 0 ? $"{Wording.Count(more)} {PageText.Get("more_rows", language)} " : "";
            writer.WriteLine(
                $"<p class=\"more\">{rest}{Link("all_rows", block.Csv, language)}</p>"
            );
        }
    }

    private static string Link(string key, string file, string language)
    {
        var name = HtmlText.Encode(file);
        return $"{PageText.Get(key, language)} <a href=\"{name}\">{name}</a>";
    }

    private static string ClassOf(Table table, int column)
    {
        var cells = table.Rows.Select(row => row[column] ?? "").Where(c => c.Length > 0).ToList();
        return cells.Count > 0 && cells.TrueForAll(IsNumber) ? " class=\"n\""
            : cells.Exists(c => c.Length > 60) ? " class=\"long\""
            : "";
    }

    private static bool IsNumber(string cell) =>
        double.TryParse(
            cell.TrimEnd('*', '%', ' '),
            NumberStyles.Float | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture,
            out _
        )
        || cell == "under 0.1 %";
}
