using System.Diagnostics.CodeAnalysis;

/// <summary>
/// Started inside a child process by DOTNET_STARTUP_HOOKS: writes the names of all assemblies that the process loaded when it ends. The runtime
/// wants this very name, outside any namespace.
/// </summary>
[SuppressMessage("Design", "MA0047", Justification = "the runtime looks for it there")]
internal static class StartupHook
{
    /// <summary>Names the file to write.</summary>
    public const string Variable = "CRM_TEST_LOADED";

    public static void Initialize()
    {
        var path = Environment.GetEnvironmentVariable(Variable)!;
        Environment.SetEnvironmentVariable(Variable, null);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            File.WriteAllLines(
                path,
                AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name!)
            );
    }
}
