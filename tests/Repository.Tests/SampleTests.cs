namespace Repository.Tests;

public class SampleTests
{
    [Fact]
    public void The_command_in_the_README_of_the_samples_makes_them_again_byte_for_byte()
    {
        var call = Assert.Single(Documents.CrmCalls("data", "samples", "README.md"));
        var folder = Directory.CreateTempSubdirectory("crm-samples-").FullName;
        try
        {
            var output = Path.Combine(folder, "samples");
            var (exitCode, _, error) = Repository.Crm(Documents.WithOutput(call, output));
            Assert.True(exitCode == 0, error);
            foreach (var path in Directory.GetFiles(output))
            {
                var sample = Repository.At("data", "samples", Path.GetFileName(path));
                Assert.Equal(File.ReadAllBytes(sample), File.ReadAllBytes(path));
            }

            Assert.Equal(2, Directory.GetFiles(output).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_samples_are_small_and_hold_nothing_else()
    {
        var files = new DirectoryInfo(Repository.At("data", "samples")).GetFiles();
        Assert.Equal(
            ["README.md", "orders.csv", "truth.json"],
            files.Select(f => f.Name).Order(StringComparer.Ordinal)
        );
        Assert.All(files, file => Assert.InRange(file.Length, 1, 1_000_000));
    }

    [Fact]
    public void The_columns_told_are_the_columns_there()
    {
        var header = File.ReadLines(Repository.At("data", "samples", "orders.csv")).First();
        var told = File.ReadLines(Repository.At("data", "samples", "README.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim())
            .Skip(1);
        Assert.Equal(header.Split(','), told);
    }
}
