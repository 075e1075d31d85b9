using Analytics.Core.Money;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Makes the account of rows from the counts of all segments.</summary>
internal static class ReportBuilder
{
    /// <summary>Makes the report.</summary>
    /// <param name="segments">Counts, rejects, lines and identical lines per segment, in the order of the text.</param>
    /// <param name="profiles">The files.</param>
    /// <param name="offsets">Turns offsets in the scanned text into offsets in the unpacked file, per file.</param>
    /// <param name="settings">Limits and names.</param>
    /// <param name="asOfDay">The as-of day or null.</param>
    public static ImportReport Build(
        IReadOnlyList<SegmentFacts> segments,
        IReadOnlyList<FileProfile> profiles,
        Func<int, IEnumerable<long>, IReadOnlyDictionary<long, long>> offsets,
        ImportSettings settings,
        int? asOfDay
    )
    {
        var total = new PurchaseCounts();
        var accounts = new List<FileAccount>();
        total.Rescale(segments.Max(s => s.Counts.Scale));
        long? identicalInAll = null;
        for (var f = 0; f < profiles.Count; f++)
        {
            var counts = new PurchaseCounts();
            counts.Rescale(total.Scale);
            var own = segments.Where(s => s.File == f).ToList();
            foreach (var segment in own)
            {
                counts.Add(segment.Counts);
            }

            total.Add(counts);
            long? identical =
                own.Count > 0 && own[0].LineHashes is { Count: > 0 } hashes
                    ? LineHashes.CountRepeats(hashes, settings.Threads)
                    : null;
            identicalInAll = identical is null ? identicalInAll : (identicalInAll ?? 0) + identical;
            accounts.Add(Account(FileName(profiles[f]), counts, identical));
        }

        return new ImportReport
        {
            Files = accounts,
            Total = Account("total", total, identicalInAll),
            Rejects = Rejects(segments, profiles, offsets),
            Limit = settings.MaxRejects,
            IsStrict = settings.Strict,
            AsOf = asOfDay is { } day ? DateOnly.FromDayNumber(day) : null,
        };
    }

    // outputs name the file, not its place: a run of the same file elsewhere gives the same bytes
    private static string FileName(FileProfile profile) => Path.GetFileName(profile.Name);

    /// <summary>The account of settled counts.</summary>
    public static FileAccount Account(string name, PurchaseCounts counts, long? identicalLines) =>
        new()
        {
            Name = name,
            Read = Row(counts.Read(), counts.Scale),
            Rejected = Rows<RowFaultKind>(counts.Rejected, counts.Scale),
            Duplicate = Row(counts.DuplicateRows, counts.Scale),
            Excluded = Rows<Exclusion>(counts.Excluded, counts.Scale),
            Accepted = Row(counts.AcceptedRows, counts.Scale),
            IdenticalLines = identicalLines,
        };

    private static List<(TKind, RowAccount)> Rows<TKind>(Func<TKind, RowTally> tallyOf, int scale)
        where TKind : struct, Enum
    {
        var rows = new List<(TKind, RowAccount)>();
        foreach (var kind in Enum.GetValues<TKind>())
        {
            var tally = tallyOf(kind);
            if (tally.Rows > 0)
            {
                rows.Add((kind, Row(tally, scale)));
            }
        }

        return rows;
    }

    private static RowAccount Row(RowTally tally, int scale) =>
        new(tally.Rows, new MoneyAmount(tally.Units, scale), tally.Unreadable);

    private static IEnumerable<RejectedRow> Rejects(
        IReadOnlyList<SegmentFacts> segments,
        IReadOnlyList<FileProfile> profiles,
        Func<int, IEnumerable<long>, IReadOnlyDictionary<long, long>> offsets
    )
    {
        for (var f = 0; f < profiles.Count; f++)
        {
            var own = segments.Where(s => s.File == f && s.Rejects.Count > 0).ToList();
            if (own.Count == 0)
            {
                continue;
            }

            var isUtf8 = profiles[f].Dialect.IsUtf8;
            var map = isUtf8
                ? null
                : offsets(f, own.SelectMany(s => s.Rejects.Read()).Select(r => r.Offset));
            var lineBase = profiles[f].DataLine;
            foreach (var segment in segments.Where(s => s.File == f))
            {
                foreach (var entry in segment.Rejects.Read())
                {
                    var column =
                        entry.Column >= 0 && entry.Column < profiles[f].Columns.Count
                            ? profiles[f].Columns[entry.Column].Name
                            : "";
                    yield return new RejectedRow(
                        FileName(profiles[f]),
                        lineBase + entry.Line + 1,
                        map is null ? entry.Offset : map[entry.Offset],
                        column,
                        entry.Kind,
                        entry.Raw
                    );
                }

                lineBase += segment.Lines;
            }
        }
    }
}

/// <summary>What a segment contributes to the report.</summary>
/// <param name="File">Index of the file.</param>
/// <param name="Counts">Its counts, settled and in the common scale.</param>
/// <param name="Rejects">Its refused rows.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="LineHashes">Its lines' hashes, where counted; then it is all of its file.</param>
internal sealed record SegmentFacts(
    int File,
    PurchaseCounts Counts,
    RejectLog Rejects,
    long Lines,
    IReadOnlyList<LineHashes>? LineHashes
);
