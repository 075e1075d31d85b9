using Analytics.Core.Delinquency.Rolls;
using Analytics.Models.Delinquency;
using Analytics.Models.Evaluation;
using Analytics.Models.ModelFile;
using Analytics.Pipeline.Runs;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>What was learnt of receivables, with its proof.</summary>
/// <param name="Rolls">All rolls, counted by type.</param>
/// <param name="Models">Chains and transition models: what scores an account.</param>
/// <param name="Risk">Scorecard and boosted trees, judged on rows that neither learnt from.</param>
/// <param name="Board">The transition models one by one, by type and then by state.</param>
internal sealed record TrainedRolls(
    RollTable Rolls,
    RollModels Models,
    RiskModels Risk,
    IReadOnlyList<BoardCell> Board
)
{
    /// <summary>Columns that tell how a transition model did on rows it has not learnt from.</summary>
    private static readonly string[] JudgedColumns =
    [
        "test_rows",
        "test_rolls",
        "auc",
        "log_loss",
        "baseline_log_loss",
        "brier",
        "foretold",
        "observed",
    ];

    /// <summary>Columns of <c>board.csv</c>.</summary>
    public static readonly string[] BoardColumns =
    [
        "type",
        "from",
        "to",
        "served_by",
        "rows",
        "rolls",
        .. JudgedColumns,
    ];

    /// <summary>Columns that tell who serves a transition, and how well.</summary>
    public static readonly string[] ProofColumns = ["served_by", .. JudgedColumns];

    private const string Trained = "trained on these receivables";

    /// <summary>Why it is these models, in words.</summary>
    public string Choice { get; init; } = Trained;

    /// <summary>The models of the run before that were looked at; empty where there were none.</summary>
    public IReadOnlyList<RunInput> Earlier { get; init; } = [];

    /// <summary>The drift test of models that were saved: the scorecard with its scores, and the number of rolls that the transition models foretell.</summary>
    public ModelDrift Drift()
    {
        var drift = Risk.Drift("rolled");
        var judged = Board.Where(cell => cell.TestRows > 0).ToList();
        var (rolls, foretold) = (
            judged.Sum(cell => cell.TestRolls),
            judged.Sum(cell => cell.TestRows * cell.Foretold)
        );
        return ModelDrift.IsOff(rolls, foretold, Math.Sqrt(foretold))
            ? drift with
            {
                Reasons =
                [
                    .. drift.Reasons,
                    FormattableString.Invariant(
                        $"{rolls} rolled, {foretold:0} were foretold by the transition models"
                    ),
                ],
            }
            : drift;
    }

    /// <summary>The models for a manifest.</summary>
    public RunModel AsModel() =>
        new(
            "risk of receivables",
            true,
            FormattableString.Invariant(
                $"types={Models.Types.Names.Count};transition_models={Board.Count};lgd={Models.Lgd:0.000}"
            ),
            Choice,
            FormattableString.Invariant(
                $"scorecard AUC {Risk.CardProof.Auc.Value:0.000}, boosting {Risk.BoostedProof.Auc.Value:0.000} out of time"
            )
        );

    /// <summary>How good the models are, in sentences.</summary>
    public IEnumerable<string> Words() =>
        [
            .. Choice == Trained ? [] : new[] { Choice },
            .. TrainRun.Words(Risk),
            FormattableString.Invariant(
                $"transition models: {Board.Count(b => b.Server == "own")} of {Board.Count} with a model of their own, {Board.Count(b => b.LogLoss < b.Baseline)} of {Board.Count(b => double.IsFinite(b.LogLoss))} judged ones better than their mere rate"
            ),
            FormattableString.Invariant(
                $"loss given default: {Models.Lgd:0.000} ({Models.LgdSource})"
            ),
        ];

    /// <summary>Name of the type of a transition model.</summary>
    public string TypeOf(BoardCell cell) =>
        Models.Types.Names.Count == 0 ? "all" : Models.Types.Names[cell.Type];

    /// <summary>A row of <c>board.csv</c>.</summary>
    public string?[] Row(BoardCell cell, StateScale scale)
    {
        var ladder = scale.Ladder.ToList();
        return
        [
            TypeOf(cell),
            scale.Names[cell.State],
            scale.Names[ladder[ladder.IndexOf(cell.State) + 1]],
            cell.Server,
            Cells.Of(cell.Rows),
            Cells.Of(cell.Rolls),
            .. Judged(cell),
        ];
    }

    /// <summary>The proof of a transition model.</summary>
    public static string?[] Proof(BoardCell cell) => [cell.Server, .. Judged(cell)];

    private static string?[] Judged(BoardCell cell) =>
        [
            Cells.Of(cell.TestRows),
            Cells.Of(cell.TestRolls),
            Finite(cell.Auc),
            Finite(cell.LogLoss),
            Finite(cell.Baseline),
            Finite(cell.Brier),
            Finite(cell.Foretold),
            cell.TestRows == 0 ? null : Cells.Of((double)cell.TestRolls / cell.TestRows),
        ];

    /// <summary>Models, scorecard and evaluation as files.</summary>
    /// <param name="rawText">True to leave text as it is in tables.</param>
    public IEnumerable<(string File, Action<Stream> Write)> Files(bool rawText) =>
        [
            (
                RiskFiles.Transitions,
                file => ModelDocument.Write(file, RollModels.Kind, Models.Write)
            ),
            .. RiskFiles.Of(
                Risk,
                "rolls",
                rawText,
                json =>
                {
                    json.WriteNumber("lgd", Models.Lgd);
                    json.WriteString("lgd_source", Models.LgdSource);
                    json.WriteNumber("posting_gap_days", RollFeatures.PostingGap);
                    json.WriteNumber("transition_models", Board.Count);
                    json.WriteNumber("own_models", Board.Count(b => b.Server == "own"));
                }
            ),
        ];

    private static string? Finite(double value) => double.IsFinite(value) ? Cells.Of(value) : null;
}
