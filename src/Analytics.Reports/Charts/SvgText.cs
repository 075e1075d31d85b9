using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Analytics.Reports.Charts;

/// <summary>
/// Makes Skia's SVG fit to be shown anywhere: one place and width per text instead of one per letter, a list of typefaces, a title for those
/// who cannot see, ids that do not clash with those of another chart of the page.
/// </summary>
internal static class SvgText
{
    private const string Families = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

    /// <summary>Cleans a document.</summary>
    /// <param name="svg">What Skia wrote.</param>
    /// <param name="name">Name of the chart; begins every id.</param>
    /// <param name="title">What the picture says.</param>
    public static string Clean(string svg, string name, string title)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit };
        using var reader = XmlReader.Create(new StringReader(svg), settings);
        var root = XDocument.Load(reader).Root!;
        XNamespace space = root.Name.Namespace;
        foreach (var element in root.Descendants().ToList())
        {
            if (element.Name.LocalName == "text")
            {
                OneText(element);
            }

            Rename(element, name);
        }

        root.SetAttributeValue(
            "viewBox",
            FormattableString.Invariant($"0 0 {Canvas.Width} {Canvas.Height}")
        );
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-labelledby", name + "-title");
        root.AddFirst(new XElement(space + "title", new XAttribute("id", name + "-title"), title));
        return root.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    private static void OneText(XElement text)
    {
        var size = double.Parse(
            text.Attribute("font-size")?.Value ?? "12",
            CultureInfo.InvariantCulture
        );
        var bold =
            text.Attribute("font-weight") is { } weight && weight.Value is not ("400" or "normal");
        foreach (var name in new[] { "x", "y" })
        {
            if (text.Attribute(name) is { } places)
            {
                places.Value = places.Value.Split([',', ' '], 2)[0];
            }
        }

        var content = text.Value.Trim();
        text.Value = content;
        text.SetAttributeValue("font-family", Families);
        text.SetAttributeValue("font-weight", bold ? "600" : null);
        if (content.Length > 1)
        {
            var width = ChartFont.Get().WidthOf(content, (float)size, bold);
            text.SetAttributeValue(
                "textLength",
                width.ToString("0.#", CultureInfo.InvariantCulture)
            );
            text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
        }
    }

    private static void Rename(XElement element, string name)
    {
        foreach (var attribute in element.Attributes())
        {
            if (attribute.Name.LocalName == "id")
            {
                attribute.Value = name + "-" + attribute.Value;
            }
            else if (attribute.Value.Contains("url(#", StringComparison.Ordinal))
            {
                attribute.Value = attribute.Value.Replace(
                    "url(#",
                    "url(#" + name + "-",
                    StringComparison.Ordinal
                );
            }
        }
    }
}
