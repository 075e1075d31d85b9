using System.Globalization;
using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Faults;
using Analytics.Ledger.Tables;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Reads a transition matrix: a square table with or without names, or the long table that <c>rolls</c> writes.</summary>
public static class MatrixFile
{
    /// <summary>Reads the matrix.</summary>
    /// <exception cref="FileFault">The file is missing.</exception>
    /// <exception cref="DataFault">It is no matrix, or a row does not sum to 1.</exception>
    public static TransitionMatrix Read(string path)
    {
        var rows = SmallTable
            .Read(path)
            .Select(r => r.Select(c => c.Trim()).ToArray())
            .Where(r => r.Any(c => c.Length > 0))
            .ToList();
        if (rows.Count == 0)
        {
            throw new DataFault($"{path}: the file is empty; expected a transition matrix");
        }

        try
        {
            var names = rows[0].Select(c => c.ToLowerInvariant()).ToList();
            return
                names.Contains("from", StringComparer.Ordinal)
                && names.Contains("to", StringComparer.Ordinal)
                ? Long(path, rows, names)
                : Square(path, rows);
        }
        catch (DataFault fault) when (!fault.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new DataFault($"{path}: {fault.Message}", fault);
        }
    }

    private static TransitionMatrix Long(string path, List<string[]> rows, List<string> names)
    {
        var share = names.FindIndex(n => n is "share" or "probability" or "p");
        if (share < 0)
        {
            throw new DataFault($"{path}: a table with from and to needs a column share");
        }

        var (from, to, type) = (names.IndexOf("from"), names.IndexOf("to"), names.IndexOf("type"));
        var cells = rows.Skip(1)
            .Where(r => type < 0 || r[type] == "all")
            .Select((r, i) => (From: r[from], To: r[to], Share: Number(path, r[share], i + 2)))
            .ToList();
        var scale = StateScale.Order(
            cells.SelectMany(c => new[] { c.From, c.To }).Distinct(StringComparer.Ordinal),
            null
        );
        var n = scale.Names.Count;
        var matrix = new double[n * n];
        foreach (var cell in cells)
        {
            matrix[(scale.IndexOf(cell.From) * n) + scale.IndexOf(cell.To)] += cell.Share;
        }

        for (var s = 0; s < n; s++)
        {
            // a state that was never left stays as it is
            if (matrix.AsSpan(s * n, n).IndexOfAnyExcept(0.0) < 0)
            {
                matrix[(s * n) + s] = 1;
            }
        }

        return TransitionMatrix.Of(scale.Names, matrix);
    }

    private static TransitionMatrix Square(string path, List<string[]> rows)
    {
        var hasHeader = !rows[0].All(c => c.Length > 0 && IsNumber(c)) || IsNameRow(rows);
        var body = hasHeader ? rows.Skip(1).ToList() : rows;
        var n = body.Count;
        var hasNames = n > 0 && body.TrueForAll(r => r.Length == n + 1);
        if (n == 0 || !body.TrueForAll(r => r.Length == (hasNames ? n + 1 : n)))
        {
            throw new DataFault(
                FormattableString.Invariant(
                    $"{path}: not a square table: {n} rows below the header, with {string.Join(", ", body.Select(r => r.Length).Distinct())} cells; write one row per state, or from,to,share"
                )
            );
        }

        var names =
            hasHeader ? rows[0].TakeLast(n).ToList()
            : hasNames ? body.Select(r => r[0]).ToList()
            : n == 7 ? ["0", "1", "2", "3", "B", "D", "P"]
            : Enumerable.Range(0, n).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() < n)
        {
            throw new DataFault($"{path}: a state is named twice: {string.Join(", ", names)}");
        }

        if (hasNames && !body.Select(r => r[0]).SequenceEqual(names, StringComparer.Ordinal))
        {
            throw new DataFault(
                $"{path}: the rows are named {string.Join(", ", body.Select(r => r[0]))} and the columns {string.Join(", ", names)}; put them in one order"
            );
        }

        var cells = new double[n * n];
        for (var i = 0; i < cells.Length; i++)
        {
            var row = body[i / n];
            cells[i] = Number(
                path,
                row[(i % n) + (hasNames ? 1 : 0)],
                (i / n) + (hasHeader ? 2 : 1)
            );
        }

        return TransitionMatrix.Of(names, cells);
    }

    // a first row such as 0,1,2,3 above as many rows of probabilities is a row of names
    private static bool IsNameRow(List<string[]> rows) =>
        rows.Count == rows[0].Length + 1
        || (rows.Count > 1 && rows[1].Length == rows[0].Length + 1)
        || rows[0].Any(c => DelinquencyStates.Names.Skip(5).Contains(c, StringComparer.Ordinal));

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static double Number(string path, string text, int line) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new DataFault(
                FormattableString.Invariant($"{path} line {line}: '{text}' is not a number")
            );
}
