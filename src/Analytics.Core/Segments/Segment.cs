namespace Analytics.Core.Segments;

/// <summary>One segment of a map.</summary>
/// <param name="Name">English name, as it stands in the column <c>segment</c>.</param>
/// <param name="ChineseName">Chinese name, or empty.</param>
/// <param name="Advice">What to do with these customers, in one sentence, or empty.</param>
public sealed record Segment(string Name, string ChineseName, string Advice);
