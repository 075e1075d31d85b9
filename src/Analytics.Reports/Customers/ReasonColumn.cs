using System.Text;

namespace Analytics.Reports.Customers;

/// <summary>Words of each customer; they may hold words of the user's data, so they are quoted and guarded.</summary>
/// <param name="name">Column name.</param>
/// <param name="words">The words of a row; empty for none.</param>
public sealed class ReasonColumn(string name, Func<int, string> words) : CustomerColumn(name, true)
{
    /// <inheritdoc/>
    public override bool IsForeign => true;

    /// <inheritdoc/>
    public override void Append(int row, ByteBuffer buffer) =>
        buffer.Append(Encoding.UTF8.GetBytes(words(row)));
}
