using System.Reflection;
using System.Text;
using Analytics.Core.Faults;

namespace Analytics.Core.Segments;

/// <summary>The catalogue of built-in segment maps.</summary>
public static class SegmentMaps
{
    /// <summary>The map used when none is asked for.</summary>
    public const string Default = "classic-10";

    private const int BuiltInBins = 5;

    private static readonly Entry[] Catalogue =
    [
        new("classic-10", ReadEmbedded),
        new("r-rfm", ReadEmbedded),
        new("value-8", _ => new MeanValueMap()),
        new("lifecycle-4", _ => new StageMap()),
    ];

    /// <summary>Names of the built-in maps.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Catalogue.Select(entry => entry.Name)];

    /// <summary>A built-in map by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>, in any case.</param>
    /// <param name="bins">The number of scores in force.</param>
    /// <exception cref="UsageFault">There is no such map, or it is not written for that number of scores.</exception>
    public static SegmentMap Get(string name, int bins)
    {
        var place = Array.FindIndex(
            Catalogue,
            entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase)
        );
        if (place < 0)
        {
            throw new UsageFault(
                $"there is no segment map '{name}'{NearestWord.Hint(name, Names)}; built in are {string.Join(", ", Names)}, or name a CSV file of your own"
            );
        }

        var map = Catalogue[place].Make(Catalogue[place].Name);
        map.CheckBins(bins);
        return map;
    }

    private static ScoreRangeMap ReadEmbedded(string name)
    {
        var resource = "Analytics.Core.Segments.Maps." + name + ".csv";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ScoreRangeMap.Read(name, lines.Select(line => line.Split(',')), BuiltInBins);
    }

    private sealed record Entry(string Name, Func<string, SegmentMap> Make);
}
