using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Core.Faults;

namespace Analytics.Reports.Pages;

/// <summary>
/// What charts and page were made from, kept beside them as <c>report.json</c>: from it they can be made again, in another language or by a
/// later version, without the exports. It holds totals and names of segments, nothing per customer.
/// </summary>
public static class RunReportFile
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "report.json";

    /// <summary>Writes the results; equal results give equal bytes.</summary>
    public static void Write(RunReport report, Stream output)
    {
        JsonSerializer.Serialize(output, report, RunReportJson.Default.RunReport);
        output.WriteByte((byte)'\n');
    }

    /// <summary>Reads them back.</summary>
    /// <param name="input">The file.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <exception cref="DataFault">The file is none of ours, or was changed.</exception>
    public static RunReport Read(Stream input, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(input, RunReportJson.Default.RunReport)
                ?? throw new DataFault($"{name}: holds nothing; make the run again");
        }
        catch (JsonException e)
        {
            throw new DataFault($"{name}: cannot be read ({e.Message}); make the run again", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    IncludeFields = true,
    IgnoreReadOnlyProperties = true,
    WriteIndented = true,
    NewLine = "\n",
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals
)]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class RunReportJson : JsonSerializerContext;
