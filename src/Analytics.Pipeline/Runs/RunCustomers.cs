using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Money;
using Analytics.Core.Pyramid;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tables;
using Analytics.Reports.Writers;

namespace Analytics.Pipeline.Runs;

/// <summary>The customers of an earlier run, read back from its <c>customers.csv</c>; ordered by id as written there.</summary>
public sealed class RunCustomers
{
    private const string TableName = "customers.csv";
    private readonly List<string[]> _rows;
    private readonly Dictionary<string, int> _columns;

    private RunCustomers(string name, IReadOnlyList<string[]> rows)
    {
        Name = name;
        _columns = rows[0]
            .Select((column, i) => (column, i))
            .ToDictionary(c => c.column, c => c.i, StringComparer.Ordinal);
        _rows = rows.Skip(1).ToList();
        Ids = CustomerIds.FromTexts(
            _rows.Select(r => FormulaGuard.Strip(r[_columns["customer_id"]])).ToList()
        );
    }

    /// <summary>The run's directory as given.</summary>
    public string Name { get; }

    /// <summary>The table as an input of another run, under the name of the directory.</summary>
    public RunInput AsInput() =>
        new(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Name)))
                + "/"
                + TableName,
            RunManifest.HashOf(Path.Combine(Name, TableName)),
            Ids.Count
        );

    /// <summary>The customers' ids.</summary>
    public CustomerIds Ids { get; }

    /// <summary>Most decimals of the amounts.</summary>
    public int Scale =>
        _rows.Count == 0 ? 0 : _rows.Max(r => Decimals(r[_columns["gross_amount"]]));

    /// <summary>Reads a run directory.</summary>
    /// <exception cref="FileFault">No such run.</exception>
    /// <exception cref="DataFault">The directory holds no table of customers.</exception>
    public static RunCustomers Read(string directory)
    {
        if (!File.Exists(Path.Combine(directory, RunManifest.FileName)))
        {
            throw new FileFault(
                $"{directory}: no run directory (it holds no {RunManifest.FileName})"
            );
        }

        var rows = SmallTable.Read(Path.Combine(directory, TableName));
        string[] needed =
        [
            "customer_id",
            "segment",
            "purchase_days",
            "gross_amount",
            "refund_amount",
            "net_amount",
        ];
        var missing = needed
            .Except(rows.Count == 0 ? [] : rows[0], StringComparer.Ordinal)
            .ToList();
        return missing.Count == 0
            ? new RunCustomers(directory, rows)
            : throw new DataFault(
                $"{directory}/customers.csv lacks the column {missing[0]}; make the run again"
            );
    }

    /// <summary>The labels of a column such as <c>segment</c> or <c>tier</c>; null where the run has no such column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="scale">Decimals of the net amounts.</param>
    /// <param name="names">All names, in the order of the rows of the result.</param>
    public LabelColumn? Labels(string column, int scale, IReadOnlyList<string> names) =>
        _columns.TryGetValue(column, out var at)
            ? new LabelColumn
            {
                Ids = Ids,
                Names = names,
                Label = _rows
                    .Select(r =>
                        r[at].Length == 0
                            ? LabelColumn.NoLabel
                            : (short)names.ToList().IndexOf(r[at])
                    )
                    .ToArray(),
                Net = Money("net_amount", scale),
            }
            : null;

    /// <summary>The names that occur in a column, in order of first occurrence.</summary>
    public IEnumerable<string> NamesOf(string column) =>
        _columns.TryGetValue(column, out var at)
            ? _rows.Select(r => r[at]).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)
            : [];

    /// <summary>A column as it is written, empty cells left out; null where the run has no such column.</summary>
    public string[]? Texts(string column) =>
        _columns.TryGetValue(column, out var at)
            ? _rows.Select(r => r[at]).Where(text => text.Length > 0).ToArray()
            : null;

    /// <summary>A column of numbers, empty cells left out; null where the run has no such column.</summary>
    public double[]? Numbers(string column) =>
        Texts(column)
            ?.Select(text =>
                double.TryParse(
                    text,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                    ? number
                    : throw new DataFault(
                        $"{Name}/customers.csv: {column} '{text}' is not a number; make the run again"
                    )
            )
            .ToArray();

    /// <summary>What each customer has done up to the run's as-of day.</summary>
    public PeriodTotals[] Totals(int scale)
    {
        var (gross, refunds) = (Money("gross_amount", scale), Money("refund_amount", scale));
        return _rows
            .Select(
                (r, i) =>
                {
                    var days = int.Parse(
                        r[_columns["purchase_days"]],
                        CultureInfo.InvariantCulture
                    );
                    return new PeriodTotals(days > 0 ? 1 : 0, days, gross[i], refunds[i]);
                }
            )
            .ToArray();
    }

    private MoneyColumn Money(string column, int scale)
    {
        var units = new Int128[_rows.Count];
        for (var i = 0; i < units.Length; i++)
        {
            if (
                AmountLiteral.Parse(
                    System.Text.Encoding.UTF8.GetBytes(_rows[i][_columns[column]]),
                    '.',
                    out units[i],
                    out var own
                ) != RowFaultKind.None
            )
            {
                throw new DataFault(
                    $"{Name}/customers.csv row {Steps.Cells.Of(i + 2)}: {column} is not a number; make the run again"
                );
            }

            for (; own < scale; own++)
            {
                units[i] *= 10;
            }
        }

        return new MoneyColumn(units, scale);
    }

    private static int Decimals(string amount)
    {
        var point = amount.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : amount.Length - point - 1;
    }
}
