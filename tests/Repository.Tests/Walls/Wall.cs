using ArchUnitNET.Domain;

namespace Repository.Tests.Walls;

/// <summary>A wall of the layout: what the types of some projects may not use.</summary>
/// <param name="Name">The wall in words.</param>
/// <param name="Stands">Projects it stands around, without <c>Analytics.</c>.</param>
/// <param name="Forbids">True for the full name of a type that may not be used there.</param>
public sealed record Wall(string Name, IReadOnlyList<string> Stands, Func<string, bool> Forbids)
{
    /// <summary>All projects.</summary>
    public static readonly string[] Projects =
    [
        "Core",
        "Ledger",
        "Models",
        "Reports",
        "Pipeline",
        "Cli",
    ];

    /// <summary>The walls of the layout.</summary>
    public static readonly IReadOnlyList<Wall> All =
    [
        new(
            "Core uses the base library and MathNet.Numerics only",
            ["Core"],
            name =>
                !Within(
                    name,
                    "System",
                    "MathNet.Numerics",
                    "Analytics.Core",
                    "Microsoft.CodeAnalysis"
                )
        ),
        new(
            "Core reads and writes no files, knows no processes and no network",
            ["Core"],
            name =>
                Within(name, "System.Net", "System.Diagnostics.Process")
                || name
                    is "System.IO.File"
                        or "System.IO.Directory"
                        or "System.IO.FileStream"
                        or "System.Environment"
        ),
        new(
            "only Ledger reads compressed and foreign formats",
            Except("Ledger"),
            name => Within(name, "ZstdSharp", "UtfUnknown", "Parquet", "Npgsql", "DuckDB")
        ),
        new(
            "only Ledger reads CSV and only Reports writes it",
            Except("Ledger", "Reports"),
            name => Within(name, "CsvHelper")
        ),
        new(
            "Reports writes CSV but does not read it",
            ["Reports"],
            name => Within(name, "CsvHelper") && name.Contains("Reader", StringComparison.Ordinal)
        ),
        new(
            "only Models knows Microsoft.ML",
            Except("Models"),
            name => Within(name, "Microsoft.ML")
        ),
        new(
            "only Reports knows charts, frames and workbooks",
            Except("Reports"),
            name => Within(name, "ScottPlot", "SkiaSharp", "Deedle", "MiniExcelLibs")
        ),
        new(
            "only Cli knows the command line and the console",
            Except("Cli"),
            name =>
                Within(name, "System.CommandLine", "Spectre.Console") || name == "System.Console"
        ),
        new("only Pipeline reads YAML", Except("Pipeline"), name => Within(name, "YamlDotNet")),
        Arrow("Core"),
        Arrow("Ledger", "Core"),
        Arrow("Models", "Core"),
        Arrow("Reports", "Core"),
        Arrow("Pipeline", "Ledger", "Models", "Reports", "Core"),
        Arrow("Cli", "Pipeline", "Core"),
    ];

    /// <summary>Each use of something forbidden, as "type uses type".</summary>
    public IEnumerable<string> Breaches(IEnumerable<IType> types) =>
        types
            .SelectMany(type => type.Dependencies)
            .Where(dependency =>
                !IsCompilerMade(dependency.Target.FullName) && Forbids(NameOf(dependency.Target))
            )
            .Select(dependency => $"{dependency.Origin.FullName} uses {dependency.Target.FullName}")
            .Distinct(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    // a type parameter is named "T[] Owner": its owner is what counts
    private static string NameOf(IType type) =>
        type.FullName[(type.FullName.LastIndexOf(' ') + 1)..];

    private static bool IsCompilerMade(string name) =>
        name.Contains("<PrivateImplementationDetails>", StringComparison.Ordinal);

    private static Wall Arrow(string project, params string[] allowed) =>
        new(
            $"{project} uses of our projects only: {string.Join(", ", allowed.DefaultIfEmpty("none"))}",
            [project],
            name =>
                Projects
                    .Except([project, .. allowed])
                    .Any(other => Within(name, "Analytics." + other))
        );

    private static string[] Except(params string[] owners) => Projects.Except(owners).ToArray();

    private static bool Within(string name, params string[] namespaces) =>
        namespaces.Any(space => name.StartsWith(space + ".", StringComparison.Ordinal));
}
