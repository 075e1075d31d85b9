using System.Globalization;
using System.Text;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Store;

/// <summary>The options that decide which rows a content holds, as resolved from what was given and what was found.</summary>
internal static class LoadOptions
{
    /// <summary>The options of a file: its dialect, the columns of the roles that are stored, formats, and the policies of the import.</summary>
    public static IReadOnlyDictionary<string, string> Of(
        FileProfile profile,
        ImportSettings settings
    )
    {
        var options = OfDialect(profile);
        options["date-format"] = profile.DateFormat?.ToString() ?? "";
        options["decimal"] = (profile.DecimalMark ?? '.').ToString();
        options["missing-customer"] =
            settings.MissingCustomer == MissingCustomerPolicy.Reject ? "reject" : "exclude";
        options["duplicates"] = settings.Duplicates == DuplicatePolicy.Drop ? "drop" : "keep";
        var isProduct = profile.Column(ColumnRole.Amount) is null;
        foreach (var column in profile.Columns)
        {
            if (
                column.Role
                    is ColumnRole.Customer
                        or ColumnRole.Date
                        or ColumnRole.Order
                        or ColumnRole.Amount
                        or ColumnRole.Quantity
                        or ColumnRole.Kind
                        or ColumnRole.Currency
                        or ColumnRole.Key
                        or ColumnRole.Version
                        or ColumnRole.Product
                        or ColumnRole.Category
                        or ColumnRole.Channel
                || (column.Role == ColumnRole.UnitPrice && isProduct)
            )
            {
                options[column.Role.Value.Name()] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{column.Index + 1} {column.Name}"
                );
            }
        }

        return options;
    }

    /// <summary>How a file is written, as found or given.</summary>
    public static SortedDictionary<string, string> OfDialect(FileProfile profile)
    {
        var dialect = profile.Dialect;
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["encoding"] = profile.EncodingName,
            ["delimiter"] = dialect.Delimiter.ToString(),
            ["quote"] = dialect.Quote?.ToString() ?? "none",
            ["escape"] = dialect.Escape?.ToString() ?? "none",
            ["first-row-line"] = profile.DataLine.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The id of a load.</summary>
    public static string IdOf(
        string contentSha256,
        string table,
        IReadOnlyDictionary<string, string> options
    )
    {
        var text = new StringBuilder("crm load\n");
        text.Append(table).Append('\n').Append(contentSha256).Append('\n');
        foreach (var (name, value) in options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('=').Append(value).Append('\n');
        }

        return StoreManifest.Hash(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Products, categories and channels that are told now and were not when the content came in: a store does not take them up later.</summary>
    public static IReadOnlyList<string> Untold(
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> now
    ) =>
        DetailRoles
            .All.Select(role => role.Name())
            .Where(name => now.ContainsKey(name) && !before.ContainsKey(name))
            .ToList();

    /// <summary>The first option that differs, in words, or null.</summary>
    public static string? Difference(
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> now
    )
    {
        foreach (
            var name in before
                .Keys.Union(now.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
        {
            var (was, @is) = (before.GetValueOrDefault(name), now.GetValueOrDefault(name));
            if (was != @is)
            {
                return $"{name} was '{was ?? "not mapped"}' and is '{@is ?? "not mapped"}'";
            }
        }

        return null;
    }
}
