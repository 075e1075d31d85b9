using System.Globalization;

namespace Analytics.Ledger.Store.Text;

/// <summary>Names in the options of a load of text.</summary>
internal static class TextRoles
{
    /// <summary>The business key.</summary>
    public const string Key = "key";

    /// <summary>Which row of a key is the newest.</summary>
    public const string Version = "version";

    /// <summary>Stands before the role of a column of dates.</summary>
    public const string DateFormat = "date-format.";

    /// <summary>The 0-based column of a role, or -1.</summary>
    public static int ColumnOf(StoreLoad load, string role) =>
        load.Options.TryGetValue(role, out var text)
            ? int.Parse(
                text.AsSpan(0, text.IndexOf(' ', StringComparison.Ordinal)),
                CultureInfo.InvariantCulture
            ) - 1
            : -1;
}
