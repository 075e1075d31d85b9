using System.Diagnostics;

namespace Repository.Tests;

/// <summary>The checkout the tests run in.</summary>
internal static class Repository
{
    /// <summary>Its root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder below the root.</summary>
    public static string At(params string[] names) => Path.Combine([Root, .. names]);

    /// <summary>The C# files below a folder, generated ones left out.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(At(folder), "*.cs", SearchOption.AllDirectories)
            .Where(path =>
                !Path.GetRelativePath(Root, path)
                    .Split(Path.DirectorySeparatorChar)
                    .Any(part => part is "bin" or "obj")
            );

    /// <summary>Runs crm from the root as a process of its own.</summary>
    public static (int ExitCode, string Output, string Error) Crm(IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Root,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "crm.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), error);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CrmAnalytics.sln")))
        {
            folder =
                folder.Parent
                ?? throw new DirectoryNotFoundException("no CrmAnalytics.sln above the tests");
        }

        return folder.FullName;
    }
}
