namespace Analytics.Models.Delinquency;

/// <summary>Columns a score is learnt from: numbers, where not-a-number means missing, or names of groups.</summary>
public sealed class LearningTable
{
    /// <summary>A table of ready columns of one length.</summary>
    public LearningTable(IReadOnlyList<LearningColumn> columns, int rows) =>
        (Columns, Rows) = (columns, rows);

    /// <summary>The columns.</summary>
    public IReadOnlyList<LearningColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The column of that name, or null.</summary>
    public LearningColumn? Find(string name) => Columns.FirstOrDefault(c => c.Name == name);
}

/// <summary>One column: either numbers or groups.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Numbers">One per row; not-a-number = missing; empty for groups.</param>
/// <param name="Groups">One per row; empty text = missing; empty for numbers.</param>
public sealed record LearningColumn(string Name, double[] Numbers, string[] Groups)
{
    /// <summary>True for groups.</summary>
    public bool IsGroups => Groups.Length > 0;

    /// <summary>A column of numbers.</summary>
    public static LearningColumn Of(string name, double[] numbers) => new(name, numbers, []);

    /// <summary>A column of texts: numbers where every text that is not empty is one, else groups.</summary>
    public static LearningColumn OfTexts(string name, IReadOnlyList<string> texts)
    {
        var numbers = new double[texts.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var text = texts[i].Trim();
            if (text.Length == 0)
            {
                numbers[i] = double.NaN;
            }
            else if (
                !double.TryParse(
                    text,
                    System.Globalization.NumberStyles.Float,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out numbers[i]
                ) || !double.IsFinite(numbers[i])
            )
            {
                return new LearningColumn(name, [], texts.Select(t => t.Trim()).ToArray());
            }
        }

        return Of(name, numbers);
    }
}
