using Analytics.Core.Money;

namespace Analytics.Core.Pyramid;

/// <summary>Who moved between labels from one date, or one run, to another.</summary>
public static class Migration
{
    /// <summary>Where a customer comes from that had no label before (not yet a customer, or no purchase yet).</summary>
    public const string New = "new";

    /// <summary>Where a customer goes that has no label any more (not in the later run).</summary>
    public const string Gone = "gone";

    /// <summary>
    /// The rows of <c>migration.csv</c> of one kind: every pair of labels that occurs, in the order of the names, with the later net amount
    /// (the earlier one for those gone). The customers of all rows with one <c>to</c> are the customers with that label now, those with
    /// one <c>from</c> the customers with it before.
    /// </summary>
    /// <param name="kind"><c>segment</c> or <c>tier</c>.</param>
    /// <param name="before">The earlier labels.</param>
    /// <param name="after">The later labels; joined by id.</param>
    public static MigrationRow[] Between(string kind, LabelColumn before, LabelColumn after)
    {
        // one more place each: new among the sources, gone among the targets
        var width = after.Names.Count + 1;
        var cells = new (int Customers, Int128 Net)[(before.Names.Count + 1) * width];
        void Add(short from, short to, Int128 net)
        {
            if (from == LabelColumn.NoLabel && to == LabelColumn.NoLabel)
            {
                return;
            }

            var source = from == LabelColumn.NoLabel ? before.Names.Count : from;
            var target = to == LabelColumn.NoLabel ? after.Names.Count : to;
            ref var cell = ref cells[(source * width) + target];
            cell = (cell.Customers + 1, cell.Net + net);
        }

        var (i, j) = (0, 0);
        while (i < before.Label.Length || j < after.Label.Length)
        {
            var order =
                i == before.Label.Length ? 1
                : j == after.Label.Length ? -1
                : before.Ids[i].SequenceCompareTo(after.Ids[j]);
            var from = order <= 0 ? before.Label[i] : LabelColumn.NoLabel;
            var to = order >= 0 ? after.Label[j] : LabelColumn.NoLabel;
            Add(from, to, to == LabelColumn.NoLabel ? NetOf(before, i, order <= 0) : after.Net[j]);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        var rows = new List<MigrationRow>();
        for (var cell = 0; cell < cells.Length; cell++)
        {
            if (cells[cell].Customers > 0)
            {
                var (from, to) = (cell / width, cell % width);
                rows.Add(
                    new MigrationRow(
                        kind,
                        from == before.Names.Count ? New : before.Names[from],
                        to == after.Names.Count ? Gone : after.Names[to],
                        cells[cell].Customers,
                        new MoneyAmount(cells[cell].Net, after.Net.Scale)
                    )
                );
            }
        }

        return [.. rows];
    }

    private static Int128 NetOf(LabelColumn labels, int row, bool there) =>
        there ? labels.Net[row] : 0;
}

/// <summary>Customers that moved from one label to another, or stayed.</summary>
/// <param name="Kind"><c>segment</c> or <c>tier</c>.</param>
/// <param name="From">Earlier label, or <see cref="Migration.New"/>.</param>
/// <param name="To">Later label, or <see cref="Migration.Gone"/>.</param>
/// <param name="Customers">Number of customers.</param>
/// <param name="NetAmount">Sum of their net amounts.</param>
public sealed record MigrationRow(
    string Kind,
    string From,
    string To,
    int Customers,
    MoneyAmount NetAmount
);
