using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Repository.Tests.Walls;

public class WallTests
{
    private static readonly Architecture Product = new ArchLoader()
        .LoadAssemblies(Wall.Projects.Select(Load).ToArray())
        .Build();

    private static readonly Architecture Controls = new ArchLoader()
        .LoadAssemblies(typeof(WallTests).Assembly)
        .Build();

    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var wall in Wall.All)
            {
                names.Add(wall.Name);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_wall_holds(string name)
    {
        var wall = Find(name);
        foreach (var project in wall.Stands)
        {
            Assert.Empty(wall.Breaches(TypesOf(project)));
        }
    }

    [Theory]
    [InlineData("Core uses the base library and MathNet.Numerics only", "YamlUser")]
    [InlineData("Core reads and writes no files, knows no processes and no network", "FileUser")]
    [InlineData("only Ledger reads compressed and foreign formats", "ZstdUser")]
    [InlineData("only Ledger reads CSV and only Reports writes it", "CsvUser")]
    [InlineData("Reports writes CSV but does not read it", "CsvUser")]
    [InlineData("only Models knows Microsoft.ML", "LearningUser")]
    [InlineData("only Reports knows charts, frames and workbooks", "ChartUser")]
    [InlineData("only Cli knows the command line and the console", "CommandLineUser")]
    [InlineData("only Cli knows the command line and the console", "ConsoleUser")]
    [InlineData("only Cli knows the command line and the console", "HiddenConsoleUser")]
    [InlineData("only Pipeline reads YAML", "YamlUser")]
    [InlineData("Core uses of our projects only: none", "PipelineUser")]
    [InlineData("Ledger uses of our projects only: Core", "LedgerAndReportsUser")]
    [InlineData("Models uses of our projects only: Core", "PipelineUser")]
    [InlineData("Reports uses of our projects only: Core", "PipelineUser")]
    [InlineData("Cli uses of our projects only: Pipeline, Core", "LedgerAndReportsUser")]
    public void The_wall_would_fall_for_a_type_that_breaks_it(string name, string breaker)
    {
        var types = Controls.Types.Where(type =>
            type.FullName.StartsWith(
                "Repository.Tests.Walls.Breakers+" + breaker,
                StringComparison.Ordinal
            )
        );
        Assert.NotEmpty(Find(name).Breaches(types));
    }

    [Fact]
    public void The_walls_see_every_project() =>
        Assert.All(
            Wall.Projects.Except(["Ledger", "Models"]),
            project => Assert.NotEmpty(TypesOf(project))
        );

    private static Wall Find(string name) => Wall.All.Single(wall => wall.Name == name);

    private static IEnumerable<IType> TypesOf(string project) =>
        Product.Types.Where(type =>
            type.FullName.StartsWith($"Analytics.{project}.", StringComparison.Ordinal)
        );

    private static System.Reflection.Assembly Load(string project) =>
        System.Reflection.Assembly.Load(project == "Cli" ? "crm" : "Analytics." + project);
}
