using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Tables;
using Analytics.Models.Features;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>A table with one row per customer, in columns of text.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Columns">All columns, or those of one batch of rows.</param>
/// <param name="Id">0-based column that names customers, or -1.</param>
internal sealed record AttributeTable(string Name, IReadOnlyList<TextColumn> Columns, int Id)
{
    /// <summary>Rows.</summary>
    public int Rows => Columns[0].Rows;

    /// <summary>Reads a whole table.</summary>
    /// <param name="import">How to read it.</param>
    /// <param name="what">The command, for messages.</param>
    /// <param name="rejectsFile">Where refused rows go, or null.</param>
    /// <param name="say">Takes remarks.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="DataFault">No rows, or too many refused.</exception>
    public static AttributeTable Read(
        ImportSettings import,
        string what,
        string? rejectsFile,
        Action<string> say,
        CancellationToken stop
    )
    {
        AttributeTable? table = null;
        Scan(import, what, int.MaxValue, t => table = t, rejectsFile, say, stop);
        return table!;
    }

    /// <summary>Reads a table in batches.</summary>
    /// <param name="import">How to read it.</param>
    /// <param name="what">The command, for messages.</param>
    /// <param name="batchRows">Rows of a batch.</param>
    /// <param name="batch">Takes each batch; its columns are used again for the next.</param>
    /// <param name="rejectsFile">Where refused rows go, or null.</param>
    /// <param name="say">Takes remarks.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="DataFault">No rows, or too many refused.</exception>
    public static void Scan(
        ImportSettings import,
        string what,
        int batchRows,
        Action<AttributeTable> batch,
        string? rejectsFile,
        Action<string> say,
        CancellationToken stop
    )
    {
        AttributeTable? table = null;
        var result = TableScan.Run(
            import,
            what,
            profile =>
            {
                table = Empty(profile, import.Map);
                var columns = table.Columns;
                return cells =>
                {
                    for (var c = 0; c < cells.Length; c++)
                    {
                        columns[c].Add(cells[c]);
                    }

                    if (columns[0].Rows == batchRows)
                    {
                        batch(table);
                        foreach (var column in columns)
                        {
                            column.Clear();
                        }
                    }

                    return (RowFaultKind.None, -1);
                };
            },
            stop
        );
        TableGate.Pass(result, import, rejectsFile, say);
        if (result.Read == result.Rejects.Count)
        {
            throw new DataFault($"{result.Profile.Name}: no rows behind the header");
        }

        if (table!.Rows > 0)
        {
            batch(table);
        }
    }

    /// <summary>The column of a name, also where case or blanks differ.</summary>
    /// <param name="name">The name.</param>
    /// <param name="option">Who asks, for the fault.</param>
    /// <exception cref="DataFault">No such column; the fault names the nearest.</exception>
    public int Find(string name, string option)
    {
        for (var c = 0; c < Columns.Count; c++)
        {
            if (Columns[c].Name == name)
            {
                return c;
            }
        }

        for (var c = 0; c < Columns.Count; c++)
        {
            if (
                string.Equals(
                    Columns[c].Name.Trim(),
                    name.Trim(),
                    StringComparison.OrdinalIgnoreCase
                )
            )
            {
                return c;
            }
        }

        var names = Columns.Select(c => c.Name).ToList();
        throw new DataFault(
            $"{Name} has no column '{name}' ({option}); it has {string.Join(", ", names)}{NearestWord.Hint(name, names)}"
        );
    }

    /// <summary>The customer of a row; its number where no column names customers.</summary>
    public string Customer(int row, long rowsBefore) =>
        Id >= 0 ? Columns[Id].Text(row) : Cells.Of(rowsBefore + row + 1);

    private static AttributeTable Empty(
        FileProfile profile,
        IReadOnlyDictionary<string, string> map
    )
    {
        if (profile.IsEmpty || profile.Columns.Count == 0)
        {
            throw new DataFault($"{profile.Name}: the file is empty; nothing to analyse");
        }

        var doubled = profile
            .Columns.GroupBy(c => c.Name, StringComparer.Ordinal)
            .FirstOrDefault(g => g.Count() > 1);
        return doubled is null
            ? new AttributeTable(
                profile.Name,
                [.. profile.Columns.Select(c => new TextColumn(c.Name))],
                IdColumn.Find(profile, map)
            )
            : throw new DataFault(
                $"{profile.Name}: the header names '{doubled.Key}' more than once; rename one of them"
            );
    }
}
