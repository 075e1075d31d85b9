using Analytics.Models.Training;

namespace Analytics.Models.Delinquency;

/// <summary>Learns a scorecard: bins, weights of evidence, logistic regression, and no feature that would count against its own evidence.</summary>
public static class ScorecardTrainer
{
    private const double LeastInformation = 0.02;
    private const int MostFeatures = 30;

    /// <summary>Learns.</summary>
    /// <param name="table">The columns.</param>
    /// <param name="bad">The event, one per row.</param>
    /// <param name="rows">Training rows; both outcomes must occur.</param>
    /// <param name="options">Seed.</param>
    public static Scorecard Train(
        LearningTable table,
        bool[] bad,
        int[] rows,
        TrainingOptions options
    )
    {
        var cut = table
            .Columns.Select(c => (Column: c, Feature: WoeBinner.Cut(c, bad, rows)))
            .Where(c => c.Feature is not null && c.Feature.InformationValue >= LeastInformation)
            .OrderByDescending(c => c.Feature!.InformationValue)
            .ThenBy(c => c.Column.Name, StringComparer.Ordinal)
            .Take(MostFeatures)
            .ToList();
        while (cut.Count > 0)
        {
            var values = new float[table.Rows * cut.Count];
            foreach (var row in rows)
            {
                for (var f = 0; f < cut.Count; f++)
                {
                    var bin = cut[f].Feature!.BinOf(cut[f].Column, row);
                    values[(row * cut.Count) + f] = (float)cut[f].Feature!.Bins[bin].Woe;
                }
            }

            var names = cut.Select(c => c.Column.Name).ToList();
            var score = (LinearScore)
                new LogisticTrainer(0.1).Train(
                    new FeatureMatrix(names, values),
                    bad,
                    rows,
                    options
                );
            var worst = Enumerable.Range(0, cut.Count).MinBy(f => score.Weights[f]);
            if (score.Weights[worst] >= 0)
            {
                var origin = new double[1];
                score.Score(new float[cut.Count], origin);
                return new Scorecard(
                    origin[0],
                    cut.Select(c => c.Feature!).ToList(),
                    score.Weights.ToList()
                );
            }

            // what others say already would be taken back here: the card stays readable without it
            cut.RemoveAt(worst);
        }

        var rate = (rows.Count(r => bad[r]) + 0.5) / (rows.Length + 1);
        return new Scorecard(Math.Log(rate / (1 - rate)), [], []);
    }
}
