using Analytics.Reports.Document;

namespace Analytics.Reports.Pages;

/// <summary>What the data could not say: the notes of the other sections, which must be built first, and those of the run.</summary>
internal static class NotesSection
{
    /// <summary>The blocks of the section.</summary>
    public static IReadOnlyList<Block> Blocks(PageDraft draft)
    {
        Note[] notes =
        [
            .. draft
                .Notes.Concat(draft.Report.Notes)
                .Distinct(StringComparer.Ordinal)
                .Select(n => new Note(n)),
        ];
        return notes.Length > 0 ? notes : [new Paragraph("Nothing was left out.")];
    }
}
