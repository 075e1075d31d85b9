using System.Reflection;

namespace Analytics.Cli;

/// <summary>The version of the program.</summary>
internal static class Version
{
    /// <summary>For example <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(Version)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "0";
}
