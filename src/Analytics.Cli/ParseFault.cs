using System.CommandLine;
using System.CommandLine.Parsing;

namespace Analytics.Cli;

/// <summary>What the parser found wrong, in our words.</summary>
internal static class ParseFault
{
    /// <summary>One line for each error.</summary>
    public static string Text(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (command.Subcommands.Count > 0 || command is RootCommand)
        {
            return command is RootCommand
                ? "no command is given; crm --help lists them"
                : $"crm {command.Name} needs one of: {string.Join(", ", command.Subcommands.Select(c => c.Name))}";
        }

        return string.Join("\n", result.Errors.Select(Text).Distinct(StringComparer.Ordinal));
    }

    private static string Text(ParseError error) =>
        error.SymbolResult switch
        {
            OptionResult { Option: var option, IdentifierTokenCount: 0 } =>
                $"{option.Name} is missing",
            OptionResult { Option: var option, Tokens.Count: 0 } => $"{option.Name} needs a value",
            OptionResult { Option: var option, IdentifierTokenCount: > 1 } =>
                $"{option.Name} is given more than once",
            ArgumentResult { Argument: var input } =>
                $"an input is missing: {input.Name}; name files, or - for stdin",
            _ => error.Message.TrimEnd('.'),
        };
}
