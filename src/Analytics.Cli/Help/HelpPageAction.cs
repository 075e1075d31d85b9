using System.CommandLine;
using System.CommandLine.Invocation;
using Analytics.Cli.Commands;

namespace Analytics.Cli.Help;

/// <summary>Prints a help page on stdout, whatever else stands on the line.</summary>
/// <param name="command">The command and its path; null for the whole program.</param>
/// <param name="output">Where the page goes.</param>
internal sealed class HelpPageAction((CrmCommand Command, string Path)? command, TextWriter output)
    : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        if (command is { } page)
        {
            HelpPage.Write(page.Command, page.Path, output);
        }
        else
        {
            HelpPage.WriteRoot(output);
        }

        return ExitCode.Done;
    }
}
