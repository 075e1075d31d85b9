using Analytics.Core.Segments;
using Analytics.Ledger.Tables;

namespace Analytics.Pipeline.Settings;

/// <summary>How customers are scored and named.</summary>
/// <param name="Rfm">Bins, scoring, own cuts.</param>
/// <param name="Map">The segment map.</param>
/// <param name="RawText">True to write text as it is.</param>
public sealed record ScoreSettings(RfmSettings Rfm, SegmentMap Map, bool RawText)
{
    /// <summary>Five bins by quantiles, the default map.</summary>
    public static ScoreSettings Default { get; } =
        new(new RfmSettings(), SegmentMaps.Get("classic-10", new RfmSettings().BinsInForce), false);

    /// <summary>Reads the settings of <see cref="AnalysisOptions"/>; files named there are read here.</summary>
    /// <exception cref="Core.Faults.UsageFault">A value, a map or a cut table that cannot be used.</exception>
    /// <exception cref="Core.Faults.FileFault">A map or a cut table that cannot be read.</exception>
    public static ScoreSettings From(ResolvedSettings resolved)
    {
        var rfm = new RfmSettings
        {
            Bins = (int)
                resolved
                    .Whole(AnalysisOptions.Bins, RfmSettings.FewestBins, RfmSettings.MostBins)!
                    .Value,
            Scoring =
                resolved.Choice(AnalysisOptions.Scoring) == "ntile"
                    ? RfmScoring.Ntile
                    : RfmScoring.Quantile,
            Cuts = resolved.Text(AnalysisOptions.RfmCuts) is { } file
                ? RfmCutsReader.Read(SmallTable.Read(file))
                : null,
        };
        rfm.Check();
        var name = resolved.Text(AnalysisOptions.Segments)!;
        var map = IsFile(name)
            ? ScoreRangeMap.Read(
                Path.GetFileNameWithoutExtension(name),
                SmallTable.Read(name),
                rfm.BinsInForce
            )
            : SegmentMaps.Get(name, rfm.BinsInForce);
        return new ScoreSettings(rfm, map, resolved.Flag(AnalysisOptions.RawText));
    }

    private static bool IsFile(string name) =>
        name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || name.Contains('/', StringComparison.Ordinal);
}
