namespace Analytics.Core.Fitting;

/// <summary>The verdict on a fit.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Words">The same in a sentence, with what to do about it.</param>
public readonly record struct Diagnosis(DiagnosisKind Kind, string Words)
{
    /// <summary>True where predictions may be made from the fit.</summary>
    public bool IsFit =>
        Kind
            is DiagnosisKind.Converged
                or DiagnosisKind.Ridge
                or DiagnosisKind.LeftTruncated
                or DiagnosisKind.WindowTooShort;

    /// <summary>Label and words in one line.</summary>
    public string Text =>
        Words.StartsWith(Label, StringComparison.Ordinal) ? Words : $"{Label}: {Words}";

    /// <summary>The kind as it stands in tables, for example <c>left-truncated</c>.</summary>
    public string Label =>
        Kind switch
        {
            DiagnosisKind.Converged => "converged",
            DiagnosisKind.Ridge => "ridge",
            DiagnosisKind.LeftTruncated => "left-truncated",
            DiagnosisKind.WindowTooShort => "window too short",
            DiagnosisKind.Boundary => "boundary",
            DiagnosisKind.TooFewRepeatBuyers => "too few repeat buyers",
            _ => "not converged",
        };
}
