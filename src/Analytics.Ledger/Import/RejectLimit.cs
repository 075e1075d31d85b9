using System.Globalization;

namespace Analytics.Ledger.Import;

/// <summary>How many rejected rows are tolerated, as a number of rows or as a share of the rows read.</summary>
/// <param name="Rows">Rows; used when <paramref name="Share"/> is null.</param>
/// <param name="Share">Share of the rows read, 0 to 1.</param>
public readonly record struct RejectLimit(long Rows, double? Share)
{
    /// <summary>The default of one per cent.</summary>
    public static RejectLimit Default { get; } = new(0, 0.01);

    /// <summary>True where <paramref name="rejected"/> of <paramref name="read"/> rows are more than tolerated.</summary>
    public bool IsExceeded(long rejected, long read) =>
        rejected > (Share is { } share ? share * read : Rows);

    /// <summary>The limit as a user writes it.</summary>
    public override string ToString() =>
        Share is { } share
            ? (share * 100).ToString("0.######", CultureInfo.InvariantCulture) + "%"
            : Rows.ToString(CultureInfo.InvariantCulture);
}
