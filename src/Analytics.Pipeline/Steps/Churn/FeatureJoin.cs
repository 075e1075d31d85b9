using System.Text;
using Analytics.Core.Faults;
using Analytics.Models.Features;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>Brings the columns of a table with one row per customer to the rows of another, by customer id.</summary>
internal static class FeatureJoin
{
    private const double FewestFound = 0.5;

    /// <summary>Reads a features file and joins it to a table.</summary>
    /// <exception cref="DataFault">No id column on a side, an id twice, or most ids not found.</exception>
    public static IReadOnlyList<TextColumn> Read(
        string path,
        AttributeTable table,
        ChurnRequest request,
        CancellationToken stop
    )
    {
        if (table.Id < 0)
        {
            throw new DataFault(
                $"{table.Name}: no column names customers, so --features cannot be joined; say which it is: --map customer=COLUMN"
            );
        }

        var ids = table.Columns[table.Id];
        return Read(path, ids.Rows, row => ids[row].ToArray(), request, stop);
    }

    /// <summary>Reads a features file and joins it to customers.</summary>
    /// <param name="path">The features file.</param>
    /// <param name="customers">Number of customers.</param>
    /// <param name="idOf">UTF-8 bytes of a customer's id.</param>
    /// <param name="request">How to read it.</param>
    /// <param name="stop">Stops the work.</param>
    public static IReadOnlyList<TextColumn> Read(
        string path,
        int customers,
        Func<int, byte[]> idOf,
        ChurnRequest request,
        CancellationToken stop
    )
    {
        var features = AttributeTable.Read(
            request.Import with
            {
                Inputs = [path],
                ExpectedColumns = null,
            },
            "--features",
            null,
            request.Say,
            stop
        );
        if (features.Id < 0)
        {
            throw new DataFault(
                $"{features.Name}: no column names customers; rename it to customer_id, or say --map customer=COLUMN. Columns: {string.Join(", ", features.Columns.Select(c => c.Name))}"
            );
        }

        var places = Places(features);
        var joined = features
            .Columns.Where((_, c) => c != features.Id)
            .Select(c => (From: c, To: new TextColumn(c.Name)))
            .ToList();
        var found = 0;
        for (var row = 0; row < customers; row++)
        {
            var isFound = places.TryGetValue(Encoding.UTF8.GetString(idOf(row)), out var place);
            found += isFound ? 1 : 0;
            foreach (var (from, to) in joined)
            {
                to.Add(isFound ? from[place] : []);
            }
        }

        Report(features.Name, found, customers, request.Say);
        return [.. joined.Select(c => c.To)];
    }

    private static Dictionary<string, int> Places(AttributeTable features)
    {
        var ids = features.Columns[features.Id];
        var places = new Dictionary<string, int>(ids.Rows, StringComparer.Ordinal);
        for (var row = 0; row < ids.Rows; row++)
        {
            if (!places.TryAdd(ids.Text(row), row))
            {
                throw new DataFault(
                    $"{features.Name}: the customer '{ids.Text(row)}' stands in more than one row; --features takes one row per customer"
                );
            }
        }

        return places;
    }

    private static void Report(string name, int found, int customers, Action<string> say)
    {
        if (found < FewestFound * customers)
        {
            throw new DataFault(
                $"{name}: only {Cells.Of(found)} of {Cells.Of(customers)} customers are found in it: the ids do not join; compare the ids of both files (leading zeros, blanks, another column: --map customer=COLUMN)"
            );
        }

        if (found < customers)
        {
            say(
                $"{name}: {Cells.Of(customers - found)} of {Cells.Of(customers)} customers are not in it; their values count as missing"
            );
        }
    }
}
