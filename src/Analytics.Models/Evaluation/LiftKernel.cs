namespace Analytics.Models.Evaluation;

/// <summary>Events found by contacting the rows of highest probability first, against contacting anybody.</summary>
public static class LiftKernel
{
    /// <summary>Fills the lift of each tenth (or other part) of the rows, highest probability first: its share of events over the share in all.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="weight">How often each sorted row counts, or empty for once each.</param>
    /// <param name="lift">One entry per part, overwritten; 1 = no better than chance. Rows of equal probability are spread evenly.</param>
    public static void Parts(ScoredSample sample, ReadOnlySpan<int> weight, Span<double> lift)
    {
        var (all, events) = (0L, 0L);
        for (var i = 0; i < sample.Count; i++)
        {
            var count = weight.IsEmpty ? 1 : weight[i];
            all += count;
            events += sample.Positive[i] ? count : 0;
        }

        lift.Clear();
        var (from, above) = (0, 0.0);
        foreach (var end in sample.StepEnd)
        {
            var (rows, hits) = (0L, 0L);
            for (var i = from; i < end; i++)
            {
                var count = weight.IsEmpty ? 1 : weight[i];
                rows += count;
                hits += sample.Positive[i] ? count : 0;
            }

            from = end;
            Spread(above, rows, hits, (double)all / lift.Length, lift);
            above += rows;
        }

        var size = (double)all / lift.Length;
        for (var part = 0; part < lift.Length; part++)
        {
            lift[part] = lift[part] / size / ((double)events / all);
        }
    }

    /// <summary>Shares the hits of one step of equal rows among the parts it lies in.</summary>
    private static void Spread(double above, long rows, long hits, double size, Span<double> found)
    {
        for (var part = (int)(above / size); part < found.Length && hits > 0; part++)
        {
            var begin = Math.Max(above, part * size);
            var end =
                part == found.Length - 1 ? above + rows : Math.Min(above + rows, (part + 1) * size);
            if (begin >= above + rows)
            {
                break;
            }

            found[part] += hits * Math.Max(0, end - begin) / rows;
        }
    }
}
