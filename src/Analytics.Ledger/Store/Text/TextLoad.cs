using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Receivables;
using Analytics.Ledger.Tables;

namespace Analytics.Ledger.Store.Text;

/// <summary>
/// An export of any table but purchases on its way into a store. It is judged by the reader that will use it; every row that is not refused is
/// kept cell by cell, so that a reading of the store is a reading of the export.
/// </summary>
internal sealed class TextLoad : ILoadSource
{
    private readonly ImportSettings _settings;
    private readonly TableRequest _request;
    private readonly ReceivablesFile _file;
    private readonly RowTaker _judge;
    private readonly int[] _columns;
    private readonly ReceivablesShape? _shape;
    private readonly List<IDisposable> _held = [];
    private readonly CancellationToken _cancel;

    private TextLoad(
        ImportSettings settings,
        string table,
        TableRequest request,
        CancellationToken cancel
    )
    {
        if (settings.Duplicates == DuplicatePolicy.Drop)
        {
            throw new UsageFault(
                $"--duplicates drop is about lines of purchases; of {table} every row is kept, and --map key=COLUMN tells which are the same"
            );
        }

        (Table, _request, _cancel) = (table, request, cancel);
        // the key and the version are the store's own roles
        _settings = settings with
        {
            Map = settings
                .Map.Where(m => m.Key is not (TextRoles.Key or TextRoles.Version))
                .ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal),
            Store = null,
        };
        try
        {
            if (table == StoreTables.Receivables)
            {
                (_file, _judge, _columns, _shape) = OpenReceivables();
            }
            else
            {
                _file = OpenAlone(table);
                var judge = JudgeOf(table);
                (_judge, _columns) = (judge, judge.Columns);
            }

            Key = Column(settings.Map, TextRoles.Key);
            Version = Column(settings.Map, TextRoles.Version);
            RequireKey();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name => _file.Profile.Name;

    /// <inheritdoc/>
    public string Table { get; }

    /// <inheritdoc/>
    public long? ContentBytes => _file.File.IsSeekable ? _file.File.Length : null;

    private ColumnProfile? Key { get; set; }

    private ColumnProfile? Version { get; }

    /// <summary>Opens an export and gives roles to its columns.</summary>
    /// <exception cref="FileFault">It is missing or unreadable.</exception>
    /// <exception cref="DataFault">It is none of this table, or how it is written cannot be told.</exception>
    public static TextLoad Open(
        ImportSettings settings,
        string table,
        TableRequest request,
        CancellationToken cancel
    ) => new(settings, table, request, cancel);

    /// <inheritdoc/>
    public (string Sha256, long Bytes) ContentHash() => _file.File.ContentHash(_cancel);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options()
    {
        var profile = _file.Profile;
        var options = LoadOptions.OfDialect(profile);
        options["header-rows"] = profile.Dialect.HeaderRows.ToString(CultureInfo.InvariantCulture);
        options["columns"] = string.Join(',', profile.Columns.Select(c => c.Name));
        options["missing-customer"] =
            _settings.MissingCustomer == MissingCustomerPolicy.Reject ? "reject" : "exclude";
        options["decimal"] = (profile.DecimalMark ?? '.').ToString();
        if (_shape is { } shape)
        {
            options["shape"] = shape.Name();
        }

        if (_request.Wide.Count > 0)
        {
            options["wide"] = string.Join(',', _request.Wide);
        }

        foreach (var (role, column) in _file.Roles)
        {
            options[role.Name()] = Named(column);
            if (role.IsDate() || role == ReceivablesRole.Month)
            {
                options[TextRoles.DateFormat + role.Name()] = _file.Format(role).ToString();
            }
        }

        if (Key is not null)
        {
            options[TextRoles.Key] = Named(Key);
        }

        if (Version is not null)
        {
            options[TextRoles.Version] = Named(Version);
        }

        return options;
    }

    /// <inheritdoc/>
    public LoadedRows Write(StoreWriter? writer)
    {
        var profile = _file.Profile;
        var names = profile.Columns.Select(c => c.Name).ToList();
        var sink = new TextSink(writer, names, _settings.Tuning.SegmentRows);
        _held.Add(sink);
        var facts = RowScan.Run(
            0,
            _file,
            [.. _columns, .. Enumerable.Range(0, names.Count)],
            new KeepingTaker(
                _judge,
                _columns.Length,
                sink,
                profile.DataLine + 1,
                Version?.Index ?? -1
            ),
            _settings.Tuning,
            _cancel
        );
        _held.Add(facts.Rejects);
        RequireUnchanged();
        var currencies = ((_judge as PostingRows)?.Currencies ?? [])
            .Order(StringComparer.Ordinal)
            .ToList();
        if (currencies.Count > 1)
        {
            throw new DataFault(
                $"{Name}: the amounts are in several currencies ({string.Join(", ", currencies)}); money of different currencies is never added: split the export by currency"
            );
        }

        if (facts.Counts.AcceptedRows.Rows == 0)
        {
            var first = facts.Rejects.Read().Select(r => r.Kind.Text()).FirstOrDefault("no rows");
            throw new DataFault($"{Name}: no row can be used ({first})");
        }

        var report = ReportBuilder.Build(
            [facts],
            [profile],
            (_, offsets) => OffsetResolver.Resolve(_file.File, profile, offsets),
            _settings,
            null
        );
        return new LoadedRows(
            report,
            new WrittenRows(sink.Release(), currencies.FirstOrDefault(""))
        );
    }

    /// <inheritdoc/>
    public void RequireUnchanged() => _file.File.RequireUnchanged();

    /// <inheritdoc/>
    public void Dispose()
    {
        _held.Reverse();
        _held.ForEach(held => held.Dispose());
        _held.Clear();
    }

    private (ReceivablesFile, RowTaker, int[], ReceivablesShape) OpenReceivables()
    {
        var import = ReceivablesImport.Open(
            new ReceivablesSettings
            {
                Import = _settings,
                Shape = _request.Shape,
                Wide = _request.Wide,
            },
            _cancel
        );
        _held.Add(import);
        var (file, judge, columns) = import.First();
        if (import.Shape == ReceivablesShape.Wide && file[ReceivablesRole.Account] is null)
        {
            throw new DataFault(
                $"{file.Profile.Name}: no column names the accounts; numbers of rows are no names that several exports of a store could share. Say which column it is: --map account=COLUMN"
            );
        }

        return (file, judge, columns, import.Shape);
    }

    private ReceivablesFile OpenAlone(string table)
    {
        var input = InputFile.Open(_settings.Inputs[0]);
        _held.Add(input);
        var file = ReceivablesFile.Open(input, _settings);
        if (table == StoreTables.Payments)
        {
            ReceivablesImport.AssignPayments(file);
        }
        else if (table == StoreTables.Campaigns)
        {
            file.Assign(
                [ReceivablesRole.Account, ReceivablesRole.Date],
                [ReceivablesRole.Amount, ReceivablesRole.Currency],
                "campaigns"
            );
        }

        file.Decide(_settings, _cancel);
        return file;
    }

    private PostingRows JudgeOf(string table) =>
        table switch
        {
            StoreTables.Payments => new PaymentRows(_file, new LedgerRows(), 0),
            StoreTables.Campaigns => new CampaignRows(_file),
            _ => new CustomerRows(_file, CustomerColumn()),
        };

    private ColumnProfile CustomerColumn()
    {
        var at = IdColumn.Find(_file.Profile, _settings.Map);
        return at >= 0
            ? _file.Profile.Columns[at]
            : throw new DataFault(
                $"{_file.Profile.Name}: no column names customers; rename it to customer_id, or say --map customer=COLUMN. Columns: {string.Join(", ", _file.Profile.Columns.Select(c => c.Name))}"
            );
    }

    // of customers the newest row counts, so a version is enough
    private void RequireKey()
    {
        if (Table == StoreTables.Customers)
        {
            var customer = CustomerColumn();
            _file.Give(ReceivablesRole.Account, customer);
            if (Key is not null && Key != customer)
            {
                throw new UsageFault(
                    "--map key: the rows of customers are told apart by the customer"
                );
            }

            Key = Version is null ? null : customer;
        }
        else if (Version is not null && Key is null)
        {
            throw new UsageFault(
                "--map version tells which row of a key is the newest: name the key too, --map key=COLUMN"
            );
        }
    }

    private ColumnProfile? Column(IReadOnlyDictionary<string, string> map, string role) =>
        map.GetValueOrDefault(role) is { } name
            ? _file.FindColumn(name)
                ?? throw new UsageFault(
                    $"--map {role}={name}: {Name} has no such column; it has {string.Join(", ", _file.Profile.Columns.Select(c => c.Name))}"
                )
            : null;

    private static string Named(ColumnProfile column) =>
        string.Create(CultureInfo.InvariantCulture, $"{column.Index + 1} {column.Name}");
}
