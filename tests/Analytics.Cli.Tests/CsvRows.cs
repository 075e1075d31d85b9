using System.Globalization;
using System.Text;

namespace Analytics.Cli.Tests;

/// <summary>A small table as the program printed it: rows by column name.</summary>
internal sealed class CsvRows
{
    private readonly string[] _columns;

    private CsvRows(List<string[]> records)
    {
        _columns = records[0];
        Rows = records
            .Skip(1)
            .Select(r => _columns.Zip(r).ToDictionary(c => c.First, c => c.Second))
            .ToList();
    }

    public IReadOnlyList<string> Columns => _columns;

    public IReadOnlyList<Dictionary<string, string>> Rows { get; }

    public static CsvRows Of(string text) => new(Records(text).ToList());

    public static CsvRows File(string path) => Of(System.IO.File.ReadAllText(path));

    public double Sum(string column) =>
        Rows.Sum(r => r[column].Length == 0 ? 0 : Number(r[column]));

    public static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    /// <summary>The value of <c>name=value</c> in a list of parameters.</summary>
    public static double Parameter(string list, string name) =>
        Number(
            list.Split(';')
                .Single(p => p.StartsWith(name + "=", StringComparison.Ordinal))
                .Split('=')[1]
        );

    private static IEnumerable<string[]> Records(string text)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || (c != ',' && c != '\n'))
            {
                cell.Append(c);
            }
            else
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return [.. cells];
                    cells.Clear();
                }
            }
        }
    }
}
