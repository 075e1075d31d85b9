using Analytics.Models.Features;

namespace Analytics.Models.Churn;

/// <summary>Scores raw rows in blocks; a row's score and reasons do not depend on the rows beside it.</summary>
/// <param name="model">The model.</param>
public sealed class ChurnScorer(ChurnModel model)
{
    /// <summary>Rows per block.</summary>
    public const int Block = 1024;

    private readonly float[] _encoded = new float[Block * model.Schema.Width];
    private readonly Reasons _reasons = new(model.Schema, model.Explainer);

    /// <summary>Churn probabilities of some rows.</summary>
    /// <param name="raw">One raw column per column of the schema.</param>
    /// <param name="from">First row.</param>
    /// <param name="probability">One entry per row, at most <see cref="Block"/>; overwritten.</param>
    public void Score(IReadOnlyList<RawColumn> raw, int from, Span<double> probability)
    {
        var rows = _encoded.AsSpan(0, probability.Length * model.Schema.Width);
        model.Schema.Encode(raw, from, rows);
        model.Function.Score(rows, probability);
    }

    /// <summary>Reasons of one row of the block scored last.</summary>
    /// <param name="raw">The same raw columns.</param>
    /// <param name="from">First row of the block.</param>
    /// <param name="place">Place of the row in the block.</param>
    /// <param name="words">Three entries, overwritten; empty where nothing more raises the risk.</param>
    public void Explain(IReadOnlyList<RawColumn> raw, int from, int place, Span<string> words)
    {
        var width = model.Schema.Width;
        _reasons.Of(raw, from + place, _encoded.AsSpan(place * width, width), words);
    }

    /// <summary>Churn probabilities of all rows.</summary>
    public double[] Score(IReadOnlyList<RawColumn> raw)
    {
        var probability = new double[raw[0].Rows];
        for (var from = 0; from < probability.Length; from += Block)
        {
            Score(raw, from, probability.AsSpan(from, Math.Min(Block, probability.Length - from)));
        }

        return probability;
    }
}
