using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Receivables;

/// <summary>One delimited file as columns of text, in any dialect the importer knows.</summary>
/// <param name="Names">Column names.</param>
/// <param name="Columns">Texts, column by column.</param>
/// <param name="Refused">Rows that could not be read.</param>
public sealed record TextTable(
    IReadOnlyList<string> Names,
    IReadOnlyList<IReadOnlyList<string>> Columns,
    long Refused
)
{
    /// <summary>Number of rows.</summary>
    public int Rows => Columns.Count == 0 ? 0 : Columns[0].Count;

    /// <summary>Number of a column; exact, then whatever the case; -1 where there is none.</summary>
    public int IndexOf(string name)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < Names.Count; i++)
            {
                if (
                    string.Equals(
                        Names[i],
                        name,
                        pass == 0 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase
                    )
                )
                {
                    return i;
                }
            }
        }

        return -1;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileFault">It is missing or unreadable.</exception>
    /// <exception cref="DataFault">It holds nothing, or more refused rows than are tolerated.</exception>
    public static TextTable Read(ImportSettings settings, CancellationToken cancel)
    {
        var paths = InputPaths.Resolve(settings.Inputs);
        if (paths.Count != 1)
        {
            throw new UsageFault($"one table is read here; {paths.Count} files were given");
        }

        using var input = InputFile.Open(paths[0]);
        var file = ReceivablesFile.Open(
            input,
            settings with
            {
                Map = new Dictionary<string, string>(StringComparer.Ordinal),
            }
        );
        var taker = new Taker(file.Profile.Columns.Count);
        var facts = RowScan.Run(
            0,
            file,
            Enumerable.Range(0, taker.Columns.Length).ToArray(),
            taker,
            settings.Tuning,
            cancel
        );
        using var rejects = facts.Rejects;
        var read = taker.Counts.Read().Rows + taker.Columns[0].Count;
        return
            settings.MaxRejects.IsExceeded(rejects.Count, read)
            || (settings.Strict && rejects.Count > 0)
            ? throw new DataFault(
                FormattableString.Invariant(
                    $"{input.Name}: {rejects.Count} of {read} rows cannot be read ({rejects.Read().First().Kind.Text()}), more than --max-rejects {settings.MaxRejects.ToString()}"
                )
            )
            : new TextTable(
                file.Profile.Columns.Select(c => c.Name).ToList(),
                taker.Columns,
                rejects.Count
            );
    }

    private sealed class Taker(int columns) : RowTaker
    {
        public List<string>[] Columns { get; } =
            Enumerable.Range(0, columns).Select(_ => new List<string>()).ToArray();

        public override RowFaultKind Take(in RowView row, out int slot, out Int128? units)
        {
            (slot, units) = (-1, null);
            for (var c = 0; c < Columns.Length; c++)
            {
                Columns[c].Add(Encoding.UTF8.GetString(row.Field(c)));
            }

            return RowFaultKind.None;
        }
    }
}
