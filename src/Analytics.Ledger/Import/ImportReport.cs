namespace Analytics.Ledger.Import;

/// <summary>What an import read, refused and left out.</summary>
public sealed record ImportReport
{
    /// <summary>Per input, in the order read.</summary>
    public required IReadOnlyList<FileAccount> Files { get; init; }

    /// <summary>All inputs together.</summary>
    public required FileAccount Total { get; init; }

    /// <summary>The refused rows in the order of the inputs; read again at each enumeration.</summary>
    public required IEnumerable<RejectedRow> Rejects { get; init; }

    /// <summary>The tolerated number of refused rows.</summary>
    public required RejectLimit Limit { get; init; }

    /// <summary>Any refused row is one too many.</summary>
    public required bool IsStrict { get; init; }

    /// <summary>The as-of day; null where no purchase was accepted and none was given.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>True where more rows were refused than is tolerated.</summary>
    public bool IsOverLimit =>
        IsStrict ? Total.RejectedRows > 0 : Limit.IsExceeded(Total.RejectedRows, Total.Read.Rows);
}

/// <summary>Imported purchases and the account of their rows.</summary>
/// <typeparam name="T">Summary columns or customer-days.</typeparam>
/// <param name="Data">The data; null where nothing usable was read or too many rows were refused.</param>
/// <param name="Report">The account.</param>
public sealed record ImportResult<T>(T? Data, ImportReport Report)
    where T : class;
