using Analytics.Core.Faults;
using Analytics.Pipeline.Output;

namespace Analytics.Pipeline.Tests.Output;

public class OutputTargetTests
{
    [Theory]
    [InlineData("-", OutputKind.Stdout)]
    [InlineData("scores.csv", OutputKind.File)]
    [InlineData("a/b/report.XLSX", OutputKind.File)]
    [InlineData("out", OutputKind.Directory)]
    [InlineData("out.2024", OutputKind.Directory)]
    [InlineData("scores.csv/", OutputKind.Directory)]
    public void A_known_extension_means_one_file_and_any_other_name_a_directory(
        string text,
        OutputKind kind
    ) => Assert.Equal(kind, OutputTarget.Parse(text).Kind);

    [Fact]
    public void The_path_is_full_and_without_a_trailing_slash() =>
        Assert.Equal(Path.GetFullPath("out"), OutputTarget.Parse("out/").Path);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("/")]
    public void No_name_and_the_root_are_refused(string text) =>
        Assert.Throws<UsageFault>(() => OutputTarget.Parse(text));
}
