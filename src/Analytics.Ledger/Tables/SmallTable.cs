using Analytics.Core.Faults;
using CsvHelper;

namespace Analytics.Ledger.Tables;

/// <summary>Reads small tables that users write by hand, such as segment maps and score cuts: comma-separated UTF-8 with a header.</summary>
public static class SmallTable
{
    /// <summary>All records, the header first.</summary>
    /// <exception cref="FileFault">The file is missing or unreadable.</exception>
    public static IReadOnlyList<string[]> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileFault($"{path}: no such file");
        }

        try
        {
            using var reader = CsvReader.FromFile(
                path,
                CsvReaderOptions.Default with
                {
                    HasHeader = false,
                    Separator = ',',
                    FieldCountMismatch = CsvFieldCountHandling.Allow,
                }
            );
            var records = new List<string[]>();
            while (reader.Read())
            {
                var fields = new string[reader.FieldCount];
                for (var i = 0; i < fields.Length; i++)
                {
                    fields[i] = reader.GetString(i);
                }

                records.Add(fields);
            }

            return records;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FileFault($"{path}: no permission to read", e);
        }
    }
}
