using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Store.Text;

namespace Analytics.Ledger.Receivables;

/// <summary>
/// Reads receivables in any of their shapes through the importer of purchases: dialects, encodings, rejected rows with their place, and an
/// account of every row. Either a ledger of postings comes of it, or a panel of states.
/// </summary>
public sealed class ReceivablesImport : IDisposable
{
    internal const string TypeChange =
        "accounts change their type; each month counts for the type it has then";

    private const int LoneDayGap = 366;
    private readonly ReceivablesSettings _settings;
    private readonly List<ReceivablesFile> _files = [];
    private readonly List<InputFile> _inputs = [];
    private readonly List<RejectLog> _kept = [];
    private readonly CancellationToken _cancel;

    private readonly StoredReceivables? _stored;

    private ReceivablesImport(ReceivablesSettings settings, CancellationToken cancel)
    {
        _stored = settings.Import.Store is null ? null : StoredReceivables.Open(settings, cancel);
        (_settings, _cancel) = (_stored?.Settings ?? settings, cancel);
    }

    /// <summary>The shape of the inputs.</summary>
    public ReceivablesShape Shape { get; private set; }

    /// <summary>What was found about each file: the inputs, then the payments.</summary>
    public IReadOnlyList<FileProfile> Profiles => _files.Select(f => f.Profile).ToList();

    /// <summary>SHA-256 of each file; of a load of a store, that of its unpacked content.</summary>
    public IReadOnlyList<string> Sha256() =>
        _files
            .Select(f => _stored?.ExportOf(f.File.Path)?.Load.ContentSha256 ?? f.Profile.Sha256())
            .Concat(_stored?.Unread.Select(e => e.Load.ContentSha256) ?? [])
            .ToList();

    /// <summary>What a store holds of receivables and payments, as one SHA-256; null where exports are read directly.</summary>
    public string? StoreDigest => _stored?.Digest;

    /// <summary>Remarks for the user: rules that applied and what they did.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Opens the inputs, or the store that the settings name; tells their shape and gives roles to columns.</summary>
    /// <exception cref="FileFault">An input is missing or unreadable.</exception>
    /// <exception cref="StoreFault">A file of the store is damaged.</exception>
    /// <exception cref="UsageFault">A setting names something that does not exist.</exception>
    /// <exception cref="DataFault">The shape cannot be told, or a column that it needs is missing.</exception>
    public static ReceivablesImport Open(ReceivablesSettings settings, CancellationToken cancel)
    {
        var import = new ReceivablesImport(settings, cancel);
        try
        {
            settings = import._settings;
            foreach (var path in InputPaths.Resolve(settings.Import.Inputs))
            {
                import.Add(path);
            }

            import.Shape = import.FindShape();
            var payments =
                settings.Payments.Count == 0 ? [] : InputPaths.Resolve(settings.Payments);
            if (payments.Count > 0 && import.Shape != ReceivablesShape.OpenItems)
            {
                throw new UsageFault(
                    $"--payments stands beside open items; the inputs are of the shape {import.Shape.Name()}"
                );
            }

            foreach (var file in import._files)
            {
                import.AssignRoles(file);
            }

            foreach (var path in payments)
            {
                AssignPayments(import.Add(path));
            }

            foreach (var file in import._files)
            {
                if (import._stored?.ExportOf(file.File.Path) is { } export)
                {
                    file.Decide(export);
                }
                else
                {
                    file.Decide(settings.Import, cancel);
                }
            }

            return import;
        }
        catch
        {
            import.Dispose();
            throw;
        }
    }

    /// <summary>Gives roles to the columns of payments.</summary>
    /// <exception cref="DataFault">A column that is needed is missing.</exception>
    internal static void AssignPayments(ReceivablesFile file) =>
        file.Assign(
            [ReceivablesRole.Account, ReceivablesRole.Date, ReceivablesRole.Amount],
            [ReceivablesRole.Invoice, ReceivablesRole.Id, ReceivablesRole.Currency],
            "payments"
        );

    /// <summary>The first input, what judges its rows, and the columns that it looks at: for those who keep the rows themselves.</summary>
    internal (ReceivablesFile File, RowTaker Judge, int[] Columns) First()
    {
        var file = _files[0];
        if (Shape.HasPostings())
        {
            var postings = Taker(file, new LedgerRows(), 0);
            return (file, postings, postings.Columns);
        }

        var (judge, columns) =
            Shape == ReceivablesShape.Wide
                ? WideTaker(0, new PanelColumns())
                : PanelTaker(0, new PanelColumns());
        return (file, judge, columns);
    }

    /// <summary>Reads open items and payments, or a ledger.</summary>
    /// <returns>The ledger up to the as-of day; null where nothing usable was read or too many rows were refused.</returns>
    /// <exception cref="DataFault">Several currencies, or a last day that stands alone.</exception>
    public ImportResult<ReceivablesLedger> ReadLedger()
    {
        var rows = new LedgerRows();
        var takers = _files.Select((file, f) => Taker(file, rows, f)).ToList();
        var facts = _files
            .Select((file, f) => Scan(f, file, takers[f].Columns, takers[f]))
            .ToList();
        RefuseMixedCurrencies(takers);
        if (Shape == ReceivablesShape.OpenItems && _files[0][ReceivablesRole.Date] is null)
        {
            Remarks.Add(
                "no column was found for the invoice date: items are taken to be known from their due day on; if there is one, say which: --map date=COLUMN"
            );
        }

        var builder = new LedgerBuilder(rows, takers, HasKeys);
        var (last, before) = builder.LastDays();
        int? asOf = _settings.Import.AsOf?.DayNumber ?? (last < 0 ? null : last);
        if (last >= 0 && _settings.Import.AsOf is null && before >= 0 && last - before > LoneDayGap)
        {
            throw new DataFault(
                $"the last posting day {Text(last)} stands alone: the day before it is {Text(before)}. Is it a typing error? Say on which day to look back, for example --as-of {Text(before)}"
            );
        }

        var ledger = last < 0 ? null : builder.Build(asOf!.Value);
        if (ledger is null)
        {
            facts.ForEach(f => f.Counts.Rescale(rows.Scale));
        }

        Remark(
            builder.Conflicts,
            "invoices or postings came again with other content; the earliest counts"
        );
        Remark(rows.Changed.Count, "accounts change their type; the first by name counts");
        var report = Report(facts, asOf);
        return new ImportResult<ReceivablesLedger>(
            report.IsOverLimit || ledger is { Count: 0 } ? null : ledger,
            report
        );
    }

    /// <summary>Reads a panel, tall or wide.</summary>
    /// <returns>The panel up to the as-of month; null where nothing usable was read or too many rows were refused.</returns>
    public ImportResult<PanelTable> ReadPanel()
    {
        var target = new PanelColumns();
        var facts = new List<SegmentFacts>();
        for (var f = 0; f < _files.Count; f++)
        {
            var (taker, columns) =
                Shape == ReceivablesShape.Wide ? WideTaker(f, target) : PanelTaker(f, target);
            facts.Add(Scan(f, _files[f], columns, taker));
        }

        if (target.HasOffsets && target.HasMonths)
        {
            throw new DataFault(
                "some months are offsets such as -3 and some are dates; they cannot be put in one order: write all of them alike"
            );
        }

        var builder = new PanelBuilder(
            target,
            facts.Select(f => f.Counts).ToList(),
            Shape == ReceivablesShape.Wide,
            _settings
        );
        var panel = builder.Build();
        Remark(
            builder.Conflicts,
            "account-months came twice with different statuses; the worse one counts"
        );
        Remark(builder.Changed, TypeChange);
        var report = Report(facts, builder.AsOf);
        return new ImportResult<PanelTable>(
            report.IsOverLimit || panel.Rows == 0 ? null : panel,
            report
        );
    }

    /// <summary>Counts the rolls of one tall panel while it streams by.</summary>
    /// <returns>The counts; null where the inputs must be read whole (several files, packed, another shape, accounts that do not stand together).</returns>
    public PanelRolls? StreamRolls()
    {
        if (Shape != ReceivablesShape.Panel || _files.Count != 1)
        {
            return null;
        }

        var counted = PanelStream.Count(
            _files[0],
            TypeColumn(_files[0])?.Index,
            _settings,
            Report,
            _cancel
        );
        if (counted is not { } found)
        {
            return null;
        }

        _kept.AddRange(found.Facts.Select(f => f.Rejects));
        return found.Rolls;
    }

    /// <summary>Every account and month of one tall panel in order, while it streams by a second time.</summary>
    /// <param name="rolls">What <see cref="StreamRolls"/> gave for it; its accounts stand in the order of their ids' bytes.</param>
    public IEnumerable<PanelState> StreamStates(PanelRolls rolls) =>
        PanelStates.Read(_files[0], _settings, rolls.HasOffsets, _cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.ForEach(k => k.Dispose());
        _inputs.ForEach(i => i.Dispose());
        _stored?.Dispose();
    }

    private ReceivablesFile Add(string path)
    {
        var input = InputFile.Open(path);
        _inputs.Add(input);
        var file = ReceivablesFile.Open(
            input,
            _stored?.ExportOf(path)?.Settings(_settings.Import) ?? _settings.Import
        );
        _files.Add(file);
        return file;
    }

    private ReceivablesShape FindShape()
    {
        if (_settings.Wide.Count > 0)
        {
            return ReceivablesShape.Wide;
        }

        if (_settings.Shape is { } given)
        {
            return given == ReceivablesShape.Wide
                ? throw new UsageFault(
                    "--shape wide needs the status columns, oldest month first: --wide \"PAY_6,PAY_5,...\""
                )
                : given;
        }

        var file = _files[0];
        bool Has(ReceivablesRole role) => file.Has(role);
        return Has(ReceivablesRole.Month) && Has(ReceivablesRole.Status) ? ReceivablesShape.Panel
            : Has(ReceivablesRole.Type)
            && Has(ReceivablesRole.PostingDate)
            && Has(ReceivablesRole.Amount)
                ? ReceivablesShape.Ledger
            : Has(ReceivablesRole.DueDate) && Has(ReceivablesRole.Amount)
                ? ReceivablesShape.OpenItems
            : throw new DataFault(
                $"{file.Profile.Name}: these are no receivables that can be told by their columns: open items have account, due_date, amount; a ledger account, type, posting_date, amount; a panel account, month, status; a wide panel needs --wide A,B,C. Say which it is: --shape, --map role=column. Columns: {string.Join(", ", file.Profile.Columns.Select(c => c.Name))}"
            );
    }

    private void AssignRoles(ReceivablesFile file)
    {
        switch (Shape)
        {
            case ReceivablesShape.OpenItems:
                file.Assign(
                    [ReceivablesRole.DueDate, ReceivablesRole.Amount, ReceivablesRole.Account],
                    [
                        ReceivablesRole.Date,
                        ReceivablesRole.Invoice,
                        ReceivablesRole.SettledDate,
                        ReceivablesRole.Disputed,
                        ReceivablesRole.Currency,
                    ],
                    "open items"
                );
                break;
            case ReceivablesShape.Ledger:
                file.Assign(
                    [ReceivablesRole.Type, ReceivablesRole.PostingDate, ReceivablesRole.Amount],
                    [
                        ReceivablesRole.DueDate,
                        ReceivablesRole.Id,
                        ReceivablesRole.Invoice,
                        ReceivablesRole.Currency,
                    ],
                    "a ledger"
                );
                file.Assign([ReceivablesRole.Account], [], "a ledger");
                break;
            case ReceivablesShape.Panel:
                file.Assign(
                    [ReceivablesRole.Month, ReceivablesRole.Status, ReceivablesRole.Account],
                    [],
                    "a panel"
                );
                break;
            default:
                file.Assign([], [ReceivablesRole.Account], "a wide panel");
                break;
        }
    }

    private PostingRows Taker(ReceivablesFile file, LedgerRows rows, int f) =>
        f >= _files.Count - _settings.Payments.Count
        && _settings.Payments.Count > 0
        && f > 0
        && IsPayments(f)
            ? new PaymentRows(file, rows, f)
        : Shape == ReceivablesShape.Ledger ? new LedgerPostingRows(file, rows, f, TypeColumn(file))
        : new OpenItemRows(
            file,
            rows,
            f,
            TypeColumn(file),
            _settings.Import.MissingCustomer == MissingCustomerPolicy.Exclude
        );

    private bool IsPayments(int f) => f >= InputPaths.Resolve(_settings.Import.Inputs).Count;

    private bool HasKeys =>
        Shape == ReceivablesShape.OpenItems
            ? _files[0][ReceivablesRole.Invoice] is not null
            : _files[0][ReceivablesRole.Id] is not null;

    private ColumnProfile? TypeColumn(ReceivablesFile file) =>
        _settings.TypeColumn is { } name
            ? file.FindColumn(name)
                ?? throw new UsageFault(
                    $"--types {name}: {file.Profile.Name} has no such column; it has {string.Join(", ", file.Profile.Columns.Select(c => c.Name))}"
                )
            : null;

    private (RowTaker, int[]) PanelTaker(int f, PanelColumns target)
    {
        var file = _files[f];
        var label = TypeColumn(file);
        int[] columns =
        [
            file[ReceivablesRole.Account]!.Index,
            file[ReceivablesRole.Month]!.Index,
            file[ReceivablesRole.Status]!.Index,
            .. label is null ? Array.Empty<int>() : [label.Index],
        ];
        return (new PanelRows(file, target, f, label is null ? -1 : 3), columns);
    }

    private (RowTaker, int[]) WideTaker(int f, PanelColumns target)
    {
        var file = _files[f];
        var columns = _settings
            .Wide.Select(name =>
                file.FindColumn(name)
                ?? throw new UsageFault(
                    $"--wide {name}: {file.Profile.Name} has no such column; it has {string.Join(", ", file.Profile.Columns.Select(c => c.Name))}"
                )
            )
            .Select(c => c.Index)
            .ToList();
        var months = columns.Count;
        var (account, label) = (-1, -1);
        if (file[ReceivablesRole.Account] is { } id)
        {
            account = columns.Count;
            columns.Add(id.Index);
        }

        if (TypeColumn(file) is { } type)
        {
            label = columns.Count;
            columns.Add(type.Index);
        }

        return (new WideRows(target, f, months, account, label), [.. columns]);
    }

    private SegmentFacts Scan(int f, ReceivablesFile file, int[] columns, RowTaker taker)
    {
        var facts = RowScan.Run(f, file, columns, taker, _settings.Import.Tuning, _cancel);
        _kept.Add(facts.Rejects);
        return facts;
    }

    private ImportReport Report(IReadOnlyList<SegmentFacts> facts, int? asOf)
    {
        var report = ReportBuilder.Build(
            facts,
            Profiles,
            (f, offsets) => OffsetResolver.Resolve(_inputs[f], _files[f].Profile, offsets),
            _settings.Import,
            asOf
        );
        return _stored?.Complete(report, _inputs.Select(i => i.Path)) ?? report;
    }

    private void Remark(long count, string what)
    {
        if (count > 0)
        {
            Remarks.Add(count.ToString(CultureInfo.InvariantCulture) + " " + what);
        }
    }

    private static void RefuseMixedCurrencies(IEnumerable<PostingRows> takers)
    {
        var all = takers
            .SelectMany(t => t.Currencies)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (all.Count > 1)
        {
            throw new DataFault(
                $"the amounts are in several currencies ({string.Join(", ", all)}); money of different currencies is never added: split the export by currency"
            );
        }
    }

    private static string Text(int day) =>
        DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
