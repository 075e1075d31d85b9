using System.Text;

namespace Analytics.Models.Features;

/// <summary>A column of what is known of customers, before it is made into numbers of a model.</summary>
/// <param name="name">Its name.</param>
public abstract class RawColumn(string name)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Number of rows.</summary>
    public abstract int Rows { get; }

    /// <summary>The value as a reader sees it; empty where it is missing.</summary>
    public abstract string Text(int row);
}

/// <summary>Ready numbers; not-a-number means missing.</summary>
/// <param name="name">Its name.</param>
/// <param name="values">One per row.</param>
public sealed class NumberColumn(string name, double[] values) : RawColumn(name)
{
    /// <summary>One per row.</summary>
    public double[] Values { get; } = values;

    /// <summary>What is known of the number; null where nothing is.</summary>
    public FeatureFact? Fact { get; init; }

    /// <summary>The column of a fact.</summary>
    public static NumberColumn Of(FeatureFact fact, double[] values) =>
        new(fact.Name, values) { Fact = fact };

    /// <inheritdoc/>
    public override int Rows => Values.Length;

    /// <inheritdoc/>
    public override string Text(int row) => NumberText.Show(Values[row]);
}

/// <summary>Cells as they stand in a file, UTF-8, in one piece of memory.</summary>
/// <param name="name">Its name.</param>
public sealed class TextColumn(string name) : RawColumn(name)
{
    private readonly List<long> _ends = [];
    private byte[] _bytes = new byte[256];

    /// <summary>Words for reasons; the name where none are given.</summary>
    public string Label { get; init; } = name;

    /// <inheritdoc/>
    public override int Rows => _ends.Count;

    /// <summary>The cell's bytes, blanks around it left out; empty means missing.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var from = row == 0 ? 0 : _ends[row - 1];
            return _bytes.AsSpan((int)from, (int)(_ends[row] - from));
        }
    }

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<byte> cell)
    {
        var text = cell.Trim(" \t\u00a0"u8);
        var from = _ends.Count == 0 ? 0 : (int)_ends[^1];
        if (from + text.Length > _bytes.Length)
        {
            Array.Resize(
                ref _bytes,
                (int)
                    Math.Min(
                        Array.MaxLength,
                        Math.Max(from + (long)text.Length, 2L * _bytes.Length)
                    )
            );
        }

        text.CopyTo(_bytes.AsSpan(from));
        _ends.Add(from + text.Length);
    }

    /// <summary>Some rows as a column of their own.</summary>
    public TextColumn Take(ReadOnlySpan<int> rows)
    {
        var taken = new TextColumn(Name) { Label = Label };
        foreach (var row in rows)
        {
            taken.Add(this[row]);
        }

        return taken;
    }

    /// <summary>Columns of one name, one behind the other.</summary>
    public static TextColumn Join(IReadOnlyList<TextColumn> parts)
    {
        var joined = new TextColumn(parts[0].Name) { Label = parts[0].Label };
        foreach (var part in parts)
        {
            for (var row = 0; row < part.Rows; row++)
            {
                joined.Add(part[row]);
            }
        }

        return joined;
    }

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear() => _ends.Clear();

    /// <inheritdoc/>
    public override string Text(int row) => Encoding.UTF8.GetString(this[row]);
}
