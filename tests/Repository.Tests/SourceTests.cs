namespace Repository.Tests;

public class SourceTests
{
    private const int MostLines = 500;

    // put together here so that this file does not find itself
    private static readonly string[] Marks =
    [
        "TO" + "DO",
        "FIX" + "ME",
        "HA" + "CK",
        "NotImplemented" + "Exception",
    ];

    [Fact]
    public void No_source_file_is_longer_than_a_reader_holds_in_mind() =>
        Assert.All(
            Repository.Sources("src"),
            path => Assert.True(File.ReadLines(path).Count() <= MostLines, path)
        );

    [Fact]
    public void Nothing_is_left_for_later_in_the_sources() =>
        Assert.All(
            Repository.Sources("src").Concat(Repository.Sources("tests")),
            path =>
            {
                var text = File.ReadAllText(path);
                Assert.All(Marks, mark => Assert.False(text.Contains(mark), $"{mark} in {path}"));
            }
        );

    [Fact]
    public void A_source_file_bears_the_name_of_a_type_in_it() =>
        Assert.All(
            Repository.Sources("src"),
            path =>
                Assert.Matches(
                    $@"\b(class|struct|record|enum|interface|delegate \w+) {Path.GetFileNameWithoutExtension(path)}\b",
                    File.ReadAllText(path)
                )
        );

    [Fact]
    public void Every_project_of_the_layout_has_its_tests()
    {
        var projects = Directory
            .GetDirectories(Repository.At("src"))
            .Select(path => Path.GetFileName(path)!);
        Assert.All(
            projects,
            name => Assert.True(Directory.Exists(Repository.At("tests", name + ".Tests")), name)
        );
        Assert.Equal(6, projects.Count());
    }
}
