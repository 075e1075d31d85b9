namespace Analytics.Models.Evaluation;

/// <summary>
/// The population stability index: sum over bins of (share now - share then) x ln(share now / share then). Below 0.1 little has changed, above
/// 0.25 much. Half a row is added to each bin so that an empty one stays finite.
/// </summary>
public static class Psi
{
    /// <summary>Below this nothing is said.</summary>
    public const double Noticeable = 0.1;

    /// <summary>From here on a model should be trained again.</summary>
    public const double Large = 0.25;

    /// <summary>The index of two distributions over the same bins.</summary>
    /// <param name="then">Rows (or shares of them) per bin when the model was trained.</param>
    /// <param name="now">Rows per bin now; the same length.</param>
    /// <returns>0 or more; 0 where either side has no rows.</returns>
    public static double Of(ReadOnlySpan<long> then, ReadOnlySpan<long> now)
    {
        var (rowsThen, rowsNow) = (0L, 0L);
        for (var i = 0; i < then.Length; i++)
        {
            rowsThen += then[i];
            rowsNow += now[i];
        }

        if (rowsThen == 0 || rowsNow == 0)
        {
            return 0;
        }

        var index = 0.0;
        for (var i = 0; i < then.Length; i++)
        {
            if (then[i] == 0 && now[i] == 0)
            {
                continue;
            }

            var p = (then[i] + 0.5) / (rowsThen + (0.5 * then.Length));
            var q = (now[i] + 0.5) / (rowsNow + (0.5 * then.Length));
            index += (q - p) * Math.Log(q / p);
        }

        return index;
    }
}
