using System.CommandLine;
using System.CommandLine.Help;
using Analytics.Cli.Commands;
using Analytics.Cli.Help;
using Analytics.Cli.Terminals;
using Analytics.Core.Faults;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli;

/// <summary>From words to a command: parses, resolves the settings and runs it.</summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration Parser = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,
    };

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Terminal terminal, Signals signals)
    {
        terminal.Verbose = args.Contains("--verbose", StringComparer.Ordinal);
        if (AsksForJson(args, terminal))
        {
            terminal.LogJson();
        }

        if (args.Length == 0)
        {
            HelpPage.WriteRoot(terminal.Text);
            return ExitCode.Done;
        }

        args = LeadingOptions.MoveBehindCommand(args);
        var root = Root(args, terminal, signals);
        UnknownWords.Check(root, args);
        var result = root.Parse(args, Parser);
        if (result.Errors.Count > 0 && result.Action is not HelpPageAction)
        {
            throw new UsageFault(ParseFault.Text(result));
        }

        return result.Invoke(
            new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = terminal.Text,
                Error = terminal.Error,
            }
        );
    }

    // also what is wrong with the command line is said in the shape asked for
    private static bool AsksForJson(string[] args, Terminal terminal)
    {
        var at = Array.IndexOf(args, GlobalOptions.Log.Option);
        return args.Contains(GlobalOptions.Log.Option + "=json", StringComparer.Ordinal)
            || (at >= 0 && at + 1 < args.Length && args[at + 1] == "json")
            || (
                at < 0
                && terminal.Environment.GetValueOrDefault(GlobalOptions.Log.Variable) == "json"
            );
    }

    // only the commands named in the arguments get their options: the others cost start-up time and are never run
    private static RootCommand Root(string[] args, Terminal terminal, Signals signals)
    {
        var root = new RootCommand("crm");
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new HelpPageAction(null, terminal.Text);
            }
            else if (option is VersionOption version)
            {
                version.Action = new VersionAction(terminal.Text);
            }
        }

        foreach (var command in CommandCatalogue.All)
        {
            if (args.Contains(command.Name, StringComparer.Ordinal))
            {
                root.Add(CommandBinding.Build(command, command.Name, terminal, signals));
            }
        }

        return root;
    }
}
