using System.Globalization;
using Analytics.Core.Numerics;
using Analytics.Models.Evaluation;
using Analytics.Models.Training;

namespace Analytics.Models.Tests.Training;

/// <summary>Rows with a known law: log odds = x0 - 0.7 x1 + x0 x1 - 1, the other columns say nothing.</summary>
internal static class Simulated
{
    public static (FeatureMatrix Features, bool[] Positive) Rows(int rows, int columns, long seed)
    {
        var chance = new Chance(seed, 1);
        var values = new float[rows * columns];
        var positive = new bool[rows];
        for (var i = 0; i < rows; i++)
        {
            var row = values.AsSpan(i * columns, columns);
            for (var c = 0; c < columns; c++)
            {
                // a coarse column now and then: many equal values, as in real data
                row[c] = (float)(c % 3 == 2 ? Math.Round(chance.Normal()) : chance.Normal());
            }

            var logit = row[0] - (0.7 * row[1]) + (row[0] * row[1]) - 1;
            positive[i] = chance.Uniform() < CalibrationLine.Logistic(logit);
        }

        return (
            new FeatureMatrix(
                [
                    .. Enumerable
                        .Range(0, columns)
                        .Select(c => string.Create(CultureInfo.InvariantCulture, $"x{c}")),
                ],
                values
            ),
            positive
        );
    }

    public static int[] All(FeatureMatrix features) => [.. Enumerable.Range(0, features.Rows)];
}
