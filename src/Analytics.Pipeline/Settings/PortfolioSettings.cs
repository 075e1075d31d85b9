using Analytics.Core.Faults;
using Analytics.Core.Pyramid;
using Analytics.Core.Time;

namespace Analytics.Pipeline.Settings;

/// <summary>How the portfolio of customers is looked at: tiers, lapse, moves, and which parts are run.</summary>
public sealed record PortfolioSettings
{
    private const string Base = "rfm";

    private static readonly string[] Names =
    [
        "lifetime",
        "churn",
        "pyramid",
        "cohorts",
        "migration",
        "delinquency",
        "risk",
        "report",
        Base,
    ];

    /// <summary>The tiers.</summary>
    public TierSettings Tiers { get; init; } = TierSettings.ByCustomers;

    /// <summary>By what customers are ranked: <c>net_amount</c>, <c>margin</c>, <c>contribution</c> or <c>clv</c>.</summary>
    public string Value { get; init; } = "net_amount";

    /// <summary>Days without purchase after which a customer counts as lapsed; null = from the data.</summary>
    public int? LapseDays { get; init; }

    /// <summary>How far back moves between segments and tiers begin.</summary>
    public Horizon Horizon { get; init; } = new(365, TimeUnit.Day);

    /// <summary>Replicates of the tier bootstrap; 0 = none.</summary>
    public int Bootstrap { get; init; }

    /// <summary>An earlier run directory whose tiers are kept where values hardly changed; null = none.</summary>
    public string? Previous { get; init; }

    /// <summary>Parts that are run.</summary>
    public IReadOnlySet<string> Parts { get; init; } = Names.ToHashSet(StringComparer.Ordinal);

    /// <summary>True where the part is run.</summary>
    public bool Has(string part) => Parts.Contains(part);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UsageFault">A value that cannot be used.</exception>
    public static PortfolioSettings From(ResolvedSettings resolved) =>
        new()
        {
            Tiers = ReadTiers(resolved),
            Value = resolved.Choice(AnalysisOptions.Value)!,
            LapseDays = (int?)resolved.Whole(AnalysisOptions.Lapse, 1, 36_525),
            Horizon = Horizon.Parse(
                resolved.Text(AnalysisOptions.Horizon)!,
                AnalysisOptions.Horizon.Option
            ),
            Bootstrap = (int)(resolved.Whole(AnalysisOptions.Bootstrap, 0, 10_000) ?? 0),
            Previous = resolved.Text(AnalysisOptions.Previous),
            Parts = ReadParts(resolved),
        };

    /// <summary>Reads the tiers alone.</summary>
    public static TierSettings ReadTiers(ResolvedSettings resolved)
    {
        var by =
            resolved.Choice(AnalysisOptions.TiersBy) == "value"
                ? TierBasis.Value
                : TierBasis.Customers;
        return resolved.Text(AnalysisOptions.Tiers) is { } text ? TierSettings.Parse(text, by)
            : by == TierBasis.Value ? TierSettings.ByValue
            : TierSettings.ByCustomers;
    }

    private static HashSet<string> ReadParts(ResolvedSettings resolved)
    {
        var only = Listed(resolved, AnalysisOptions.Only);
        var parts =
            only.Count > 0
                ? only.ToHashSet(StringComparer.Ordinal)
                : Names.ToHashSet(StringComparer.Ordinal);
        var skipped = Listed(resolved, AnalysisOptions.Skip);
        if (skipped.Contains(Base))
        {
            throw resolved.Refused(
                AnalysisOptions.Skip,
                $"cannot leave out {Base}: all other parts stand on it"
            );
        }

        parts.ExceptWith(skipped);
        return parts;
    }

    private static List<string> Listed(ResolvedSettings resolved, SettingSpec spec)
    {
        var words =
            resolved
                .Text(spec)
                ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ?? [];
        foreach (var word in words)
        {
            if (!Names.Contains(word, StringComparer.Ordinal))
            {
                throw resolved.Refused(
                    spec,
                    $"names no part '{word}'{NearestWord.Hint(word, Names)}; parts are {string.Join(", ", Names)}"
                );
            }
        }

        return [.. words];
    }
}
