using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Receivables;

namespace Analytics.Ledger.Store.Text;

/// <summary>A load as the export it was.</summary>
/// <param name="Load">The load.</param>
/// <param name="Path">Where its rows are while the table is open.</param>
/// <param name="Delimiter">Its delimiter there.</param>
/// <param name="Quote">Its quote there.</param>
/// <param name="Replaced">Rows that newer ones stand for; they are not in it.</param>
/// <param name="HasRows">False where newer ones stand for all of them: then there is nothing to read.</param>
internal sealed record StoredExport(
    StoreLoad Load,
    string Path,
    string Delimiter,
    string Quote,
    ReplacedRows Replaced,
    bool HasRows
)
{
    /// <summary>How it is read: what was decided when it entered is not decided anew.</summary>
    /// <param name="settings">What else the reading asks for.</param>
    public ImportSettings Settings(ImportSettings settings) =>
        settings with
        {
            Inputs = [Path],
            Store = null,
            Encoding = "utf-8",
            Delimiter = Delimiter,
            Quote = Quote,
            Escape = null,
            HeaderRows = 1,
            PreambleRows = 0,
            ExpectedColumns = null,
            DateFormat = null,
            Decimal = Load.Options["decimal"],
            MissingCustomer = MissingCustomerPolicy.Exclude,
            Duplicates = DuplicatePolicy.Keep,
            Map = Map(),
        };

    /// <summary>How the dates of each role are written.</summary>
    public IReadOnlyDictionary<ReceivablesRole, string> Formats() =>
        ReceivablesRoles
            .All.Where(role => Load.Options.ContainsKey(TextRoles.DateFormat + role.Name()))
            .ToDictionary(role => role, role => Load.Options[TextRoles.DateFormat + role.Name()]);

    private Dictionary<string, string> Map()
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var role in ReceivablesRoles.All)
        {
            if (Load.Options.TryGetValue(role.Name(), out var column))
            {
                // number and name
                var blank = column.IndexOf(' ', StringComparison.Ordinal);
                map[role == ReceivablesRole.Account ? "customer" : role.Name()] =
                    blank == column.Length - 1 ? column[..blank] : column[(blank + 1)..];
            }
        }

        return map;
    }
}

/// <summary>Rows of a load that newer rows stand for, and their money.</summary>
internal sealed class ReplacedRows
{
    /// <summary>Decimals of the money.</summary>
    public int Scale { get; private set; }

    /// <summary>The rows.</summary>
    public RowTally Tally { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="amount">Its amount as written; empty where it has none.</param>
    /// <param name="mark">The decimal mark.</param>
    public void Add(ReadOnlySpan<byte> amount, char mark)
    {
        var tally = Tally;
        if (
            AmountLiteral.Parse(amount, mark, out var units, out var scale) is not RowFaultKind.None
        )
        {
            (units, scale) = (0, 0);
        }

        if (scale > Scale)
        {
            tally.Units *= PowersOfTen.Of(scale - Scale);
            Scale = scale;
        }

        tally.Add(units * PowersOfTen.Of(Scale - scale));
        Tally = tally;
    }
}
