using System.Text.Json;
using Analytics.Models.ModelFile;
using Analytics.Models.Training;

namespace Analytics.Models.Features;

/// <summary>The columns of a model and the numbers they become, in order.</summary>
public sealed class FeatureSchema
{
    private readonly int[] _offsets;

    /// <summary>Puts columns together.</summary>
    /// <param name="columns">At least one.</param>
    public FeatureSchema(IReadOnlyList<FeatureColumn> columns)
    {
        Columns = columns;
        var names = new List<string>();
        _offsets = new int[columns.Count + 1];
        for (var c = 0; c < columns.Count; c++)
        {
            names.AddRange(columns[c].Encoded);
            _offsets[c + 1] = names.Count;
        }

        Encoded = names;
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>Names of the numbers of an encoded row.</summary>
    public IReadOnlyList<string> Encoded { get; }

    /// <summary>Numbers of an encoded row.</summary>
    public int Width => Encoded.Count;

    /// <summary>The places of one column's numbers in an encoded row.</summary>
    public (int From, int To) Places(int column) => (_offsets[column], _offsets[column + 1]);

    /// <summary>SHA-256 of what decides the numbers: the columns as JSON.</summary>
    public string Hash() => ModelDocument.Hash(ModelDocument.Json(Write));

    /// <summary>Encodes some rows.</summary>
    /// <param name="raw">One raw column per column of the schema, in its order.</param>
    /// <param name="from">First row.</param>
    /// <param name="block">Filled with whole rows.</param>
    public void Encode(IReadOnlyList<RawColumn> raw, int from, Span<float> block)
    {
        for (var c = 0; c < Columns.Count; c++)
        {
            Columns[c].Encode(raw[c], from, block, Width, _offsets[c]);
        }
    }

    /// <summary>Encodes all rows.</summary>
    public FeatureMatrix Encode(IReadOnlyList<RawColumn> raw)
    {
        var values = new float[raw[0].Rows * Width];
        Encode(raw, 0, values);
        return new FeatureMatrix(Encoded, values);
    }

    /// <summary>Adds up the shares of an encoded row's numbers by column.</summary>
    public void ByColumn(ReadOnlySpan<double> shares, Span<double> columns)
    {
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = 0;
            for (var i = _offsets[c]; i < _offsets[c + 1]; i++)
            {
                columns[c] += shares[i];
            }
        }
    }

    /// <summary>Writes the columns as one JSON array.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var column in Columns)
        {
            column.Write(json);
        }

        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static FeatureSchema Read(JsonElement json) =>
        new([.. json.EnumerateArray().Select(FeatureColumn.Read)]);
}
