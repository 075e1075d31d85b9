using System.CommandLine;
using Analytics.Cli.Commands;
using Analytics.Core.Faults;

namespace Analytics.Cli;

/// <summary>Finds commands and options that do not exist before the parser takes them for something else, and names the nearest that does.</summary>
internal static class UnknownWords
{
    /// <summary>Walks the arguments down the tree of commands.</summary>
    /// <exception cref="UsageFault">A word that is neither command nor option.</exception>
    public static void Check(RootCommand root, string[] args)
    {
        Command command = root;
        Option? waiting = null;
        foreach (var arg in args)
        {
            if (waiting is not null)
            {
                waiting = null;
            }
            else if (arg == "--")
            {
                return;
            }
            else if (arg.Length > 1 && arg[0] == '-')
            {
                waiting = CheckOption(command, arg);
            }
            else if (command.Subcommands.FirstOrDefault(c => c.Name == arg) is { } child)
            {
                command = child;
            }
            else if (command.Arguments.Count == 0)
            {
                command = CheckCommand(command, arg);
            }
        }
    }

    private static Option? CheckOption(Command command, string arg)
    {
        var name = arg.Split('=', 2)[0];
        var option = command.Options.FirstOrDefault(o =>
            o.Name == name || o.Aliases.Contains(name)
        );
        if (option is not null)
        {
            return option.Arity.MinimumNumberOfValues > 0 && name.Length == arg.Length
                ? option
                : null;
        }

        var nearest = NearestWord.Find(name, command.Options.Select(o => o.Name));
        throw new UsageFault(
            $"unknown option {name}{Of(command)}"
                + (
                    nearest is null
                        ? $"; {HelpCall(command)} lists them"
                        : $"; did you mean {nearest}?"
                )
        );
    }

    private static Command CheckCommand(Command command, string arg)
    {
        var child = command.Subcommands.FirstOrDefault(c => c.Name == arg);
        if (child is not null)
        {
            return child;
        }

        if (command is not RootCommand && command.Subcommands.Count == 0)
        {
            throw new UsageFault($"'{arg}' is one word too many{Of(command)}");
        }

        var names =
            command is RootCommand
                ? CommandCatalogue.All.Select(c => c.Name)
                : command.Subcommands.Select(c => c.Name);
        var nearest = NearestWord.Find(arg, names);
        throw new UsageFault(
            $"unknown command '{arg}'{Of(command)}"
                + (
                    nearest is null
                        ? $"; {HelpCall(command)} lists them"
                        : $"; did you mean {nearest}?"
                )
        );
    }

    private static string Of(Command command) =>
        command is RootCommand ? "" : $" for crm {Path(command)}";

    private static string HelpCall(Command command) =>
        command is RootCommand ? "crm --help" : $"crm {Path(command)} --help";

    private static string Path(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null or RootCommand ? command.Name : Path(parent) + " " + command.Name;
    }
}
