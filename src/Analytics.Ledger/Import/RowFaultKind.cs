namespace Analytics.Ledger.Import;

/// <summary>Why a row was refused. The names in capitals stand in <c>rejects.csv</c> and <c>reconciliation.json</c>.</summary>
public enum RowFaultKind
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>More or fewer fields than columns.</summary>
    FieldCount,

    /// <summary>A quote inside a field that is not quoted.</summary>
    StrayQuote,

    /// <summary>Text between a closing quote and the delimiter.</summary>
    TextAfterQuote,

    /// <summary>A quote that is never closed, or not within the largest record.</summary>
    UnclosedQuote,

    /// <summary>A record above the largest size.</summary>
    RecordTooLong,

    /// <summary>A NUL byte.</summary>
    NulByte,

    /// <summary>Bytes that are not valid in the encoding.</summary>
    InvalidEncoding,

    /// <summary>No customer, where the policy rejects such rows.</summary>
    MissingCustomer,

    /// <summary>A customer id longer than 65,535 bytes.</summary>
    IdTooLong,

    /// <summary>An id that a spreadsheet rounded to scientific notation.</summary>
    ExcelMangledId,

    /// <summary>No date.</summary>
    DateMissing,

    /// <summary>Not a date of the column's format.</summary>
    DateInvalid,

    /// <summary>A placeholder such as 1900-01-01.</summary>
    SentinelDate,

    /// <summary>No amount.</summary>
    AmountMissing,

    /// <summary>Not a number.</summary>
    AmountInvalid,

    /// <summary>More digits than an exact amount can hold.</summary>
    AmountOutOfRange,

    /// <summary>A transaction kind that is neither a purchase nor a return.</summary>
    KindUnknown,

    /// <summary>A customer that stands in more than one row of a ready summary.</summary>
    DuplicateCustomer,

    /// <summary>Not a whole number of repeat purchases.</summary>
    FrequencyInvalid,

    /// <summary>A recency that no history can have.</summary>
    RecencyInvalid,

    /// <summary>No positive observed time.</summary>
    AgeInvalid,

    /// <summary>A mean spend that is no amount.</summary>
    SpendInvalid,

    /// <summary>A weight that is not positive.</summary>
    WeightInvalid,

    /// <summary>Not a number of survivors.</summary>
    SurvivorsInvalid,

    /// <summary>Not a parameter of the model named.</summary>
    ParameterInvalid,

    /// <summary>Not a model that can be evaluated.</summary>
    ModelInvalid,

    /// <summary>A covariate that is no number.</summary>
    CovariateInvalid,

    /// <summary>A posting type of a receivables ledger that is not known.</summary>
    TypeUnknown,

    /// <summary>A month of a panel that is neither a date nor an offset.</summary>
    MonthInvalid,

    /// <summary>A month of a panel without a status, or a column with more statuses than a status can have.</summary>
    StatusMissing,
}

/// <summary>Names and texts of row faults.</summary>
public static class RowFaults
{
    /// <summary>The name in capitals, for example <c>DATE_INVALID</c>.</summary>
    public static string Name(this RowFaultKind kind) =>
        kind switch
        {
            RowFaultKind.FieldCount => "FIELD_COUNT",
            RowFaultKind.StrayQuote => "STRAY_QUOTE",
            RowFaultKind.TextAfterQuote => "TEXT_AFTER_QUOTE",
            RowFaultKind.UnclosedQuote => "UNCLOSED_QUOTE",
            RowFaultKind.RecordTooLong => "RECORD_TOO_LONG",
            RowFaultKind.NulByte => "NUL_BYTE",
            RowFaultKind.InvalidEncoding => "INVALID_ENCODING",
            RowFaultKind.MissingCustomer => "MISSING_CUSTOMER",
            RowFaultKind.IdTooLong => "ID_TOO_LONG",
            RowFaultKind.ExcelMangledId => "EXCEL_MANGLED_ID",
            RowFaultKind.DateMissing => "DATE_MISSING",
            RowFaultKind.DateInvalid => "DATE_INVALID",
            RowFaultKind.SentinelDate => "SENTINEL_DATE",
            RowFaultKind.AmountMissing => "AMOUNT_MISSING",
            RowFaultKind.AmountInvalid => "AMOUNT_INVALID",
            RowFaultKind.AmountOutOfRange => "AMOUNT_OUT_OF_RANGE",
            RowFaultKind.KindUnknown => "KIND_UNKNOWN",
            RowFaultKind.DuplicateCustomer => "DUPLICATE_CUSTOMER",
            RowFaultKind.FrequencyInvalid => "FREQUENCY_INVALID",
            RowFaultKind.RecencyInvalid => "RECENCY_INVALID",
            RowFaultKind.AgeInvalid => "T_INVALID",
            RowFaultKind.SpendInvalid => "MONETARY_VALUE_INVALID",
            RowFaultKind.WeightInvalid => "WEIGHT_INVALID",
            RowFaultKind.SurvivorsInvalid => "SURVIVORS_INVALID",
            RowFaultKind.ParameterInvalid => "PARAMETER_INVALID",
            RowFaultKind.ModelInvalid => "MODEL_INVALID",
            RowFaultKind.CovariateInvalid => "COVARIATE_INVALID",
            RowFaultKind.TypeUnknown => "TYPE_UNKNOWN",
            RowFaultKind.MonthInvalid => "MONTH_INVALID",
            RowFaultKind.StatusMissing => "STATUS_MISSING",
            _ => "NONE",
        };

    /// <summary>The kind of a name; <see cref="RowFaultKind.None"/> where there is none.</summary>
    public static RowFaultKind Of(string name) =>
        Array.Find(Enum.GetValues<RowFaultKind>(), kind => kind.Name() == name);

    /// <summary>What was found and what was expected, in a sentence.</summary>
    public static string Text(this RowFaultKind kind) =>
        kind switch
        {
            RowFaultKind.FieldCount => "the row has another number of fields than the header",
            RowFaultKind.StrayQuote =>
                "a quote stands inside a field that is not quoted (if the file never quotes, use --quote none)",
            RowFaultKind.TextAfterQuote => "text follows a closing quote",
            RowFaultKind.UnclosedQuote => "a quote is opened and not closed",
            RowFaultKind.RecordTooLong => "the record is longer than 1 MB",
            RowFaultKind.NulByte => "the row holds a NUL byte",
            RowFaultKind.InvalidEncoding =>
                "the row holds bytes that are not valid in the file's encoding (see --encoding)",
            RowFaultKind.MissingCustomer => "the customer is empty",
            RowFaultKind.IdTooLong => "the customer id is longer than 65,535 bytes",
            RowFaultKind.ExcelMangledId =>
                "the id was rounded by a spreadsheet; export the column as text",
            RowFaultKind.DateMissing => "the date is empty",
            RowFaultKind.DateInvalid => "not a date in the column's format (see --date-format)",
            RowFaultKind.SentinelDate => "a placeholder date",
            RowFaultKind.AmountMissing => "the amount is empty",
            RowFaultKind.AmountInvalid => "not a number (see --decimal)",
            RowFaultKind.AmountOutOfRange =>
                "the number has more digits than an exact amount can hold",
            RowFaultKind.KindUnknown => "neither a purchase nor a return",
            RowFaultKind.DuplicateCustomer => "the customer stands in an earlier row already",
            RowFaultKind.FrequencyInvalid =>
                "not a whole number of repeat purchases, 0 or more (with opportunities: at most the recency)",
            RowFaultKind.RecencyInvalid =>
                "not a time from 0 to T, or 0 with repeat purchases, or above 0 without (with opportunities: whole numbers)",
            RowFaultKind.AgeInvalid =>
                "not a positive observed time (with opportunities: a whole number)",
            RowFaultKind.SpendInvalid => "not an amount, 0 or more",
            RowFaultKind.WeightInvalid => "not a positive number of customers",
            RowFaultKind.SurvivorsInvalid =>
                "not a number of survivors, 0 or more and never above the period before",
            RowFaultKind.ParameterInvalid => "not a positive number, or one that the model needs",
            RowFaultKind.ModelInvalid => "no model of that name can be evaluated here",
            RowFaultKind.CovariateInvalid => "not a number",
            RowFaultKind.TypeUnknown =>
                "a posting type that is not known; known are invoice, payment, credit, adjustment, write-off, dispute, dispute-end, close, letter, call",
            RowFaultKind.MonthInvalid => "a month that is neither a date nor an offset such as -3",
            RowFaultKind.StatusMissing =>
                "no status, or more different statuses than a status column has",
            _ => "",
        };
}
