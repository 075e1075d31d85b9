using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Analytics.Cli.Commands;
using Analytics.Cli.Help;
using Analytics.Cli.Terminals;
using Analytics.Core.Faults;
using Analytics.Pipeline.Config;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli;

/// <summary>Ties a <see cref="CrmCommand"/> to the parser.</summary>
internal static class CommandBinding
{
    /// <summary>The parser's command, with those below it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="path">Its name with those above it, for example <c>simulate purchases</c>.</param>
    /// <param name="terminal">Where results and talk go.</param>
    /// <param name="signals">Heard while the command runs.</param>
    public static Command Build(CrmCommand command, string path, Terminal terminal, Signals signals)
    {
        var bound = new Command(command.Name, command.Summary);
        bound.Options.Add(
            new HelpOption { Action = new HelpPageAction((command, path), terminal.Text) }
        );
        foreach (var child in command.Children)
        {
            bound.Subcommands.Add(Build(child, path + " " + child.Name, terminal, signals));
        }

        if (command.Runs)
        {
            Bind(bound, command, terminal, signals);
        }

        return bound;
    }

    private static void Bind(Command bound, CrmCommand command, Terminal terminal, Signals signals)
    {
        var specs = GlobalOptions.All.Concat(command.Settings).ToList();
        var options = specs.Select(ToOption).ToList();
        foreach (var option in options)
        {
            bound.Options.Add(option);
        }

        Argument<string[]>? inputs = null;
        if (command.Inputs.Length > 0)
        {
            inputs = new Argument<string[]>(command.Inputs)
            {
                Arity =
                    command.NeedsInput && !TakesSource(command) && !command.TakesStore
                        ? ArgumentArity.OneOrMore
                        : ArgumentArity.ZeroOrMore,
            };
            bound.Arguments.Add(inputs);
        }

        bound.SetAction(result =>
        {
            var given = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
            for (var i = 0; i < specs.Count; i++)
            {
                if (Given(result, specs[i], options[i]) is { } value)
                {
                    given[specs[i].Name] = value;
                }
            }

            var words = inputs is null ? [] : result.GetValue(inputs) ?? [];
            signals.Listen();
            var context = Context(command, specs, given, words, terminal, signals);
            using (context.Line)
            using (Limits.Of(context.Settings, signals))
            {
                return command.Run(context);
            }
        });
    }

    private static bool TakesSource(CrmCommand command) =>
        command.Settings.Contains(ImportOptions.Source);

    private static CommandContext Context(
        CrmCommand command,
        List<SettingSpec> specs,
        Dictionary<string, SettingValue> given,
        string[] words,
        Terminal terminal,
        Signals signals
    )
    {
        foreach (var word in words)
        {
            Secret.RefuseIn(word, "the command line");
        }

        var environment = EnvironmentLayer.Read(terminal.Environment);
        var path =
            Named(GlobalOptions.Config, given, environment)
            ?? (File.Exists(ConfigFile.DefaultName) ? ConfigFile.DefaultName : null);
        var config = path is null ? ConfigDocument.Empty : ConfigFile.Load(path);
        foreach (var warning in environment.WarningsBeside(config.Sources))
        {
            terminal.Error.WriteLine("warning: " + warning);
        }

        var source =
            TakesSource(command) && command.Inputs.Length > 0
                ? config.Choose(
                    Named(ImportOptions.Source, given, environment)
                        ?? config.Values.GetValueOrDefault(ImportOptions.Source.Name)?.Text,
                    words.Length > 0
                        || (
                            Named(ImportOptions.Source, given, environment) is null
                            && ReadsStore(command, config, given, environment)
                        ),
                    command.NeedsInput
                )
                : null;
        words = source is null ? words : [.. source.Inputs()];
        var resolved = ResolvedSettings.From(
            specs,
            config.Values,
            source?.Values ?? ConfigDocument.Empty.Values,
            environment.Values,
            given
        );
        if (command.NeedsInput && words.Length == 0 && StoreOptions.Of(resolved) is null)
        {
            throw new UsageFault(
                $"an input is missing: {command.Inputs}; name files, or - for stdin, or a source of the config with --source"
                    + (command.TakesStore ? ", or --store DIR" : "")
            );
        }

        var settings = PipelineSettings.From(resolved);
        terminal.Verbose = settings.Verbose;
        terminal.MemoryLimit = settings.Memory;
        if (settings.LogsJson)
        {
            terminal.LogJson();
        }

        if (settings is { Quiet: false } and ({ LogsJson: true } or { Verbose: true }))
        {
            terminal.Progress.StepEnded = (step, time) =>
                terminal.Error.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{step}: done in {time.TotalSeconds:0.000} s"
                    )
                );
        }

        return new CommandContext(
            words,
            resolved,
            settings,
            config,
            terminal,
            terminal.Progress,
            ProgressLine.For(
                terminal,
                settings.Quiet || settings.LogsJson,
                terminal.Progress,
                TimeSpan.FromSeconds(1)
            ),
            signals.Token
        );
    }

    // what a store holds is read instead of the config's sources, except by a run whose config names both: it brings them in first
    private static bool ReadsStore(
        CrmCommand command,
        ConfigDocument config,
        Dictionary<string, SettingValue> given,
        EnvironmentLayer environment
    ) =>
        command.TakesStore
        && (
            Named(StoreOptions.Store, given, environment) is not null
            || (
                config.Values.ContainsKey(StoreOptions.Store.Name)
                && !command.Settings.Contains(StoreOptions.Wait)
            )
        );

    private static string? Named(
        SettingSpec spec,
        Dictionary<string, SettingValue> given,
        EnvironmentLayer environment
    ) =>
        (
            given.GetValueOrDefault(spec.Name) ?? environment.Values.GetValueOrDefault(spec.Name)
        )?.Text;

    private static Option ToOption(SettingSpec spec) =>
        spec switch
        {
            { Bare: not null } => new Option<string>(spec.Option)
            {
                Arity = ArgumentArity.ZeroOrOne,
            },
            { IsFlag: true } => new Option<bool>(spec.Option) { Arity = ArgumentArity.Zero },
            { IsList: true } => new Option<string[]>(spec.Option)
            {
                Required = spec.IsRequired,
                Arity = ArgumentArity.OneOrMore,
            },
            _ => new Option<string>(spec.Option) { Required = spec.IsRequired },
        };

    private static SettingValue? Given(ParseResult result, SettingSpec spec, Option option)
    {
        if (result.GetResult(option) is not { Implicit: false } found)
        {
            return null;
        }

        return spec.IsFlag
            ? new SettingValue(["true"], SettingValue.OptionOrigin(spec))
            : new SettingValue(
                found.Tokens.Count == 0 && spec.Bare is { } bare
                    ? [bare]
                    : found.Tokens.Select(token => token.Value).ToList(),
                SettingValue.OptionOrigin(spec)
            );
    }
}
