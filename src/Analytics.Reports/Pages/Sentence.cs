namespace Analytics.Reports.Pages;

/// <summary>Sentences.</summary>
internal static class Sentence
{
    /// <summary>The text with a capital at its beginning.</summary>
    public static string Start(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
