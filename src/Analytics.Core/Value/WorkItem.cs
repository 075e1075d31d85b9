namespace Analytics.Core.Value;

/// <summary>One customer worth acting on.</summary>
/// <param name="Row">Row of the summary.</param>
/// <param name="Reason">Why; the reason with the greatest value at stake, the first of the enumeration among equals.</param>
/// <param name="ValueAtStake">Currency units.</param>
/// <param name="ExpectedGain">Share of it that a contact is assumed to bring.</param>
/// <param name="Cost">Cost of the contact.</param>
public readonly record struct WorkItem(
    int Row,
    WorkReason Reason,
    double ValueAtStake,
    double ExpectedGain,
    double Cost
);
