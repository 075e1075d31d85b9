using Analytics.Cli.Terminals;
using Analytics.Core.Work;
using Analytics.Pipeline.Config;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary>What a command is run with.</summary>
/// <param name="Inputs">The words after its name.</param>
/// <param name="Resolved">Every setting it takes, with its origin.</param>
/// <param name="Settings">The shared settings, checked.</param>
/// <param name="Config">What the config says.</param>
/// <param name="Terminal">Where results and talk go.</param>
/// <param name="Progress">How far the reading of the inputs has come.</param>
/// <param name="Line">Where that is shown, or null.</param>
/// <param name="Stop">Cancelled by Ctrl-C and SIGTERM.</param>
internal sealed record CommandContext(
    IReadOnlyList<string> Inputs,
    ResolvedSettings Resolved,
    PipelineSettings Settings,
    ConfigDocument Config,
    Terminal Terminal,
    ImportProgress Progress,
    ProgressLine? Line,
    CancellationToken Stop
)
{
    /// <summary>Says something on stderr unless <c>--quiet</c>.</summary>
    public void Say(string line)
    {
        if (Line is not null)
        {
            Line.Say(line);
        }
        else if (!Settings.Quiet)
        {
            Terminal.Error.WriteLine(line);
        }
    }
}
