using Analytics.Core.Backtest;
using Analytics.Core.Pyramid;
using Analytics.Core.Value;

namespace Analytics.Reports.Pages;

/// <summary>What the page says of lifetime value: finished numbers, nothing per customer.</summary>
public sealed record LifetimeReport
{
    /// <summary>The horizon as given, for example <c>365d</c>.</summary>
    public required string Horizon { get; init; }

    /// <summary>Name of the model used, or of what stands in where none is fit.</summary>
    public required string Model { get; init; }

    /// <summary>False where no model is fit and empirical rates stand in.</summary>
    public required bool IsFit { get; init; }

    /// <summary>True where the back-test was lost to a naive baseline.</summary>
    public required bool LosesToBaseline { get; init; }

    /// <summary>What the numbers rest on, in sentences, most important first.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>Purchase days expected of all in the horizon.</summary>
    public required double Purchases { get; init; }

    /// <summary>Discounted margin expected of all in the horizon, currency units.</summary>
    public required double Value { get; init; }

    /// <summary>80 % intervals of both.</summary>
    public required GroupTotals Total { get; init; }

    /// <summary>Every model tried.</summary>
    public required IReadOnlyList<TriedModel> Tried { get; init; }

    /// <summary>Back-tests by cut-off and model, earliest first.</summary>
    public required IReadOnlyList<ProofLine> Proof { get; init; }

    /// <summary>The rows of <c>tracking.csv</c>.</summary>
    public required IReadOnlyList<TrackingWeek> Tracking { get; init; }

    /// <summary>The rows of <c>calibration.csv</c>.</summary>
    public required IReadOnlyList<CalibrationClass> Calibration { get; init; }

    /// <summary>The rows of <c>value_matrix.csv</c>.</summary>
    public required IReadOnlyList<ValueMatrixRow> Matrix { get; init; }

    /// <summary>The worklist by reason.</summary>
    public required IReadOnlyList<WorkTotal> Work { get; init; }

    /// <summary>Share of the value at stake that a contact is assumed to bring.</summary>
    public required double SaveRate { get; init; }
}

/// <summary>A model that was tried.</summary>
/// <param name="Model">Its name, with its stages where it has some.</param>
/// <param name="IsUsed">True where predictions come from it.</param>
/// <param name="LogLikelihood">ln likelihood.</param>
/// <param name="Aic">2 x parameters - 2 x LL.</param>
/// <param name="HoldoutMae">Error per customer in the back-test; null where none was made.</param>
/// <param name="Diagnosis">What became of the fit.</param>
public sealed record TriedModel(
    string Model,
    bool IsUsed,
    double LogLikelihood,
    double Aic,
    double? HoldoutMae,
    string Diagnosis
);

/// <summary>One model at one cut-off.</summary>
/// <param name="CutOff">The last day that was known.</param>
/// <param name="Model">The model.</param>
/// <param name="Actual">Purchase days that came.</param>
/// <param name="Predicted">Purchase days foretold; null where the model was not fit there.</param>
/// <param name="Total">80 % interval of that; null where only points were foretold.</param>
/// <param name="Mae">Error per customer.</param>
/// <param name="BaselineMae">Error of the best naive baseline.</param>
public sealed record ProofLine(
    DateOnly CutOff,
    string Model,
    double Actual,
    double? Predicted,
    Interval80? Total,
    double? Mae,
    double BaselineMae
);

/// <summary>The customers of the worklist with one reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Customers">Number of customers.</param>
/// <param name="AtStake">Value at stake, currency units.</param>
/// <param name="Gain">Assumed gain of a contact each, currency units.</param>
/// <param name="Cost">Cost of the contacts.</param>
public readonly record struct WorkTotal(
    WorkReason Reason,
    int Customers,
    double AtStake,
    double Gain,
    double Cost
);
