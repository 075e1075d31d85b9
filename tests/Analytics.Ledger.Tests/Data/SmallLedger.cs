using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;
using static System.FormattableString;

namespace Analytics.Ledger.Tests.Data;

/// <summary>One small ledger that can be written in many ways.</summary>
internal static class SmallLedger
{
    /// <summary>Customer, date, order, amount, note.</summary>
    public static readonly string[][] Rows = Enumerable
        .Range(0, 40)
        .Select(n =>
            new[]
            {
                $"K-{(char)('a' + (n % 6))}",
                new DateOnly(2024, 1, 5)
                    .AddDays(n)
                    .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                $"{(char)('A' + (n % 9))}{(char)('0' + (n / 9))}7",
                Invariant($"{1000 + (n * 37)}.{n:D2}"),
                (n % 4) switch
                {
                    0 => "plain",
                    1 => "two words",
                    2 => "",
                    _ => "one, two; three | four",
                },
            }
        )
        .ToArray();

    public static readonly string[] Header =
    [
        "customer id",
        "order date",
        "order no",
        "amount",
        "note",
    ];

    public static string Text(string delimiter, string lineEnd, Func<string, string> field) =>
        string.Join(delimiter, Header.Select(field))
        + lineEnd
        + string.Concat(Rows.Select(r => string.Join(delimiter, r.Select(field)) + lineEnd));

    public static string Quote(string value, char quote, string delimiter, string escaped) =>
        value.Contains(delimiter, StringComparison.Ordinal)
        || value.Contains(quote, StringComparison.Ordinal)
            ? quote + value.Replace(quote.ToString(), escaped, StringComparison.Ordinal) + quote
            : value;

    public static DateTime Date(string text) =>
        DateTime.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Expects the customers of the ledger, found without any setting, at every size of chunks.</summary>
    public static FileProfile Same(string text)
    {
        using var folder = new TempFolder();
        var plain = Text(",", "\n", v => Quote(v, '"', ",", "\"\""));
        var expected = Imports.Text(Imports.Run(Imports.Plain(folder.Write("p.csv", plain))).Data);
        var settings = Imports.Of(folder.Write("a.csv", text));
        foreach (var way in Imports.Ways(settings))
        {
            var (_, rejects, data) = Imports.Run(way);
            Assert.Empty(rejects);
            Assert.Equal(expected, Imports.Text(data));
        }

        using var import = PurchaseImport.Open(settings, CancellationToken.None);
        return import.Profiles[0];
    }
}
