using System.Globalization;

namespace Analytics.Ledger.Store;

/// <summary>Amounts beyond 64 bits as text in a segment's metadata: <c>row:units</c>, separated by blanks. They are rare.</summary>
internal static class WideText
{
    /// <summary>The text.</summary>
    public static string Of(IReadOnlyDictionary<int, Int128> wide) =>
        string.Join(
            ' ',
            wide.OrderBy(w => w.Key)
                .Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Key}:{w.Value}"))
        );

    /// <summary>Reads the text.</summary>
    public static Dictionary<int, Int128> Parse(string text) =>
        text.Split(' ')
            .Select(entry => entry.Split(':'))
            .ToDictionary(
                entry => int.Parse(entry[0], CultureInfo.InvariantCulture),
                entry => Int128.Parse(entry[1], CultureInfo.InvariantCulture)
            );
}
