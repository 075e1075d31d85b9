using Analytics.Models.Features;
using Analytics.Models.Training;

namespace Analytics.Models.Churn;

/// <summary>The columns that raise a customer's risk most above that of nobody in particular, in words.</summary>
/// <param name="schema">The columns.</param>
/// <param name="function">The model.</param>
public sealed class Reasons(FeatureSchema schema, IScoreFunction function)
{
    /// <summary>Reasons given at most.</summary>
    public const int Most = 3;

    // a share of the log odds below this changes a probability by less than a quarter of a per cent
    private const double Least = 0.01;
    private readonly double[] _shares = new double[schema.Width];
    private readonly double[] _columns = new double[schema.Columns.Count];

    /// <summary>Fills in the reasons of one row, strongest first; empty where nothing more raises the risk.</summary>
    /// <param name="raw">One raw column per column of the schema.</param>
    /// <param name="row">The row.</param>
    /// <param name="encoded">The same row, encoded.</param>
    /// <param name="words">Three entries, overwritten.</param>
    public void Of(
        IReadOnlyList<RawColumn> raw,
        int row,
        ReadOnlySpan<float> encoded,
        Span<string> words
    )
    {
        function.Explain(encoded, _shares);
        schema.ByColumn(_shares, _columns);
        for (var c = 0; c < _columns.Length; c++)
        {
            if (!schema.Columns[c].CanExplain(raw[c], row))
            {
                _columns[c] = double.NegativeInfinity;
            }
        }

        for (var place = 0; place < words.Length; place++)
        {
            var best = 0;
            for (var c = 1; c < _columns.Length; c++)
            {
                best = _columns[c] > _columns[best] ? c : best;
            }

            words[place] =
                _columns[best] >= Least ? schema.Columns[best].Describe(raw[best], row) : "";
            _columns[best] = double.NegativeInfinity;
        }
    }
}
