namespace Analytics.Reports.Pages;

/// <summary>What the page says of churn: finished numbers, nothing per customer.</summary>
public sealed record ChurnReport
{
    /// <summary>Days without a purchase that count as churn.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>The model shipped.</summary>
    public required string Model { get; init; }

    /// <summary>How the test rows were set apart.</summary>
    public required string Split { get; init; }

    /// <summary>The model and the simpler rules on the test rows, the model first.</summary>
    public required IReadOnlyList<ChurnRule> Rules { get; init; }

    /// <summary>Lift of each tenth, highest probability first, with its 95 % interval.</summary>
    public required IReadOnlyList<ChurnLift> Lift { get; init; }

    /// <summary>Foretold and came, by bins of probability.</summary>
    public required IReadOnlyList<ChurnBin> Calibration { get; init; }

    /// <summary>Customers scored.</summary>
    public required int Scored { get; init; }

    /// <summary>Sum of their churn probabilities.</summary>
    public required double Expected { get; init; }

    /// <summary>Customers worth a contact within the budget.</summary>
    public required int Contacts { get; init; }

    /// <summary>Expected saved margin of contacting them, with its 95 % interval, currency units.</summary>
    public required ChurnLift Saved { get; init; }

    /// <summary>Cost of contacting them.</summary>
    public required double Cost { get; init; }

    /// <summary>Share of the margin at stake that a contact is assumed to save.</summary>
    public required double SaveRate { get; init; }

    /// <summary>The columns that matter most: loss of AUC when one is shuffled.</summary>
    public required IReadOnlyList<ChurnColumn> Columns { get; init; }
}

/// <summary>A model or rule on the test rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Auc">Area under the ROC curve.</param>
/// <param name="AucLow">Lower 95 % limit of it.</param>
/// <param name="AucHigh">Upper 95 % limit of it.</param>
/// <param name="LogLoss">Mean log loss, nats.</param>
/// <param name="Brier">Mean squared error.</param>
/// <param name="Lift">Lift of the first tenth.</param>
/// <param name="Slope">Calibration slope; null where there is none.</param>
public sealed record ChurnRule(
    string Name,
    double Auc,
    double AucLow,
    double AucHigh,
    double LogLoss,
    double Brier,
    double Lift,
    double? Slope
);

/// <summary>A number with its 95 % interval.</summary>
/// <param name="Value">The number.</param>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
public readonly record struct ChurnLift(double Value, double Low, double High);

/// <summary>Customers of like probability.</summary>
/// <param name="Rows">Number.</param>
/// <param name="Foretold">Mean probability.</param>
/// <param name="Came">Share that left.</param>
/// <param name="Low">Lower 95 % limit of the share.</param>
/// <param name="High">Upper 95 % limit of the share.</param>
public readonly record struct ChurnBin(
    int Rows,
    double Foretold,
    double Came,
    double Low,
    double High
);

/// <summary>What a column is worth to the model.</summary>
/// <param name="Name">The column, in words.</param>
/// <param name="AucLoss">Loss of AUC when it is shuffled.</param>
public readonly record struct ChurnColumn(string Name, double AucLoss);
