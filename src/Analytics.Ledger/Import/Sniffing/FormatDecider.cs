using Analytics.Core.Faults;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Sniffing;

/// <summary>
/// Decides date order and decimal mark of a file: as given, from the first rows where they tell, else from a pass over the whole columns.
/// What even the whole column does not tell stays undecided and is an error, never a guess.
/// </summary>
internal static class FormatDecider
{
    private const int MaxRecordBytes = 1 << 20;

    /// <summary>Decides what can be decided.</summary>
    public static void Decide(
        InputFile file,
        FileProfile profile,
        ImportSettings settings,
        CancellationToken cancel
    )
    {
        var date = profile.Column(ColumnRole.Date);
        profile.DateFormat = settings.DateFormat is { } given ? Parse(given) : date?.Dates.Decide();
        profile.DecimalMark = settings.Decimal is { } mark
            ? MarkOf(mark)
            : Numbers(profile).Decide();
        var needsDate = date is not null && profile.DateFormat is null && date.Dates.IsUndecided;
        var needsMark = profile.DecimalMark is null && Numbers(profile).IsUndecided;
        if (needsDate || needsMark)
        {
            ReadColumns(file, profile, needsDate, needsMark, cancel);
            profile.DateFormat ??= date?.Dates.Decide();
            profile.DecimalMark ??= Numbers(profile).Decide();
        }
    }

    /// <summary>Ends with a fault where something is still undecided.</summary>
    /// <exception cref="DataFault">The date order or the decimal mark is ambiguous, or the date column holds no dates.</exception>
    public static void Require(FileProfile profile)
    {
        var date = profile.Column(ColumnRole.Date)!;
        if (profile.DateFormat is null)
        {
            throw date.Dates.Share > 0
                ? new DataFault(
                    $"{profile.Name}: in column '{date.Name}' the order of day and month cannot be told ({date.Dates.Describe()}); say it: --date-format dmy or --date-format mdy"
                )
                : new DataFault(
                    $"{profile.Name}: column '{date.Name}' holds no dates that can be read; say how they are written, for example --date-format 'dd.MM.yyyy', or which column it is: --map date=COLUMN"
                );
        }

        if (profile.DecimalMark is null)
        {
            var column = profile.NumberColumns.First(c => c.Numbers.Marked > 0);
            throw new DataFault(
                $"{profile.Name}: in column '{column.Name}' the decimal mark cannot be told from the thousands mark ({column.Numbers.Describe()}); say it: --decimal . or --decimal ,"
            );
        }
    }

    /// <summary>The format a user names.</summary>
    /// <exception cref="UsageFault">Neither an order nor a usable pattern.</exception>
    public static DateFormat Parse(string text) =>
        text.ToLowerInvariant() switch
        {
            "ymd" or "iso" or "yyyy-mm-dd" => new DateFormat(DateOrder.Ymd),
            "yyyymmdd" => new DateFormat(DateOrder.Compact),
            "dmy" or "dd/mm/yyyy" or "d/m/y" => new DateFormat(DateOrder.Dmy),
            "mdy" or "mm/dd/yyyy" or "m/d/y" => new DateFormat(DateOrder.Mdy),
            "month-name" => new DateFormat(DateOrder.MonthName),
            _ when text.Contains('y', StringComparison.Ordinal)
                    && text.Contains('d', StringComparison.Ordinal) => new DateFormat(
                DateOrder.Pattern,
                text
            ),
            _ => throw new UsageFault(
                $"--date-format '{text}' is not ymd, dmy, mdy, yyyymmdd or a pattern such as dd.MM.yyyy"
            ),
        };

    /// <summary>Reads whole columns of dates where the first rows leave their order open.</summary>
    internal static void ReadDates(
        InputFile file,
        FileProfile profile,
        ColumnProfile[] columns,
        CancellationToken cancel
    )
    {
        foreach (var column in columns)
        {
            column.ForgetEvidence();
        }

        Scan(file, profile, columns, allDates: true, cancel);
    }

    private static char MarkOf(string mark) =>
        mark switch
        {
            "." or "point" => '.',
            "," or "comma" => ',',
            _ => throw new UsageFault($"--decimal '{mark}' is neither . nor ,"),
        };

    private static NumberEvidence Numbers(FileProfile profile)
    {
        var all = new NumberEvidence();
        foreach (var column in profile.NumberColumns)
        {
            all.Add(column.Numbers);
        }

        return all;
    }

    private static void ReadColumns(
        InputFile file,
        FileProfile profile,
        bool needsDate,
        bool needsMark,
        CancellationToken cancel
    )
    {
        var columns = (needsMark ? profile.NumberColumns : [])
            .Append(needsDate ? profile.Column(ColumnRole.Date) : null)
            .OfType<ColumnProfile>()
            .ToArray();
        foreach (var column in columns)
        {
            column.ForgetEvidence();
        }

        Scan(file, profile, columns, allDates: false, cancel);
    }

    private static void Scan(
        InputFile file,
        FileProfile profile,
        ColumnProfile[] columns,
        bool allDates,
        CancellationToken cancel
    )
    {
        var shape = new TableShape(
            profile.Dialect,
            profile.Columns.Count,
            columns.Select(c => c.Index).ToArray(),
            MaxRecordBytes
        );
        using var text = file.OpenText(profile.DataOffset, profile.Encoding);
        new SegmentScanner<EvidenceRows>(
            text,
            shape,
            new EvidenceRows(columns, allDates),
            MaxRecordBytes
        ).Scan(profile.DataOffset, long.MaxValue, cancel);
    }

    private readonly struct EvidenceRows(ColumnProfile[] columns, bool allDates) : IRowHandler
    {
        public void Row(in RowView row)
        {
            for (var slot = 0; slot < columns.Length; slot++)
            {
                var value = row.Field(slot);
                if (allDates || columns[slot].Role == ColumnRole.Date)
                {
                    columns[slot].Dates.Add(value);
                }
                else
                {
                    columns[slot].Numbers.Add(value);
                }
            }
        }

        public void Rows(RowBlock block) => block.Each(this);

        public void Fault(in RowView row, RowFaultKind kind, int column) { }

        public void WindowDone() { }
    }
}
