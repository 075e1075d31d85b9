using System.Text.Json;

namespace Analytics.Models.Features;

/// <summary>
/// How one raw column becomes numbers of a model, as learnt from training rows. Holds no row of any customer: only quantiles, and values shared by
/// several customers.
/// </summary>
public abstract class FeatureColumn
{
    /// <summary>Name of the raw column.</summary>
    public required string Name { get; init; }

    /// <summary>Words for reasons; the name where none were given.</summary>
    public required string Label { get; init; }

    /// <summary>Training rows in each of the bins of <see cref="Bin"/>; the last bin is for missing values.</summary>
    public required long[] Reference { get; init; }

    /// <summary>Names of the numbers it becomes, one or more.</summary>
    public abstract IReadOnlyList<string> Encoded { get; }

    /// <summary>Encodes some rows.</summary>
    /// <param name="raw">The raw column.</param>
    /// <param name="from">First row.</param>
    /// <param name="block">Encoded rows, row after row.</param>
    /// <param name="width">Numbers per row of the block.</param>
    /// <param name="offset">Place of this column's first number in a row.</param>
    public abstract void Encode(RawColumn raw, int from, Span<float> block, int width, int offset);

    /// <summary>The bin of a row for the population stability index.</summary>
    public abstract int Bin(RawColumn raw, int row);

    /// <summary>What a row has here, in words, beside what is usual.</summary>
    public abstract string Describe(RawColumn raw, int row);

    /// <summary>False where the row's value is on the side that usually speaks for staying: a model may use it against the customer beside like columns, but a reader would not understand.</summary>
    public virtual bool CanExplain(RawColumn raw, int row) => true;

    /// <summary>True where the value was not seen in training and cannot be one that was: an unknown level, text in place of a number.</summary>
    public abstract bool IsNew(RawColumn raw, int row);

    /// <summary>Writes the column as one JSON object.</summary>
    public abstract void Write(Utf8JsonWriter json);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">Another type.</exception>
    public static FeatureColumn Read(JsonElement json) =>
        json.GetProperty("type").GetString() switch
        {
            NumberFeature.Type => NumberFeature.Read(json),
            CategoryFeature.Type => CategoryFeature.Read(json),
            var other => throw new FormatException($"unknown column type '{other}'"),
        };
}
