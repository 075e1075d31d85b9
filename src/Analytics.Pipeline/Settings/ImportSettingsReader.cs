using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Work;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Pipeline.Settings;

/// <summary>Turns resolved settings into what the importer takes.</summary>
public static class ImportSettingsReader
{
    /// <summary>Reads the settings of <see cref="ImportOptions"/>.</summary>
    /// <param name="inputs">Files, globs or <c>-</c>.</param>
    /// <param name="resolved">The settings.</param>
    /// <param name="settings">The shared settings.</param>
    /// <param name="progress">Told how far the reading has come.</param>
    /// <exception cref="UsageFault">A value that cannot be used.</exception>
    public static ImportSettings Read(
        IReadOnlyList<string> inputs,
        ResolvedSettings resolved,
        PipelineSettings settings,
        ImportProgress progress
    ) =>
        new()
        {
            Progress = progress,
            Inputs = inputs,
            Store = StoreOptions.Of(resolved, inputs),
            Map = Map(resolved),
            ExpectedColumns = resolved.Text(ImportOptions.Columns)?.Split(','),
            Encoding = resolved.Text(ImportOptions.Encoding),
            Delimiter = resolved.Text(ImportOptions.Delimiter),
            Quote = OneCharacter(resolved, ImportOptions.Quote),
            Escape = OneCharacter(resolved, ImportOptions.Escape) is { } escape and not "none"
                ? escape
                : null,
            HeaderRows = (int?)resolved.Whole(ImportOptions.HeaderRows, 0, 100),
            PreambleRows = (int?)resolved.Whole(ImportOptions.PreambleRows, 0, 10_000),
            DateFormat = resolved.Text(ImportOptions.DateFormat),
            Decimal = resolved.Text(ImportOptions.Decimal),
            Returns = Policy(resolved, ImportOptions.Returns) switch
            {
                "ignore" => ReturnsPolicy.Ignore,
                "gross" => ReturnsPolicy.Gross,
                _ => ReturnsPolicy.Net,
            },
            ZeroAmount =
                Policy(resolved, ImportOptions.ZeroAmount) == "ignore"
                    ? ZeroAmountPolicy.Ignore
                    : ZeroAmountPolicy.Count,
            MissingCustomer =
                resolved.Choice(ImportOptions.MissingCustomer) == "reject"
                    ? MissingCustomerPolicy.Reject
                    : MissingCustomerPolicy.Exclude,
            Duplicates =
                resolved.Choice(ImportOptions.Duplicates) == "drop"
                    ? DuplicatePolicy.Drop
                    : DuplicatePolicy.Keep,
            MaxRejects = Limit(resolved),
            Strict = resolved.Flag(ImportOptions.Strict),
            AsOf = settings.AsOf,
            KeepsDays = !settings.DryRun,
            Threads = settings.Threads,
        };

    // a policy of the analysis is no setting where an export only enters a store
    private static string? Policy(ResolvedSettings resolved, SettingSpec spec) =>
        resolved.Takes(spec) ? resolved.Choice(spec) : spec.Default;

    private static Dictionary<string, string> Map(ResolvedSettings resolved)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in resolved.List(ImportOptions.Map).SelectMany(SplitRoles))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || equals == entry.Length - 1)
            {
                throw new UsageFault(
                    $"--map '{entry}' is not ROLE=COLUMN, for example --map customer=CustomerID"
                );
            }

            if (!map.TryAdd(entry[..equals], entry[(equals + 1)..]))
            {
                throw new UsageFault($"--map gives the role {entry[..equals]} twice");
            }
        }

        return map;
    }

    // several roles may stand in one word; a comma inside a column's name is no border, because no role follows it
    private static IEnumerable<string> SplitRoles(string entries)
    {
        var start = 0;
        for (var comma = entries.IndexOf(',', StringComparison.Ordinal); comma >= 0; )
        {
            var rest = entries[(comma + 1)..];
            if (ColumnRoles.Of(rest.Split('=')[0]) is not null)
            {
                yield return entries[start..comma];
                start = comma + 1;
            }

            comma = entries.IndexOf(',', comma + 1);
        }

        yield return entries[start..];
    }

    private static string? OneCharacter(ResolvedSettings resolved, SettingSpec spec)
    {
        var text = resolved.Text(spec);
        return text is null or "none" || (text.Length == 1 && text[0] < 128)
            ? text
            : throw resolved.Refused(spec, "is not one ASCII character or none");
    }

    private static RejectLimit Limit(ResolvedSettings resolved)
    {
        var text = resolved.Text(ImportOptions.MaxRejects)!;
        var isShare = text.EndsWith('%');
        if (
            isShare
            && double.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var percent
            )
            && percent <= 100
        )
        {
            return new RejectLimit(0, percent / 100);
        }

        return
            !isShare
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? new RejectLimit(rows, null)
            : throw resolved.Refused(
                ImportOptions.MaxRejects,
                "is neither a number of rows nor a share such as 1%"
            );
    }
}
