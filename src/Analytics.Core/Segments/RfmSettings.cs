using Analytics.Core.Faults;
using static System.FormattableString;

namespace Analytics.Core.Segments;

/// <summary>Settings of the RFM scores.</summary>
public sealed record RfmSettings
{
    /// <summary>Fewest scores.</summary>
    public const int FewestBins = 3;

    /// <summary>Most scores.</summary>
    public const int MostBins = 10;

    /// <summary>Number of scores, 3 to 10; the best score. Own cuts bring their own number.</summary>
    public int Bins { get; init; } = 5;

    /// <summary>How cut points are found.</summary>
    public RfmScoring Scoring { get; init; }

    /// <summary>Own thresholds, or null to take them from the data.</summary>
    public RfmCuts? Cuts { get; init; }

    /// <summary>The number of scores in force.</summary>
    public int BinsInForce => Cuts?.Bins ?? Bins;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="UsageFault">Bins out of range, or own cuts together with ntile.</exception>
    public void Check()
    {
        if (Bins is < FewestBins or > MostBins)
        {
            throw new UsageFault(
                Invariant(
                    $"{Bins} bins were asked for; RFM scores take {FewestBins} to {MostBins} bins (5 is usual)"
                )
            );
        }

        if (Cuts is not null && Scoring == RfmScoring.Ntile)
        {
            throw new UsageFault(
                "own RFM cuts and ntile scoring were both asked for; ntile makes groups of equal size and uses no cuts: drop one of them"
            );
        }
    }
}
