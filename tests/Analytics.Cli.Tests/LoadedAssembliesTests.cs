using System.Diagnostics;

namespace Analytics.Cli.Tests;

/// <summary>What a command does not need is not loaded: start-up stays short.</summary>
public class LoadedAssembliesTests
{
    private static readonly string[] Heavy =
    [
        "ScottPlot",
        "SkiaSharp",
        "Deedle",
        "FSharp.Core",
        "Microsoft.ML",
        "MathNet.Numerics",
        "YamlDotNet",
        "UTF.Unknown",
    ];

    [Theory]
    [InlineData("--help")]
    [InlineData("run --help")]
    [InlineData("--version")]
    [InlineData("rfm IN --out OUT.csv")]
    [InlineData("pyramid IN")]
    [InlineData("cohorts IN")]
    [InlineData("convert IN")]
    public void Commands_without_pictures_and_models_load_no_library_for_them(string command)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["in.csv"],
            "customer,date,amount\na,2024-01-05,10\nb,2024-02-05,7\n"
        );
        var loaded = Loaded(
            folder,
            command
                .Replace("IN", folder["in.csv"], StringComparison.Ordinal)
                .Replace("OUT", folder["out"], StringComparison.Ordinal)
        );
        Assert.Contains("Analytics.Pipeline", loaded);
        Assert.DoesNotContain(
            loaded,
            name => Heavy.Any(heavy => name.StartsWith(heavy, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_run_with_its_page_does_load_the_charts()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["in.csv"],
            "customer,date,amount\na,2024-01-05,10\nb,2024-02-05,7\n"
        );
        Assert.Contains(
            "ScottPlot",
            Loaded(folder, $"run {folder["in.csv"]} --out {folder["run"]}")
        );
    }

    private static List<string> Loaded(TemporaryFolder folder, string command)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "crm.dll"));
        foreach (var word in command.Split(' '))
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.Environment[StartupHook.Variable] = folder["loaded"];
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return [.. File.ReadAllLines(folder["loaded"])];
    }
}
