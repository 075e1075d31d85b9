using Analytics.Cli.Completions;
using Analytics.Core.Faults;

namespace Analytics.Cli.Commands;

/// <summary><c>crm completions</c>: a script that completes commands and options.</summary>
internal sealed class CompletionsCommand()
    : CrmCommand("completions", "a completion script for bash, zsh, fish or pwsh")
{
    /// <inheritdoc/>
    public override string Inputs => "SHELL";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "completions bash > ~/.local/share/bash-completion/completions/crm",
                "for bash, in new shells"
            ),
            new("completions fish > ~/.config/fish/completions/crm.fish", "for fish"),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var shell = context.Inputs[0];
        if (
            context.Inputs.Count != 1
            || !CompletionScripts.Shells.Contains(shell, StringComparer.Ordinal)
        )
        {
            throw new UsageFault(
                $"there are no completions for '{string.Join(' ', context.Inputs)}'{NearestWord.Hint(shell, CompletionScripts.Shells)}; shells are {string.Join(", ", CompletionScripts.Shells)}"
            );
        }

        context.Terminal.Text.Write(CompletionScripts.Of(shell));
        return ExitCode.Done;
    }
}
