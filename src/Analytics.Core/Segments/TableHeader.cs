using Analytics.Core.Faults;

namespace Analytics.Core.Segments;

/// <summary>Finds the columns of a small table that a user wrote.</summary>
internal static class TableHeader
{
    /// <summary>Place of each column in the header; places past the end stand for columns that are not there.</summary>
    /// <param name="table">What the table is called in faults.</param>
    /// <param name="header">The first row.</param>
    /// <param name="columns">The columns that exist, the required ones first.</param>
    /// <param name="required">How many are required.</param>
    /// <exception cref="UsageFault">A column is missing, unknown or there twice.</exception>
    public static int[] Places(string table, string[] header, string[] columns, int required)
    {
        var places = new int[columns.Length];
        Array.Fill(places, int.MaxValue);
        for (var i = 0; i < header.Length; i++)
        {
            // a byte-order mark may still stand before the first name
            var name = header[i].Trim().TrimStart('\uFEFF');
            var column = Array.FindIndex(
                columns,
                c => string.Equals(c, name, StringComparison.OrdinalIgnoreCase)
            );
            if (column < 0)
            {
                throw new UsageFault(
                    $"{table}: column '{name}' is unknown{NearestWord.Hint(name, columns)}; expected {string.Join(", ", columns)}"
                );
            }

            if (places[column] != int.MaxValue)
            {
                throw new UsageFault($"{table}: column '{name}' is there twice");
            }

            places[column] = i;
        }

        var missing = Array.FindIndex(places, 0, required, place => place == int.MaxValue);
        return missing < 0
            ? places
            : throw new UsageFault(
                $"{table}: column '{columns[missing]}' is missing; expected {string.Join(", ", columns)}"
            );
    }
}
