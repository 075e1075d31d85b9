using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>Finds columns of a small table of numbers by their usual names, and reads their cells.</summary>
/// <param name="profile">The table.</param>
/// <param name="map">What <c>--map</c> says: role to column name or number.</param>
/// <param name="decimalMark">What <c>--decimal</c> says; null = a point.</param>
internal sealed class NumberCells(
    FileProfile profile,
    IReadOnlyDictionary<string, string> map,
    string? decimalMark
)
{
    private readonly NumberFormatInfo _format = new()
    {
        NumberDecimalSeparator = decimalMark ?? ".",
        NumberGroupSeparator = decimalMark == "," ? "." : ",",
    };

    /// <summary>Place of the column of a role, or -1.</summary>
    /// <param name="role">The role, also its first name.</param>
    /// <param name="names">Other names; only letters and digits count, in any case.</param>
    /// <exception cref="UsageFault">The column that <c>--map</c> names does not exist.</exception>
    public int Find(string role, params string[] names)
    {
        if (map.TryGetValue(role, out var column))
        {
            return At(column)
                ?? throw new UsageFault(
                    $"--map {role}={column}: {profile.Name} has no such column; it has {Names()}"
                );
        }

        foreach (var name in (string[])[role, .. names])
        {
            var at = profile
                .Columns.Where(c => Plain(c.Name) == Plain(name))
                .Select(c => c.Index)
                .FirstOrDefault(-1);
            if (at >= 0)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The same, but the column must be there.</summary>
    /// <exception cref="DataFault">It is not.</exception>
    public int Need(string role, params string[] names) =>
        Find(role, names) is var at && at >= 0
            ? at
            : throw new DataFault(
                $"{profile.Name}: no column was found for {role}; say which it is: --map {role}=COLUMN. Columns: {Names()}"
            );

    /// <summary>A finite number, or NaN where the cell is none.</summary>
    public double Number(byte[] cell) =>
        double.TryParse(
            cell,
            NumberStyles.Float & ~NumberStyles.AllowTrailingSign,
            _format,
            out var value
        ) && double.IsFinite(value)
            ? value
            : double.NaN;

    private int? At(string column) =>
        profile.Columns.FirstOrDefault(c => c.Name == column) is { } named ? named.Index
        : int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1
        && number <= profile.Columns.Count
            ? number - 1
        : null;

    private string Names() => string.Join(", ", profile.Columns.Select(c => c.Name));

    private static string Plain(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
