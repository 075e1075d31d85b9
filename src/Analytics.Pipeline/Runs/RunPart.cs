using Analytics.Core.Value;
using Analytics.Reports.Customers;
using Analytics.Reports.Document;
using Analytics.Reports.Pages;

namespace Analytics.Pipeline.Runs;

/// <summary>What one part of a run adds to its directory. A part that was not run adds nothing.</summary>
public sealed record RunPart
{
    /// <summary>Columns of <c>customers.csv</c>, in the order of the parts.</summary>
    public IReadOnlyList<CustomerColumn> Columns { get; init; } = [];

    /// <summary>Tables with their file names.</summary>
    public IReadOnlyList<(string File, Table Table)> Tables { get; init; } = [];

    /// <summary>Other files with their names.</summary>
    public IReadOnlyList<(string File, Action<Stream> Write)> Files { get; init; } = [];

    /// <summary>Customers worth acting on, null where the part knows of none; the parts together name each at most once.</summary>
    public IReadOnlyList<WorkItem>? Work { get; init; }

    /// <summary>Models for the manifest.</summary>
    public IReadOnlyList<RunModel> Models { get; init; } = [];

    /// <summary>Inputs of its own beside the purchases, for the manifest.</summary>
    public IReadOnlyList<RunInput> Inputs { get; init; } = [];

    /// <summary>Adds the part to what page and charts are made from.</summary>
    public Func<RunReport, RunReport> Report { get; init; } = report => report;
}

/// <summary>A model that was tried, as it stands in the manifest.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsChosen">True where predictions come from it.</param>
/// <param name="Parameters">Its parameters, <c>name=value;...</c>.</param>
/// <param name="ExitReason">Why its search ended.</param>
/// <param name="Diagnosis">What became of it.</param>
public sealed record RunModel(
    string Name,
    bool IsChosen,
    string Parameters,
    string ExitReason,
    string Diagnosis
);
