namespace Analytics.Reports.Document;

/// <summary>A part of a document; what writers understand.</summary>
public abstract record Block;

/// <summary>Sentences.</summary>
/// <param name="Text">Plain text in English.</param>
public sealed record Paragraph(string Text) : Block;

/// <summary>Something to do, most worthwhile first.</summary>
/// <param name="Items">What, and why.</param>
public sealed record Actions(IReadOnlyList<ActionItem> Items) : Block;

/// <summary>One thing to do.</summary>
/// <param name="Head">Whom it is about and what is at stake.</param>
/// <param name="Text">What to do, in sentences.</param>
public sealed record ActionItem(string Head, string Text);

/// <summary>A few numbers to remember.</summary>
/// <param name="Figures">The numbers.</param>
public sealed record KeyFigures(IReadOnlyList<KeyFigure> Figures) : Block;

/// <summary>One number to remember.</summary>
/// <param name="Value">The number with its unit.</param>
/// <param name="Label">What it is, in a few words.</param>
public sealed record KeyFigure(string Value, string Label);

/// <summary>A small table.</summary>
/// <param name="Table">Texts as they are printed.</param>
/// <param name="Caption">What it holds.</param>
/// <param name="Csv">File with all rows, or null.</param>
public sealed record TableBlock(Table Table, string Caption, string? Csv) : Block
{
    /// <summary>Most rows that stand on a page.</summary>
    public const int MostRows = 20;
}

/// <summary>A picture.</summary>
/// <param name="Name">Name of its files without ending.</param>
/// <param name="Svg">SVG element.</param>
/// <param name="Caption">How it is read.</param>
/// <param name="Text">What it says, for those who cannot see it.</param>
/// <param name="Csv">File with the same numbers.</param>
public sealed record ChartBlock(string Name, string Svg, string Caption, string Text, string Csv)
    : Block;

/// <summary>What the data could not say.</summary>
/// <param name="Text">Sentences in English.</param>
public sealed record Note(string Text) : Block;

/// <summary>Blocks under a heading.</summary>
/// <param name="Id">Short name for links, letters and digits only.</param>
/// <param name="Heading">The heading.</param>
/// <param name="Blocks">What stands under it.</param>
public sealed record Section(string Id, string Heading, IReadOnlyList<Block> Blocks);

/// <summary>A whole document.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Subtitle">One line under it.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>: the language of headings and captions.</param>
/// <param name="Sections">Its parts.</param>
public sealed record Page(
    string Title,
    string Subtitle,
    string Language,
    IReadOnlyList<Section> Sections
);
