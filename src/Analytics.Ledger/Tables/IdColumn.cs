using Analytics.Core.Faults;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Tables;

/// <summary>Finds the column that names customers in a table with one row per customer.</summary>
public static class IdColumn
{
    /// <summary>0-based column, or -1 where none is mapped and none has the name of one.</summary>
    /// <param name="profile">What was found about the file.</param>
    /// <param name="map">Roles given by the user; only <c>customer</c> matters.</param>
    /// <exception cref="UsageFault">The mapped column does not exist.</exception>
    public static int Find(FileProfile profile, IReadOnlyDictionary<string, string> map)
    {
        var mapped = map.GetValueOrDefault(ColumnRole.Customer.Name());
        if (mapped is not null)
        {
            return profile.Columns.FirstOrDefault(c => c.Name == mapped)?.Index
                ?? throw new UsageFault(
                    $"--map customer={mapped}: {profile.Name} has no such column; it has {string.Join(", ", profile.Columns.Select(c => c.Name))}"
                );
        }

        return profile
                .Columns.Select(c => (c.Index, Found: RoleNames.Find(c.Name)))
                .Where(c => c.Found is { Role: ColumnRole.Customer })
                .OrderBy(c => c.Found!.Rank)
                .Select(c => (int?)c.Index)
                .FirstOrDefault()
            ?? -1;
    }
}
