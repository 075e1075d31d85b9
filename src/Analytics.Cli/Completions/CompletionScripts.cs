using System.Text;
using Analytics.Cli.Commands;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Completions;

/// <summary>Completion scripts for shells, made from <see cref="CommandCatalogue"/>: commands, options, and the words of options with choices.</summary>
internal static class CompletionScripts
{
    /// <summary>The shells.</summary>
    public static readonly IReadOnlyList<string> Shells = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell.</summary>
    public static string Of(string shell) =>
        shell switch
        {
            "bash" => Bash(),
            "zsh" => "#compdef crm\nautoload -U +X bashcompinit && bashcompinit\n" + Bash(),
            "fish" => Fish(),
            _ => PowerShell(),
        };

    private static IEnumerable<(string Path, CrmCommand Command)> Leaves() =>
        CommandCatalogue.All.SelectMany(command => command.Leaves());

    private static IEnumerable<SettingSpec> Options(CrmCommand command) =>
        GlobalOptions.All.Concat(command.Settings);

    private static string Bash()
    {
        var text = new StringBuilder();
        text.Append(
            "_crm() {\n  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" command=\"${COMP_WORDS[1]}\"\n"
        );
        text.Append("  COMPREPLY=()\n");
        text.Append("  case \"$previous\" in\n");
        foreach (var option in Choices())
        {
            text.Append("    ")
                .Append(option.Option)
                .Append(") COMPREPLY=($(compgen -W \"")
                .AppendJoin(' ', option.Choices)
                .Append("\" -- \"$current\")); return ;;\n");
        }

        text.Append("  esac\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"");
        text.AppendJoin(' ', CommandCatalogue.All.Select(c => c.Name))
            .Append("\" -- \"$current\"))\n    return\n  fi\n");
        text.Append("  case \"$command\" in\n");
        foreach (var command in CommandCatalogue.All)
        {
            var words = command
                .Children.Select(c => c.Name)
                .Concat(
                    Leaves()
                        .Where(l => l.Path.Split(' ')[0] == command.Name)
                        .SelectMany(l => Options(l.Command))
                        .Select(o => o.Option)
                )
                .Distinct(StringComparer.Ordinal);
            text.Append("    ")
                .Append(command.Name)
                .Append(") words=\"")
                .AppendJoin(' ', words)
                .Append("\" ;;\n");
        }

        text.Append("    *) words=\"\" ;;\n  esac\n");
        text.Append(
            "  case \"$current\" in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$current\")) ;;\n"
        );
        text.Append(
            "    *) COMPREPLY=($(compgen -f -- \"$current\") $(compgen -W \"$(printf '%s\\n' $words | grep -v '^-')\" -- \"$current\")) ;;\n  esac\n}\n"
        );
        text.Append("complete -o filenames -F _crm crm\n");
        return text.ToString();
    }

    private static string Fish()
    {
        var text = new StringBuilder();
        foreach (var command in CommandCatalogue.All)
        {
            text.Append(
                $"complete -c crm -n __fish_use_subcommand -a {command.Name} -d '{Plain(command.Summary)}'\n"
            );
            foreach (var child in command.Children)
            {
                text.Append(
                    $"complete -c crm -n '__fish_seen_subcommand_from {command.Name}' -a {child.Name} -d '{Plain(child.Summary)}'\n"
                );
            }
        }

        foreach (var (path, command) in Leaves())
        {
            foreach (var option in Options(command))
            {
                var values =
                    option.Choices.Count > 0 ? $" -x -a '{string.Join(' ', option.Choices)}'"
                    : option.IsFlag ? ""
                    : " -r";
                text.Append(
                    $"complete -c crm -n '__fish_seen_subcommand_from {path.Split(' ')[^1]}' -l {option.Name}{values} -d '{Plain(option.Help)}'\n"
                );
            }
        }

        return text.ToString();
    }

    private static string PowerShell()
    {
        var text = new StringBuilder(
            "Register-ArgumentCompleter -Native -CommandName crm -ScriptBlock {\n  param($word, $tree, $cursor)\n  $options = @{\n"
        );
        foreach (var command in CommandCatalogue.All)
        {
            var words = command
                .Children.Select(c => c.Name)
                .Concat(
                    Leaves()
                        .Where(l => l.Path.Split(' ')[0] == command.Name)
                        .SelectMany(l => Options(l.Command))
                        .Select(o => o.Option)
                )
                .Distinct(StringComparer.Ordinal);
            text.Append("    '")
                .Append(command.Name)
                .Append("' = @('")
                .AppendJoin("', '", words)
                .Append("')\n");
        }

        text.Append(
            "  }\n  $command = $tree.CommandElements.Count -gt 1 ? $tree.CommandElements[1].ToString() : ''\n"
        );
        text.Append(
            "  $words = $options.ContainsKey($command) ? $options[$command] : $options.Keys\n"
        );
        text.Append(
            "  $words | Where-Object { $_ -like \"$word*\" } | Sort-Object | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }\n}\n"
        );
        return text.ToString();
    }

    private static IEnumerable<SettingSpec> Choices() =>
        Leaves()
            .SelectMany(l => Options(l.Command))
            .Where(o => o.Choices.Count > 0)
            .DistinctBy(o => o.Name, StringComparer.Ordinal)
            .OrderBy(o => o.Name, StringComparer.Ordinal);

    private static string Plain(string text) => text.Replace("'", "", StringComparison.Ordinal);
}
