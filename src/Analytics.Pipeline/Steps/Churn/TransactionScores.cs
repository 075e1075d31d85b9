using Analytics.Models.Churn;
using Analytics.Models.Features;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>Churn of the customers of transactions at one day.</summary>
/// <param name="Probability">One per row of the summary at that day; not-a-number where the customer is not scored.</param>
/// <param name="Reasons">Three per scored row, strongest first; null where the customer is not scored.</param>
/// <param name="Value">Sales of the horizon that leaving would cost, currency units; 0 where the customer is not scored.</param>
internal sealed record TransactionScores(double[] Probability, string[][] Reasons, double[] Value)
{
    /// <summary>Margin of the horizon that leaving would cost, one per row.</summary>
    public double[] Margin(ChurnOptions options) =>
        Array.ConvertAll(Value, v => options.Margin * v);

    /// <summary>Churn probability x that margin, one per row; not-a-number where the customer is not scored.</summary>
    public double[] AtStake(ChurnOptions options) =>
        [.. Probability.Zip(Margin(options), (p, margin) => p * margin)];

    /// <summary>Scores the eligible customers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="past">What is known.</param>
    /// <param name="attributes">More columns, one entry per customer of the customer-days.</param>
    /// <param name="options">Seed and threads.</param>
    /// <param name="watch">Counts what was seen.</param>
    public static TransactionScores Of(
        ChurnModel model,
        PastView past,
        IReadOnlyList<TextColumn> attributes,
        ChurnOptions options,
        StabilityWatch watch
    )
    {
        var probability = new double[past.Count];
        var (reasons, value) = (new string[past.Count][], new double[past.Count]);
        Array.Fill(probability, double.NaN);
        var setting = model.Setting;
        var rows = ChurnFeatures.Build(
            past,
            setting.HorizonDays,
            setting.EligibleDays,
            options.Seed,
            options.Threads
        );
        if (rows.Customers.Length == 0)
        {
            return new TransactionScores(probability, reasons, value);
        }

        var raw = ModelColumns.Of(model, rows, attributes);
        watch.Add(raw, 0, rows.Customers.Length);
        var stake = ChurnValue.AtStake(rows, setting.HorizonDays);
        var scorer = new ChurnScorer(model);
        var block = new double[ChurnScorer.Block];
        for (var from = 0; from < rows.Customers.Length; from += block.Length)
        {
            var count = Math.Min(block.Length, rows.Customers.Length - from);
            scorer.Score(raw, from, block.AsSpan(0, count));
            for (var i = 0; i < count; i++)
            {
                // both are ascending customer numbers
                var row = Array.BinarySearch(past.Customers, rows.Customers[from + i]);
                probability[row] = block[i];
                value[row] = stake[from + i];
                reasons[row] = new string[Models.Churn.Reasons.Most];
                scorer.Explain(raw, from, i, reasons[row]);
            }
        }

        return new TransactionScores(probability, reasons, value);
    }
}
