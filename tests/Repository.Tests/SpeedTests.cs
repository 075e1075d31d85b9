using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>A speed claim in the README points to a measurement, and says what it says.</summary>
public partial class SpeedTests
{
    private static readonly string Chapter = File.ReadAllText(Repository.At("README.md"))
        .Split("\n## ")
        .Single(chapter => chapter.StartsWith("Speed\n", StringComparison.Ordinal));

    private static readonly string Result = ResultFile().Match(Chapter).Groups["path"].Value;

    [Fact]
    public void Every_measured_number_in_the_README_stands_in_the_result_file()
    {
        var measured = File.ReadAllText(Repository.At(Result));
        var told = Measured().Matches(Chapter).Select(match => match.Value).ToList();
        Assert.NotEmpty(told);
        Assert.All(
            told,
            number => Assert.Matches($@"(?<![\d.,]){Regex.Escape(number)}(?![\d.])", measured)
        );
    }

    [Fact]
    public void A_result_file_tells_day_machine_and_versions() =>
        Assert.All(
            Directory.GetFiles(
                Repository.At("benchmarks", "results"),
                "rfm-end-to-end.md",
                SearchOption.AllDirectories
            ),
            path =>
                Assert.Matches(
                    @"(?m)^\d{4}-\d{2}-\d{2} · .+ CPUs.*\.NET \d.*crm [0-9a-f]{7,}.*DuckDB \d",
                    File.ReadAllText(path)
                )
        );

    [GeneratedRegex(@"\((?<path>benchmarks/results/[^)]+\.md)\)", RegexOptions.None, 5000)]
    private static partial Regex ResultFile();

    // a number with a unit of measurement: ratios, times, memory
    [GeneratedRegex(@"\d[\d.,]*(?:x| ms)(?![a-z])", RegexOptions.None, 5000)]
    private static partial Regex Measured();
}
