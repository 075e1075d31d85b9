using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Store;
using Analytics.Models.Features;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>A table with one row per customer whose columns are brought to other rows by customer id. It is read once, whatever the number of batches it is joined to.</summary>
internal sealed class FeatureJoin
{
    /// <summary>In the place of a file: the customers of the store.</summary>
    public const string OfStore = "store";

    private const double FewestFound = 0.5;
    private readonly AttributeTable _features;
    private readonly Dictionary<string, int> _places;
    private long _customers;
    private long _found;

    private FeatureJoin(AttributeTable features, Dictionary<string, int> places) =>
        (_features, _places) = (features, places);

    /// <summary>Customers of the table.</summary>
    public long Rows => _places.Count;

    /// <summary>Customers that were found in it so far.</summary>
    public long Found => _found;

    /// <summary>Reads the file of <c>--features</c>.</summary>
    /// <returns>The table, or null where no file is named.</returns>
    /// <exception cref="DataFault">No id column, or an id twice.</exception>
    public static FeatureJoin? Read(ChurnRequest request, CancellationToken stop) =>
        request.FeaturesFile is { } path ? Read(path, request.Import, request.Say, stop) : null;

    /// <summary>Reads a table with one row per customer.</summary>
    /// <param name="path">The file, or <see cref="OfStore"/>.</param>
    /// <param name="import">How the inputs are read.</param>
    /// <param name="say">Takes remarks.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="DataFault">No id column, an id twice, or no customers in the store.</exception>
    /// <exception cref="UsageFault">The customers of a store, and no store.</exception>
    public static FeatureJoin Read(
        string path,
        ImportSettings import,
        Action<string> say,
        CancellationToken stop
    )
    {
        var features =
            path == OfStore
                ? ReadStore(import, say, stop)
                : AttributeTable.Read(
                    import with
                    {
                        Inputs = [path],
                        Store = null,
                        ExpectedColumns = null,
                    },
                    "--features",
                    null,
                    say,
                    stop
                );
        return features.Id >= 0
            ? new FeatureJoin(features, Places(features))
            : throw new DataFault(
                $"{features.Name}: no column names customers; rename it to customer_id, or say --map customer=COLUMN. Columns: {string.Join(", ", features.Columns.Select(c => c.Name))}"
            );
    }

    /// <summary>The columns of some names at customers.</summary>
    /// <param name="names">The names.</param>
    /// <param name="option">Who asks, for the fault.</param>
    /// <param name="customers">Number of customers.</param>
    /// <param name="idOf">A customer's id.</param>
    /// <exception cref="DataFault">No such column.</exception>
    public IReadOnlyList<TextColumn> To(
        IReadOnlyList<string> names,
        string option,
        int customers,
        Func<int, string> idOf
    )
    {
        var asked = names.Select(name => _features.Find(name, option)).ToHashSet();
        var own = asked.Select(c => _features.Columns[c].Name).ToHashSet(StringComparer.Ordinal);
        return [.. To(customers, idOf).Where(c => own.Contains(c.Name))];
    }

    private static AttributeTable ReadStore(
        ImportSettings import,
        Action<string> say,
        CancellationToken stop
    )
    {
        var store =
            import.Store
            ?? throw new UsageFault(
                $"--features {OfStore} means the customers of a store; name it with --store DIR, or the file with its directory (./{OfStore})"
            );
        using var customers =
            StoredCustomers.Open(store, import, stop)
            ?? throw new DataFault(
                $"--features {OfStore}: {store} holds no customers yet; bring some in with crm import FILE --store {store} --table customers"
            );
        if (customers.Replaced > 0 && !customers.HasVersion)
        {
            say(
                $"customers of {store}: {Cells.Of(customers.Replaced)} rows tell of customers that stand in others too; the last row of the export whose name sorts last counts. Where a column tells which is newer, import with --map version=COLUMN"
            );
        }

        return AttributeTable.Read(customers.Settings, "--features", null, say, stop) with
        {
            Name = $"customers of {store}",
        };
    }

    /// <summary>The columns at the rows of a table.</summary>
    /// <exception cref="DataFault">The table has no id column.</exception>
    public IReadOnlyList<TextColumn> To(AttributeTable table)
    {
        if (table.Id < 0)
        {
            throw new DataFault(
                $"{table.Name}: no column names customers, so --features cannot be joined; say which it is: --map customer=COLUMN"
            );
        }

        var ids = table.Columns[table.Id];
        return To(ids.Rows, ids.Text);
    }

    /// <summary>The columns at customers.</summary>
    /// <param name="customers">Number of customers.</param>
    /// <param name="idOf">A customer's id.</param>
    public IReadOnlyList<TextColumn> To(int customers, Func<int, string> idOf)
    {
        var joined = _features
            .Columns.Where((_, c) => c != _features.Id)
            .Select(c => (From: c, To: new TextColumn(c.Name)))
            .ToList();
        for (var row = 0; row < customers; row++)
        {
            var isFound = _places.TryGetValue(idOf(row), out var place);
            _found += isFound ? 1 : 0;
            foreach (var (from, to) in joined)
            {
                to.Add(isFound ? from[place] : []);
            }
        }

        _customers += customers;
        return [.. joined.Select(c => c.To)];
    }

    /// <summary>Tells how many customers were found; to be called when all rows are joined.</summary>
    /// <exception cref="DataFault">Most were not.</exception>
    public void Require(Action<string> say)
    {
        if (_found < FewestFound * _customers)
        {
            throw new DataFault(
                $"{_features.Name}: only {Cells.Of(_found)} of {Cells.Of(_customers)} customers are found in it: the ids do not join; compare the ids of both files (leading zeros, blanks, another column: --map customer=COLUMN)"
            );
        }

        if (_found < _customers)
        {
            say(
                $"{_features.Name}: {Cells.Of(_customers - _found)} of {Cells.Of(_customers)} customers are not in it; their values count as missing"
            );
        }
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
}
