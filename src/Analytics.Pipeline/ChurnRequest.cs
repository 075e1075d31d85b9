using Analytics.Ledger.Import;
using Analytics.Models.Churn;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline;

/// <summary>What the churn commands need to know.</summary>
public sealed record ChurnRequest
{
    /// <summary>How the input is read.</summary>
    public required ImportSettings Import { get; init; }

    /// <summary>Settings of all commands.</summary>
    public required PipelineSettings Shared { get; init; }

    /// <summary>Takes remarks.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>How models are trained and tested.</summary>
    public ChurnOptions Options { get; init; } = new();

    /// <summary>The label column; null for transactions.</summary>
    public string? Label { get; init; }

    /// <summary>The value of the label that is the event; null = the usual word.</summary>
    public string? Positive { get; init; }

    /// <summary>A table with more columns, or null.</summary>
    public string? FeaturesFile { get; init; }

    /// <summary>Columns that are not learnt from.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The column to split by, or null.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>What <c>--model</c> names; null in training.</summary>
    public string? ModelPath { get; init; }

    /// <summary>What <c>--rejects</c> names, or null.</summary>
    public string? RejectsFile { get; init; }

    /// <summary>True to write text as it is.</summary>
    public bool RawText { get; init; }
}
