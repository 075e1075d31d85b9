using System.Text;
using Analytics.Reports.Pages;

namespace Analytics.Reports.Tests.Data;

/// <summary>What a run would write, in memory.</summary>
internal static class Files
{
    /// <summary>Charts and page of a report, by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> Of(RunReport report)
    {
        var streams = new Dictionary<string, MemoryStream>(StringComparer.Ordinal);
        RunPage.Write(report, 2, name => streams[name] = new MemoryStream());
        return streams.ToDictionary(s => s.Key, s => s.Value.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The page of a report.</summary>
    public static string Page(RunReport report) =>
        Encoding.UTF8.GetString(Of(report)[RunPage.FileName]);
}
