namespace Analytics.Core.Pyramid;

/// <summary>
/// Keeps tiers from flickering: a customer keeps last run's tier unless the value passes the cut between by 10 %, or the new tier has a
/// probability of at least .8. A cut lies between the last customer inside a tier and the first one outside: who rises is measured against
/// the first outside, who falls against the last inside, so that nobody is measured against himself.
/// </summary>
public static class Hysteresis
{
    /// <summary>Probability from which a new tier is taken at once.</summary>
    public const double SureEnough = .8;

    /// <summary>The tiers after hysteresis.</summary>
    /// <param name="pyramid">Today's tiers and cuts.</param>
    /// <param name="previous">Last run's tier per row, or <see cref="ValuePyramid.NoTier"/> (see <see cref="LabelColumn.AlignedTo"/>).</param>
    /// <param name="probability">P(today's tier) per row from <see cref="TierBootstrap"/>, or empty where it was not made.</param>
    /// <returns>A tier per row: today's, the last, or one between.</returns>
    public static byte[] Apply(
        ValuePyramid pyramid,
        ReadOnlySpan<byte> previous,
        ReadOnlySpan<double> probability
    )
    {
        var tiers = (byte[])pyramid.TierOf.Clone();
        foreach (var row in pyramid.Ranking.Order)
        {
            var (now, last) = (tiers[row], previous[row]);
            var sure = !probability.IsEmpty && probability[row] >= SureEnough;
            if (last < pyramid.Ends.Length && last != now && !sure)
            {
                var value = pyramid.Ranking.Values[row];
                tiers[row] =
                    now < last
                        ? Risen(pyramid, value, last, now)
                        : Fallen(pyramid, value, last, now);
            }
        }

        return tiers;
    }

    /// <summary>The best tier up to today's whose cut the value passes by a tenth.</summary>
    private static byte Risen(ValuePyramid pyramid, Int128 value, byte last, byte now)
    {
        for (var tier = now; tier < last; tier++)
        {
            var outside = pyramid.Ends[tier];
            if (outside == pyramid.Ranking.Count)
            {
                return tier;
            }

            var cut = pyramid.Ranking[outside];
            if (10 * value >= (10 * cut) + Int128.Abs(cut))
            {
                return tier;
            }
        }

        return last;
    }

    /// <summary>The first tier down to today's whose cut the value does not miss by more than a tenth.</summary>
    private static byte Fallen(ValuePyramid pyramid, Int128 value, byte last, byte now)
    {
        for (var tier = last; tier < now; tier++)
        {
            if (pyramid.CutOf(tier) is { } cut && 10 * value >= (10 * cut) - Int128.Abs(cut))
            {
                return tier;
            }
        }

        return now;
    }
}
