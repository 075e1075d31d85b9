using Analytics.Cli.Commands;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Help;

/// <summary>Help: what it is, how it is called, examples, options. Plain ASCII, at most 100 columns.</summary>
internal static class HelpPage
{
    private const int Width = 100;
    private const int LabelWidth = 28;

    /// <summary>The page of the whole program.</summary>
    public static void WriteRoot(TextWriter output)
    {
        output.WriteLine("crm - from transaction exports to customer decisions");
        output.WriteLine();
        output.WriteLine("usage: crm COMMAND [INPUT...] [OPTIONS]");
        output.WriteLine();
        output.WriteLine("commands:");
        foreach (var command in CommandCatalogue.All)
        {
            foreach (var (path, leaf) in command.Leaves())
            {
                WriteRow(output, path, leaf.Summary);
            }
        }

        WriteExamples(output, RootExamples());
        output.WriteLine();
        output.WriteLine(
            "crm COMMAND --help tells more about a command; crm --version prints the version"
        );
    }

    /// <summary>The page of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="path">Its name with those above it.</param>
    /// <param name="output">Where the page goes.</param>
    public static void Write(CrmCommand command, string path, TextWriter output)
    {
        output.WriteLine($"crm {path} - {command.Summary}");
        output.WriteLine();
        if (!command.Runs)
        {
            output.WriteLine($"usage: crm {path} COMMAND [OPTIONS]");
            output.WriteLine();
            output.WriteLine("commands:");
            foreach (var child in command.Children)
            {
                WriteRow(output, child.Name, child.Summary);
            }

            WriteExamples(output, command.Children.SelectMany(c => c.Examples).Take(3).ToList());
            return;
        }

        output.WriteLine("usage: crm " + Usage(command, path));
        foreach (var child in command.Children)
        {
            output.WriteLine($"       crm {path} {child.Name} ...  {child.Summary}");
        }

        WriteExamples(output, command.Examples);
        WriteOptions(output, "options:", command.Settings);
        WriteOptions(output, "options of every command:", GlobalOptions.All);
    }

    private static string Usage(CrmCommand command, string path)
    {
        var required = command
            .Settings.Where(spec => spec.IsRequired)
            .Select(spec => $" {spec.Option} {spec.ValueName}");
        var inputs = command.Inputs.Length > 0 ? " " + command.Inputs : "";
        return path + inputs + string.Concat(required) + " [OPTIONS]";
    }

    private static List<Example> RootExamples() =>
        CommandCatalogue
            .All.SelectMany(command =>
                command.Leaves().SelectMany(leaf => leaf.Command.Examples.Take(1))
            )
            .Take(3)
            .ToList();

    private static void WriteExamples(TextWriter output, IReadOnlyList<Example> examples)
    {
        output.WriteLine();
        output.WriteLine("examples:");
        foreach (var example in examples)
        {
            output.WriteLine("  crm " + example.Call);
            output.WriteLine("      " + example.Effect);
        }
    }

    private static void WriteOptions(
        TextWriter output,
        string title,
        IReadOnlyList<SettingSpec> specs
    )
    {
        if (specs.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title);
        foreach (var spec in specs)
        {
            var help = spec.Default is null ? spec.Help : $"{spec.Help} [{spec.Default}]";
            WriteRow(output, (spec.Option + " " + spec.ValueName).TrimEnd(), help);
        }
    }

    private static void WriteRow(TextWriter output, string label, string text)
    {
        var line = "  " + label.PadRight(LabelWidth);
        if (label.Length >= LabelWidth)
        {
            output.WriteLine("  " + label);
            line = new string(' ', LabelWidth + 2);
        }

        foreach (var word in text.Split(' '))
        {
            if (line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line.TrimEnd());
                line = new string(' ', LabelWidth + 2);
            }

            line += line.EndsWith(' ') ? word : " " + word;
        }

        output.WriteLine(line);
    }
}
