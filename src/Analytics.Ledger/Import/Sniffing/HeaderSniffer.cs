namespace Analytics.Ledger.Import.Sniffing;

/// <summary>Tells whether the first record names the columns.</summary>
internal static class HeaderSniffer
{
    private const int MostRows = 200;

    /// <summary>True where the first record is a header: all words, and either known names or another kind of value below.</summary>
    public static bool HasHeader(List<SampledRecord> records)
    {
        var first = records.Count == 0 ? null : records[0].Fields;
        if (
            first is null
            || first.All(c => c.Trim().Length == 0)
            || first.Any(c => c.Length > 0 && (CellType.IsNumber(c) || CellType.IsDate(c)))
        )
        {
            return false;
        }

        if (first.Count(c => RoleNames.Find(c) is not null) >= Math.Min(2, first.Length))
        {
            return true;
        }

        var rows = records
            .Skip(1)
            .Take(MostRows)
            .Where(r => r.Fields?.Length == first.Length)
            .Select(r => r.Fields!)
            .ToList();
        if (rows.Count == 0)
        {
            return true;
        }

        var isOther = Enumerable
            .Range(0, first.Length)
            .Any(i =>
                rows.Count(r =>
                    r[i].Length > 0 && (CellType.IsNumber(r[i]) || CellType.IsDate(r[i]))
                )
                > rows.Count / 2
            );
        var isUnique =
            first.Distinct(StringComparer.Ordinal).Count() == first.Length
            && !rows.Exists(r => r.SequenceEqual(first));
        return isOther || (isUnique && first.Any(c => RoleNames.Find(c) is not null));
    }
}
