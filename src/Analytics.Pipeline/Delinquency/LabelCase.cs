using Analytics.Core.Faults;
using Analytics.Ledger.Receivables;
using Analytics.Models.Delinquency;
using Analytics.Models.Training;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>A table with a ready outcome as something to learn from: one row per account, split 75/25 with the shares of the outcome kept.</summary>
public static class LabelCase
{
    /// <summary>Share of the rows that the models are judged by.</summary>
    public const double TestShare = 0.25;

    private const int LeastEvents = 10;
    private static readonly string[] Yes = ["1", "yes", "true", "y", "bad", "default", "t"];
    private static readonly string[] No = ["0", "no", "false", "n", "good", "paid", "f"];

    /// <summary>Makes the case.</summary>
    /// <param name="table">The table.</param>
    /// <param name="label">Column of the outcome.</param>
    /// <param name="exclude">Columns that are no features.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <exception cref="UsageFault">No such column.</exception>
    /// <exception cref="DataFault">The outcome is not yes or no, or hardly ever one of them.</exception>
    public static LearningCase Of(
        TextTable table,
        string label,
        IReadOnlyList<string> exclude,
        long seed
    )
    {
        var at = Index(table, label, "--label");
        var left = exclude.Select(name => Index(table, name, "--exclude")).Append(at).ToHashSet();
        var bad = Outcomes(table, at);
        var columns = Enumerable
            .Range(0, table.Names.Count)
            .Where(c => !left.Contains(c) && !IsId(table, c))
            .Select(c => LearningColumn.OfTexts(table.Names[c], table.Columns[c]))
            .ToList();
        if (columns.Count == 0)
        {
            throw new DataFault($"beside the label {label} no column is left to learn from");
        }

        var (train, test) = Folds.Split(bad, TestShare, seed);
        return new LearningCase
        {
            Table = new LearningTable(columns, table.Rows),
            Bad = bad,
            Train = train,
            Test = test,
            Customer = Enumerable.Range(0, table.Rows).ToArray(),
            Split =
            [
                ("kind", "random 75/25, shares of the outcome kept"),
                ("seed", Cells.Of(seed)),
            ],
        };
    }

    /// <summary>True where a column names rows: a text or whole number of its own in every row, called so.</summary>
    public static bool IsId(TextTable table, int column)
    {
        var name = table.Names[column].Trim();
        return (
                name.Equals("id", StringComparison.OrdinalIgnoreCase)
                || name.EndsWith("id", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("account", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("customer", StringComparison.OrdinalIgnoreCase)
            )
            && table.Columns[column].Distinct(StringComparer.Ordinal).Count() == table.Rows;
    }

    private static bool[] Outcomes(TextTable table, int at)
    {
        var bad = new bool[table.Rows];
        for (var row = 0; row < bad.Length; row++)
        {
            var text = table.Columns[at][row].Trim().ToLowerInvariant();
            bad[row] =
                Yes.Contains(text, StringComparer.Ordinal)
                || (
                    No.Contains(text, StringComparer.Ordinal)
                        ? false
                        : throw new DataFault(
                            $"row {Cells.Of(row + 1)}: the outcome '{table.Columns[at][row]}' of {table.Names[at]} is neither yes (1, yes, true) nor no (0, no, false)"
                        )
                );
        }

        var events = bad.Count(b => b);
        return Math.Min(events, bad.Length - events) >= LeastEvents
            ? bad
            : throw new DataFault(
                $"{table.Names[at]}: {Cells.Of(events)} of {Cells.Of(bad.Length)} rows have the event; a model needs at least {Cells.Of(LeastEvents)} rows of either outcome"
            );
    }

    private static int Index(TextTable table, string name, string option)
    {
        var at = table.IndexOf(name);
        return at >= 0
            ? at
            : throw new UsageFault(
                $"{option} {name}: no such column; the table has {string.Join(", ", table.Names)}"
            );
    }
}
