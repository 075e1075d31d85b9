using Analytics.Ledger.Import;
using Analytics.Ledger.Store;
using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline;

/// <summary>What work on a store needs to know.</summary>
/// <param name="Directory">The store.</param>
/// <param name="Import">How inputs are read.</param>
/// <param name="Shared">Settings of all commands.</param>
/// <param name="Lock">How the right to write is asked for.</param>
/// <param name="RejectsFile">What <c>--rejects</c> names, or null.</param>
/// <param name="Say">Takes remarks.</param>
public sealed record StoreRequest(
    string Directory,
    ImportSettings Import,
    PipelineSettings Shared,
    LockRequest Lock,
    string? RejectsFile,
    Action<string> Say
)
{
    /// <summary>The table that the inputs enter.</summary>
    public TableRequest Table { get; init; } = TableRequest.Told;

    /// <summary>The same for the table that the settings name.</summary>
    public StoreRequest IntoTable(ResolvedSettings resolved) =>
        this with
        {
            Table = new TableRequest(
                resolved.Choice(StoreOptions.Table),
                DelinquencyRequest.ShapeOf(resolved),
                DelinquencyRequest.WideOf(resolved)
            ),
        };

    /// <summary>Makes the request of a command.</summary>
    /// <param name="command">What is done, as a user would write it.</param>
    /// <param name="directory">The store.</param>
    /// <param name="import">How inputs are read.</param>
    /// <param name="resolved">The settings.</param>
    /// <param name="shared">The shared ones.</param>
    /// <param name="clock">Tells others since when the store is held.</param>
    /// <param name="say">Takes remarks.</param>
    public static StoreRequest Of(
        string command,
        string directory,
        ImportSettings import,
        ResolvedSettings resolved,
        PipelineSettings shared,
        TimeProvider clock,
        Action<string> say
    ) =>
        new(
            directory,
            import,
            shared,
            LockOf(command, resolved, clock),
            resolved.Takes(ImportOptions.Rejects) ? resolved.Text(ImportOptions.Rejects) : null,
            say
        );

    /// <summary>How a command asks for the right to write.</summary>
    /// <param name="command">What is done, as a user would write it.</param>
    /// <param name="resolved">The settings.</param>
    /// <param name="clock">Tells others since when the store is held.</param>
    public static LockRequest LockOf(
        string command,
        ResolvedSettings resolved,
        TimeProvider clock
    ) => LockRequest.Of(command, StoreOptions.WaitOf(resolved), clock);
}
