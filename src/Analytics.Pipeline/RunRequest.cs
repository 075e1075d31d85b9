using Analytics.Ledger.Import;
using Analytics.Models.Churn;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline;

/// <summary>What a run needs to know.</summary>
/// <param name="Import">How the inputs are read.</param>
/// <param name="Score">How customers are scored.</param>
/// <param name="Portfolio">Tiers, lapse, moves and parts.</param>
/// <param name="Lifetime">Model, horizon and money terms of lifetime value.</param>
/// <param name="Shared">Settings of all commands.</param>
/// <param name="RejectsFile">What <c>--rejects</c> names, or null.</param>
/// <param name="Options">The settings that decide bytes, for the manifest.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Say">Takes remarks.</param>
public sealed record RunRequest(
    ImportSettings Import,
    ScoreSettings Score,
    PortfolioSettings Portfolio,
    LifetimeSettings Lifetime,
    PipelineSettings Shared,
    string? RejectsFile,
    IReadOnlyList<(string Name, string Value)> Options,
    string Version,
    Action<string> Say
)
{
    /// <summary>How churn is estimated.</summary>
    public ChurnOptions Churn { get; init; } = new();

    /// <summary>Files and runs that settings name, beside the inputs: what they hold decides bytes too.</summary>
    public IReadOnlyList<string> NamedFiles { get; init; } = [];

    /// <summary>How the right to write a store is asked for; null where the command writes none.</summary>
    public Ledger.Store.LockRequest? Lock { get; init; }

    /// <summary>How receivables beside the purchases are read; null where there are none.</summary>
    public Delinquency.DelinquencyRequest? Receivables { get; init; }
}
