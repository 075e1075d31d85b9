using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Store.Text;

namespace Analytics.Ledger.Receivables;

/// <summary>One input with its columns' roles and formats.</summary>
internal sealed class ReceivablesFile
{
    private readonly Dictionary<ReceivablesRole, ColumnProfile> _roles = [];
    private readonly Dictionary<ReceivablesRole, DateFormat> _formats = [];

    private ReceivablesFile(InputFile file, FileProfile profile) =>
        (File, Profile) = (file, profile);

    public InputFile File { get; }

    public FileProfile Profile { get; }

    /// <summary>Looks at a file and gives roles to its columns: as mapped, then by name.</summary>
    /// <exception cref="UsageFault">A mapped role or column does not exist.</exception>
    public static ReceivablesFile Open(InputFile input, ImportSettings settings)
    {
        var profile = FileSniffer.Profile(input, settings);
        if (profile.IsEmpty || profile.Sample.Count == 0)
        {
            throw new DataFault(
                $"{profile.Name}: {(profile.IsEmpty ? "the file is empty" : "no rows behind the header")}; nothing to analyse"
            );
        }

        var file = new ReceivablesFile(input, profile);
        foreach (var (name, column) in settings.Map)
        {
            var role =
                ReceivablesRoles.Of(name)
                ?? throw new UsageFault(
                    $"--map {name}={column}: no role is called {name}; roles of receivables are {string.Join(", ", ReceivablesRoles.All.Select(r => r.Name()))}"
                );
            if (file.FindColumn(column) is { } found)
            {
                file._roles[role] = found;
            }
        }

        // the day of an invoice, of a payment and of a posting are one thing by two names
        file.Share(ReceivablesRole.Date, ReceivablesRole.PostingDate);
        file.Share(ReceivablesRole.PostingDate, ReceivablesRole.Date);
        return file;
    }

    /// <summary>A column by name (exact, then whatever the case) or 1-based number; null where there is none.</summary>
    public ColumnProfile? FindColumn(string name) =>
        Profile.Columns.FirstOrDefault(c => c.Name == name)
        ?? Profile.Columns.FirstOrDefault(c =>
            string.Equals(c.Name.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase)
        )
        ?? (
            int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= Profile.Columns.Count
                ? Profile.Columns[number - 1]
                : null
        );

    /// <summary>The column of a role, or null.</summary>
    public ColumnProfile? this[ReceivablesRole role] => _roles.GetValueOrDefault(role);

    /// <summary>All roles that are given.</summary>
    public IReadOnlyDictionary<ReceivablesRole, ColumnProfile> Roles => _roles;

    /// <summary>Gives a role to a column.</summary>
    public void Give(ReceivablesRole role, ColumnProfile column) => _roles[role] = column;

    /// <summary>True where some free column bears a name of the role, or one is mapped to it.</summary>
    public bool Has(ReceivablesRole role) => _roles.ContainsKey(role) || Best(role) is not null;

    /// <summary>Gives the roles of a shape by name, in this order; what is needed and not there is an error.</summary>
    /// <exception cref="DataFault">A needed role has no column.</exception>
    public void Assign(
        IEnumerable<ReceivablesRole> needed,
        IEnumerable<ReceivablesRole> wanted,
        string shape
    )
    {
        var need = needed.ToList();
        foreach (var role in need.Concat(wanted))
        {
            if (this[role] is null && Best(role) is { } column)
            {
                _roles[role] = column;
            }

            if (this[role] is null && need.Contains(role))
            {
                throw new DataFault(
                    $"{Profile.Name}: no column was found for the {role.Name()} of {shape}; say which it is: --map {role.Name()}=COLUMN. Columns: {string.Join(", ", Profile.Columns.Select(c => c.Name))}"
                );
            }
        }
    }

    /// <summary>Decides how dates and decimals are written.</summary>
    /// <exception cref="DataFault">It cannot be told.</exception>
    public void Decide(ImportSettings settings, CancellationToken cancel)
    {
        foreach (var (role, column) in _roles)
        {
            // the sniffer's own roles tell its deciders which columns are numbers
            column.Role = role == ReceivablesRole.Amount ? ColumnRole.Amount : null;
        }

        FormatDecider.Decide(File, Profile, settings, cancel);
        DecideDates(settings, cancel);
        if (this[ReceivablesRole.Amount] is { } amount && Profile.DecimalMark is null)
        {
            throw new DataFault(
                $"{Profile.Name}: in column '{amount.Name}' the decimal mark cannot be told from the thousands mark; say it: --decimal . or --decimal ,"
            );
        }
    }

    /// <summary>Decides as it was decided when the export entered a store.</summary>
    public void Decide(StoredExport export)
    {
        Profile.DecimalMark = export.Load.Options["decimal"][0];
        foreach (var (role, format) in export.Formats())
        {
            _formats[role] = FormatDecider.Parse(format);
        }
    }

    /// <summary>The date format of a role's column.</summary>
    public DateFormat Format(ReceivablesRole role) =>
        _formats.GetValueOrDefault(role, new DateFormat(DateOrder.Ymd));

    // the columns of one export write dates alike: what one leaves open another tells
    private void DecideDates(ImportSettings settings, CancellationToken cancel)
    {
        var dates = _roles
            .Where(r => r.Key.IsDate() || (r.Key == ReceivablesRole.Month && r.Value.LooksLikeDate))
            .ToList();
        if (settings.DateFormat is { } given)
        {
            foreach (var (role, _) in dates)
            {
                _formats[role] = FormatDecider.Parse(given);
            }

            return;
        }

        for (var pass = 0; pass < 2; pass++)
        {
            var told = dates
                .Select(d => d.Value.Dates.Decide())
                .FirstOrDefault(f => f is { Order: DateOrder.Dmy or DateOrder.Mdy });
            foreach (var (role, column) in dates)
            {
                if (
                    (column.Dates.Decide() ?? (column.Dates.IsUndecided ? told : null)) is
                    { } format
                )
                {
                    _formats[role] = format;
                }
            }

            if (dates.TrueForAll(d => _formats.ContainsKey(d.Key) || d.Value.Dates.Values == 0))
            {
                return;
            }

            if (pass == 0)
            {
                FormatDecider.ReadDates(
                    File,
                    Profile,
                    dates.Select(d => d.Value).ToArray(),
                    cancel
                );
            }
        }

        var open = dates.First(d => !_formats.ContainsKey(d.Key) && d.Value.Dates.Values > 0);
        throw new DataFault(
            $"{Profile.Name}: how dates are written in column '{open.Value.Name}' cannot be told ({open.Value.Dates.Describe()}); say it: --date-format dmy, mdy, ymd or a pattern"
        );
    }

    private void Share(ReceivablesRole from, ReceivablesRole to)
    {
        if (this[from] is { } column)
        {
            _roles.TryAdd(to, column);
        }
    }

    private ColumnProfile? Best(ReceivablesRole role) =>
        Profile
            .Columns.Where(c => !_roles.ContainsValue(c))
            .Select(c =>
                (Column: c, Rank: ReceivablesRoles.Rank(role, RoleNames.Normalise(c.Name)))
            )
            .Where(c => c.Rank is not null)
            .OrderBy(c => c.Rank)
            .Select(c => c.Column)
            .FirstOrDefault();
}
