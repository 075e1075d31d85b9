using Analytics.Core.Summaries;
using Analytics.Models.Features;

namespace Analytics.Models.Churn;

/// <summary>The rows of several cut-offs one behind the other.</summary>
internal sealed class StackedWindows
{
    private readonly int[] _first;

    private StackedWindows(int[] first) => _first = first;

    /// <summary>Columns over all rows.</summary>
    public required IReadOnlyList<RawColumn> Columns { get; init; }

    /// <summary>Outcome of each row.</summary>
    public required bool[] Positive { get; init; }

    /// <summary>Customer of each row.</summary>
    public required int[] Customer { get; init; }

    /// <summary>Margin that leaving for the horizon would cost at a margin of 100 %, currency units: the spend of a year up to the cut-off, in proportion.</summary>
    public required double[] Value { get; init; }

    /// <summary>Stacks windows.</summary>
    public static StackedWindows Of(
        CustomerDays days,
        IReadOnlyList<ChurnRows> windows,
        IReadOnlyList<TextColumn> attributes,
        int horizonDays
    )
    {
        var first = new int[windows.Count + 1];
        for (var w = 0; w < windows.Count; w++)
        {
            first[w + 1] = first[w] + windows[w].Customers.Length;
        }

        var filled = windows.Where(w => w.Customers.Length > 0).ToList();
        var customer = filled.SelectMany(w => w.Customers).ToArray();
        var columns = Enumerable
            .Range(0, filled.Count == 0 ? 0 : filled[0].Columns.Count)
            .Select(c => Join([.. filled.Select(w => w.Columns[c])]))
            .Concat(attributes.Select(attribute => attribute.Take(customer)))
            .ToList();
        return new StackedWindows(first)
        {
            Columns = columns,
            Positive = [.. filled.SelectMany(w => ChurnFeatures.Outcome(days, w, horizonDays))],
            Customer = customer,
            Value = [.. filled.SelectMany(w => ChurnValue.AtStake(w, horizonDays))],
        };
    }

    private static RawColumn Join(IReadOnlyList<RawColumn> parts) =>
        parts[0] is NumberColumn first
            ? new NumberColumn(first.Name, [.. parts.SelectMany(p => ((NumberColumn)p).Values)])
            {
                Fact = first.Fact,
            }
            : TextColumn.Join([.. parts.Cast<TextColumn>()]);

    /// <summary>Rows of some windows.</summary>
    public int[] Rows(int window, int windows) =>
        [.. Enumerable.Range(_first[window], _first[window + windows] - _first[window])];
}
