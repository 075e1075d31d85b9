using Analytics.Models.Evaluation;

namespace Analytics.Models.Features;

/// <summary>Counts, while rows are scored, how they spread over the bins of training; the end is one stability index per column.</summary>
/// <param name="schema">The columns.</param>
public sealed class StabilityWatch(FeatureSchema schema)
{
    private readonly long[][] _now = [.. schema.Columns.Select(c => new long[c.Reference.Length])];
    private readonly long[] _new = new long[schema.Columns.Count];

    /// <summary>Rows seen.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds rows.</summary>
    /// <param name="raw">One raw column per column of the schema.</param>
    /// <param name="from">First row.</param>
    /// <param name="rows">Number of rows.</param>
    public void Add(IReadOnlyList<RawColumn> raw, int from, int rows)
    {
        for (var c = 0; c < _now.Length; c++)
        {
            var column = schema.Columns[c];
            for (var row = from; row < from + rows; row++)
            {
                _now[c][column.Bin(raw[c], row)]++;
                _new[c] += column.IsNew(raw[c], row) ? 1 : 0;
            }
        }

        Rows += rows;
    }

    /// <summary>The index of each column against training, most moved first, and how many values were never seen there.</summary>
    public IReadOnlyList<(string Column, double Psi, long NewValues)> Result() =>
        [
            .. Enumerable
                .Range(0, _now.Length)
                .Select(c =>
                    (schema.Columns[c].Name, Psi.Of(schema.Columns[c].Reference, _now[c]), _new[c])
                )
                .OrderByDescending(x => x.Item2)
                .ThenBy(x => x.Name, StringComparer.Ordinal),
        ];
}
