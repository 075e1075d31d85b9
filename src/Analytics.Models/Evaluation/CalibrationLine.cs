namespace Analytics.Models.Evaluation;

/// <summary>
/// The line that would put foretold log odds right: logit(p true) = intercept + slope x logit(p foretold), by maximum likelihood (Cox 1958).
/// Slope 1 and intercept 0 are perfect; a slope below 1 tells of probabilities that are too extreme.
/// </summary>
/// <param name="Slope">Factor of the log odds.</param>
/// <param name="Intercept">Shift of the log odds.</param>
public readonly record struct CalibrationLine(double Slope, double Intercept)
{
    private const int MostSteps = 50;
    private const double Ridge = 1e-9;

    /// <summary>No correction.</summary>
    public static readonly CalibrationLine Identity = new(1, 0);

    /// <summary>Fits the line to probabilities.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="weight">How often each sorted row counts, or empty for once each.</param>
    /// <returns>Not-a-number slope where all probabilities are equal or only one class came.</returns>
    public static CalibrationLine Of(ScoredSample sample, ReadOnlySpan<int> weight)
    {
        var logits = new double[sample.Count];
        for (var i = 0; i < logits.Length; i++)
        {
            logits[i] = Logit(sample.Probability[i]);
        }

        return Fit(logits, sample.Positive, weight);
    }

    /// <summary>Fits the line to any raw scores (Platt 1999): probability = 1 / (1 + exp(-(intercept + slope x score))).</summary>
    /// <param name="score">Raw scores, high for events.</param>
    /// <param name="positive">Outcomes.</param>
    /// <param name="weight">How often each row counts, or empty for once each.</param>
    public static CalibrationLine Fit(
        ReadOnlySpan<double> score,
        ReadOnlySpan<bool> positive,
        ReadOnlySpan<int> weight
    )
    {
        var (count, sum, events) = (0.0, 0.0, 0.0);
        for (var i = 0; i < score.Length; i++)
        {
            var w = weight.IsEmpty ? 1 : weight[i];
            count += w;
            sum += w * score[i];
            events += positive[i] ? w : 0;
        }

        var mean = sum / count;
        var variance = 0.0;
        for (var i = 0; i < score.Length; i++)
        {
            var off = score[i] - mean;
            variance += (weight.IsEmpty ? 1 : weight[i]) * off * off;
        }

        var scale = Math.Sqrt(variance / count);
        if (!(scale > 1e-12) || events <= 0 || events >= count)
        {
            return new CalibrationLine(double.NaN, double.NaN);
        }

        // on scores of mean 0 and spread 1 the ridge only matters where classes part completely
        var line = Newton(
            score,
            positive,
            weight,
            mean,
            scale,
            Math.Log(events / (count - events))
        );
        return new CalibrationLine(
            line.Slope / scale,
            line.Intercept - (line.Slope * mean / scale)
        );
    }

    /// <summary>The probability at a raw score.</summary>
    public double Probability(double score) => Logistic(Intercept + (Slope * score));

    /// <summary>ln(p / (1 - p)) with p kept off 0 and 1.</summary>
    public static double Logit(double probability)
    {
        var p = ScoredSample.Inside(probability);
        return Math.Log(p / (1 - p));
    }

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static CalibrationLine Newton(
        ReadOnlySpan<double> score,
        ReadOnlySpan<bool> positive,
        ReadOnlySpan<int> weight,
        double mean,
        double scale,
        double start
    )
    {
        var (slope, intercept) = (0.0, start);
        for (var step = 0; step < MostSteps; step++)
        {
            double g0 = 0,
                g1 = -Ridge * slope,
                h00 = Ridge,
                h01 = 0,
                h11 = Ridge;
            for (var i = 0; i < score.Length; i++)
            {
                var w = weight.IsEmpty ? 1 : weight[i];
                var x = (score[i] - mean) / scale;
                var p = Logistic(intercept + (slope * x));
                var off = w * ((positive[i] ? 1 : 0) - p);
                var spread = w * p * (1 - p);
                g0 += off;
                g1 += off * x;
                h00 += spread;
                h01 += spread * x;
                h11 += spread * x * x;
            }

            var determinant = (h00 * h11) - (h01 * h01);
            var d0 = ((h11 * g0) - (h01 * g1)) / determinant;
            var d1 = ((h00 * g1) - (h01 * g0)) / determinant;
            // a step of more than 2 leaves the region where the quadratic is to be trusted
            var length = Math.Min(1, 2 / Math.Max(1e-300, Math.Max(Math.Abs(d0), Math.Abs(d1))));
            intercept += length * d0;
            slope += length * d1;
            if (Math.Max(Math.Abs(d0), Math.Abs(d1)) < 1e-10)
            {
                break;
            }
        }

        return new CalibrationLine(slope, intercept);
    }
}
