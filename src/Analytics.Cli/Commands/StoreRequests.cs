using Analytics.Pipeline;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary>Makes the request of work on a store from what the command was given.</summary>
internal static class StoreRequests
{
    /// <summary>Reads and checks all settings.</summary>
    /// <param name="context">What the command was given.</param>
    /// <param name="command">The command, as others are told who wait for the store.</param>
    /// <param name="directory">The store.</param>
    public static StoreRequest Of(CommandContext context, string command, string directory) =>
        StoreRequest.Of(
            command,
            directory,
            ImportSettingsReader.Read(
                context.Inputs,
                context.Resolved,
                context.Settings,
                context.Progress
            ),
            context.Resolved,
            context.Settings,
            TimeProvider.System,
            context.Say
        );
}
