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
        var elements = root.Descendants().ToList();
        Rename(elements, name);
        foreach (var text in elements.Where(e => e.Name.LocalName == "text"))
        {
            OneText(text);
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
        var content = text.Value.Trim();
        var places = Places(text, "x");
        foreach (var name in new[] { "x", "y" })
        {
            var first = Places(text, name);
            text.SetAttributeValue(name, first.Length > 0 ? first[0] : null);
        }

        text.Value = content;
        text.SetAttributeValue("font-family", Families);
        text.SetAttributeValue("font-weight", bold ? "600" : null);
        if (content.Length > 1 && places.Length == content.Length)
        {
            // the width Skia laid out, whatever typeface the reader has
            var start = double.Parse(places[0], CultureInfo.InvariantCulture);
            var last = double.Parse(places[^1], CultureInfo.InvariantCulture);
            var width = last - start + ChartFont.Get().WidthOf(content[^1..], (float)size, bold);
            text.SetAttributeValue(
                "textLength",
                width.ToString("0.#", CultureInfo.InvariantCulture)
            );
            text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
        }
    }

    private static string[] Places(XElement text, string name) =>
        text.Attribute(name)?.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Skia numbers ids over the whole process; here they count from 1 in each chart.</summary>
    private static void Rename(List<XElement> elements, string name)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in elements.Attributes("id"))
        {
            ids[id.Value] = FormattableString.Invariant($"{name}-{ids.Count + 1}");
            id.Value = ids[id.Value];
        }

        const string Start = "url(#";
        foreach (var attribute in elements.Attributes())
        {
            if (
                attribute.Value.StartsWith(Start, StringComparison.Ordinal)
                && ids.TryGetValue(attribute.Value[Start.Length..].TrimEnd(')'), out var id)
            )
            {
                attribute.Value = Start + id + ")";
            }
        }
    }
}
