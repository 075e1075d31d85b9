using Analytics.Core.Numerics;
using Analytics.Models.Evaluation;
using Analytics.Models.Features;
using Analytics.Models.Training;

namespace Analytics.Models.Churn;

/// <summary>How much worse a model gets on rows it has not seen when one column is shuffled among them (Breiman 2001).</summary>
/// <param name="Column">The column.</param>
/// <param name="AucLoss">Mean loss of AUC; about 0 where the model does not need the column.</param>
/// <param name="Spread">Standard deviation over the shuffles.</param>
public readonly record struct PermutationImportance(string Column, double AucLoss, double Spread)
{
    private const int Shuffles = 3;
    private const int MostRows = 20_000;

    /// <summary>The importance of every column, largest first.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="model">The model.</param>
    /// <param name="features">Encoded rows.</param>
    /// <param name="positive">Outcomes of all rows.</param>
    /// <param name="rows">Rows that the model has not seen; of very many, evenly spaced ones serve.</param>
    /// <param name="seed">Seed of the shuffles.</param>
    public static IReadOnlyList<PermutationImportance> Of(
        FeatureSchema schema,
        CalibratedModel model,
        FeatureMatrix features,
        bool[] positive,
        int[] rows,
        long seed
    )
    {
        var stride = 1 + ((rows.Length - 1) / MostRows);
        var used = rows.Where((_, i) => i % stride == 0).ToArray();
        var values = new float[used.Length * features.Columns];
        for (var i = 0; i < used.Length; i++)
        {
            features.Row(used[i]).CopyTo(values.AsSpan(i * features.Columns));
        }

        var outcomes = Array.ConvertAll(used, r => positive[r]);
        var scores = new double[used.Length];
        model.Function.Score(values, scores);
        var whole = RankKernel.Auc(scores, outcomes);
        var result = new PermutationImportance[schema.Columns.Count];
        for (var c = 0; c < result.Length; c++)
        {
            var losses = new double[Shuffles];
            for (var s = 0; s < Shuffles; s++)
            {
                var shuffled = Shuffle(schema, c, values, new Chance(seed, (c * Shuffles) + s));
                model.Function.Score(shuffled, scores);
                losses[s] = whole - RankKernel.Auc(scores, outcomes);
            }

            var mean = losses.Average();
            result[c] = new PermutationImportance(
                schema.Columns[c].Name,
                mean,
                Math.Sqrt(losses.Sum(l => (l - mean) * (l - mean)) / (Shuffles - 1))
            );
        }

        return
        [
            .. result
                .OrderByDescending(i => i.AucLoss)
                .ThenBy(i => i.Column, StringComparer.Ordinal),
        ];
    }

    private static float[] Shuffle(FeatureSchema schema, int column, float[] values, Chance chance)
    {
        var shuffled = values.ToArray();
        var (from, to) = schema.Places(column);
        var width = schema.Width;
        for (var i = (values.Length / width) - 1; i > 0; i--)
        {
            var j = (int)(chance.Uniform() * (i + 1));
            for (var k = from; k < to; k++)
            {
                (shuffled[(i * width) + k], shuffled[(j * width) + k]) = (
                    shuffled[(j * width) + k],
                    shuffled[(i * width) + k]
                );
            }
        }

        return shuffled;
    }
}
