using System.CommandLine;
using System.CommandLine.Invocation;

namespace Analytics.Cli.Help;

/// <summary>Prints name and version on stdout.</summary>
internal sealed class VersionAction(TextWriter output) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        output.WriteLine("crm " + Version.Text);
        return ExitCode.Done;
    }
}
