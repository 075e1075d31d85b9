namespace Analytics.Ledger.Import.Scanning;

/// <summary>How the tokenizer left a record.</summary>
internal enum RecordStatus
{
    /// <summary>The fields are set.</summary>
    Complete,

    /// <summary>The text ends inside the record and more text follows.</summary>
    NeedMore,

    /// <summary>The record is refused.</summary>
    Refused,
}
