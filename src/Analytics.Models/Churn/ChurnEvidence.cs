using Analytics.Models.Evaluation;

namespace Analytics.Models.Churn;

/// <summary>What is known of a churn model: measures on rows it has not seen beside those of simpler rules, and how it was chosen.</summary>
public sealed record ChurnEvidence
{
    /// <summary>How test rows were set apart, in words.</summary>
    public required string Split { get; init; }

    /// <summary>The model on the test rows.</summary>
    public required BinaryEvaluation Model { get; init; }

    /// <summary>The baselines on the same rows by name (rate, recency, lifetime, logistic); null where a baseline makes no sense.</summary>
    public required IReadOnlyList<(
        string Name,
        BinaryEvaluation? Evaluation
    )> Baselines { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Chosen { get; init; }

    /// <summary>Candidates with their log loss where the choice was made, nats.</summary>
    public IReadOnlyList<(string Name, double LogLoss)> Candidates { get; init; } = [];

    /// <summary>The same model trained and tested on rows mixed in time; null where time plays no part.</summary>
    public BinaryEvaluation? RandomSplit { get; init; }

    /// <summary>The windows of time; empty where time plays no part.</summary>
    public IReadOnlyList<ChurnWindow> Windows { get; init; } = [];

    /// <summary>What each column is worth.</summary>
    public IReadOnlyList<PermutationImportance> Importance { get; init; } = [];

    /// <summary>Stability of each column, training against test rows.</summary>
    public IReadOnlyList<(string Column, double Psi, long NewValues)> Stability { get; init; } = [];

    /// <summary>Columns left out, with the reason.</summary>
    public IReadOnlyList<(string Column, string Why)> LeftOut { get; init; } = [];

    /// <summary>What contacting customers would have earned; null where no customer values are known.</summary>
    public ProfitCurve? Profit { get; init; }

    /// <summary>What a reader should know.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>One window of time.</summary>
/// <param name="Use"><c>train</c>, <c>choose</c> or <c>test</c>.</param>
/// <param name="CutOff">Features look at days up to this one, ISO date.</param>
/// <param name="LabelledTo">Outcomes come from the days behind it up to this one, ISO date.</param>
/// <param name="Rows">Eligible customers.</param>
/// <param name="Positives">Those who did not buy.</param>
public sealed record ChurnWindow(
    string Use,
    string CutOff,
    string LabelledTo,
    int Rows,
    int Positives
);
