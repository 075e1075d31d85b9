using System.Globalization;
using System.Numerics;
using System.Text;
using Analytics.Ledger.Import;

namespace Analytics.Ledger.Tests.Import.Reference;

/// <summary>The account of the reference, in the words of <see cref="Data.Imports"/>.</summary>
internal static class ReferenceAccount
{
    public static string Text(
        List<ReferenceRow> rows,
        IEnumerable<string> files,
        int scale,
        string[] columns
    )
    {
        var text = new StringBuilder();
        foreach (var file in files)
        {
            Account(text, file, rows.Where(r => r.File == file).ToList(), scale);
        }

        Account(text, "total", rows, scale);
        foreach (var row in rows.Where(r => r.Fault != RowFaultKind.None))
        {
            var column =
                row.FaultColumn < 0 || row.FaultColumn >= columns.Length
                    ? ""
                    : columns[row.FaultColumn];
            text.Append(
                CultureInfo.InvariantCulture,
                $"{row.File} line {row.Record.Line} byte {row.Record.Offset} {column} {row.Fault.Name()} {Convert.ToHexString(row.Record.Raw.AsSpan(0, Math.Min(row.Record.Raw.Length, 65536)))}\n"
            );
        }

        return text.ToString();
    }

    private static void Account(StringBuilder text, string name, List<ReferenceRow> rows, int scale)
    {
        string Tally(Func<ReferenceRow, bool> isOne)
        {
            var mine = rows.Where(isOne).ToList();
            var sum = mine.Aggregate(BigInteger.Zero, (s, r) => s + (r.Amount?.At(scale) ?? 0));
            var unreadable = mine.Count(r => r.Amount is null);
            return FormattableString.Invariant(
                $"{mine.Count} rows {sum}e-{scale} ({unreadable} unreadable)"
            );
        }

        text.Append(name).Append(": read ").Append(Tally(_ => true));
        foreach (var kind in Enum.GetValues<RowFaultKind>().Skip(1))
        {
            if (rows.Exists(r => r.Fault == kind))
            {
                text.Append("; ")
                    .Append(kind.Name())
                    .Append(' ')
                    .Append(Tally(r => r.Fault == kind));
            }
        }

        text.Append("; duplicate ").Append(Tally(r => r.IsDuplicate));
        foreach (var kind in Enum.GetValues<Exclusion>())
        {
            if (rows.Exists(r => r.Exclusion == kind))
            {
                text.Append("; ")
                    .Append(kind.Name())
                    .Append(' ')
                    .Append(Tally(r => r.Exclusion == kind && r.Fault == RowFaultKind.None));
            }
        }

        text.Append("; accepted ").Append(Tally(r => r.IsAccepted)).Append('\n');
    }
}
