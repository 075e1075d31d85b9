using Analytics.Pipeline.Delinquency;

namespace Analytics.Cli.Commands;

/// <summary>What the receivables commands read.</summary>
internal static class DelinquencyInput
{
    /// <summary>The request of a command.</summary>
    /// <param name="context">What it is run with.</param>
    /// <param name="hasTypes">True where it takes <c>--types</c>.</param>
    public static DelinquencyRequest Of(CommandContext context, bool hasTypes = true) =>
        DelinquencyRequest.Of(
            context.Inputs,
            context.Resolved,
            context.Settings,
            hasTypes,
            context.Progress,
            context.Say
        );
}
