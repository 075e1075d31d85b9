namespace Analytics.Reports.Customers;

/// <summary>One column of <c>customers.csv</c>: writes the value of a customer as bare text. An empty text is an empty cell.</summary>
/// <param name="name">Column name, snake_case.</param>
/// <param name="isText">True for words, false for numbers; JSON quotes the former.</param>
public abstract class CustomerColumn(string name, bool isText)
{
    /// <summary>Column name.</summary>
    public string Name { get; } = name;

    /// <summary>True for words.</summary>
    public bool IsText { get; } = isText;

    /// <summary>True where the text comes from the user's data and must be quoted and guarded.</summary>
    public virtual bool IsForeign => false;

    /// <summary>Writes the value of a row.</summary>
    public abstract void Append(int row, ByteBuffer buffer);
}
