using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Files;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Store.Text;

namespace Analytics.Ledger.Store;

/// <summary>
/// Brings exports into a store: each new content is read, its rows and refused rows are written, and one commit makes all of
/// them count or none. A content that is there already, under whatever name or packing, is told and left alone.
/// </summary>
public sealed class StoreImport : IDisposable
{
    private readonly ImportSettings _settings;
    private readonly CancellationToken _cancel;
    private readonly StoreWriter? _writer;
    private readonly List<LoadOutcome> _outcomes = [];
    private readonly List<NewLoad> _new = [];
    private readonly List<ILoadSource> _sources = [];
    private readonly IReadOnlyList<StoreLoad> _loads;
    private readonly TableRequest _request;

    private StoreImport(
        ImportSettings settings,
        StoreWriter? writer,
        IReadOnlyList<StoreLoad> loads,
        TableRequest request,
        CancellationToken cancel
    ) =>
        (_settings, _writer, _loads, _request, _cancel) = (
            settings,
            writer,
            loads,
            request,
            cancel
        );

    /// <summary>The account of all new contents together; null where there is none.</summary>
    public ImportReport? Report =>
        _new.Count == 0 ? null : ImportReports.Sum(_new.Select(n => n.Report).ToList());

    /// <summary>What became of each input, in their order.</summary>
    public IReadOnlyList<LoadOutcome> Outcomes => _outcomes;

    /// <summary>What a person should know, in words.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Opens the store for writing and reads the inputs; nothing counts until <see cref="Commit"/>.</summary>
    /// <exception cref="FileFault">An input is missing or unreadable.</exception>
    /// <exception cref="UsageFault">The directory is no store and holds other things; or a content came before and was read otherwise.</exception>
    /// <exception cref="LockFault">Another process writes the store.</exception>
    public static StoreImport Open(
        ImportSettings settings,
        string directory,
        LockRequest request,
        bool isDryRun,
        CancellationToken cancel,
        TableRequest? table = null
    )
    {
        table ??= TableRequest.Told;
        var paths = InputPaths.Resolve(settings.Inputs);
        foreach (var path in paths.Where(p => p != "-"))
        {
            InputFile.Open(path).Dispose();
        }

        directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var writer = isDryRun
            ? null
            : StoreWriter.Open(directory, request, mayCreate: true, cancel);
        var store =
            writer?.Store ?? (LedgerStore.IsStore(directory) ? LedgerStore.Open(directory) : null);
        var import = new StoreImport(
            settings with
            {
                Store = directory,
            },
            writer,
            store?.Loads ?? [],
            table,
            cancel
        );
        try
        {
            foreach (var path in paths)
            {
                import.Read(path);
            }

            return import;
        }
        catch
        {
            import.Dispose();
            throw;
        }
    }

    /// <summary>Makes everything read count, in one commit.</summary>
    public void Commit()
    {
        if (_new.Count == 0 || _writer is null)
        {
            return;
        }

        var loads = new List<StoreLoad>();
        var segments = new List<StoreSegment>();
        var tables = new List<string>();
        foreach (var load in _new)
        {
            loads.Add(
                load.Account with
                {
                    Rejects = RejectsOf(load),
                    Overlap = load.Account.HasKey
                        ? null
                        : OverlapOf(
                            load,
                            segments.Where((_, s) => tables[s] == load.Account.Table).ToList()
                        ),
                }
            );
            for (var s = 0; s < load.Segments.Count; s++)
            {
                segments.Add(Named(load, s));
                tables.Add(load.Account.Table);
            }
        }

        _writer.Commit(loads, segments, []);
        for (var i = 0; i < _outcomes.Count; i++)
        {
            var entered = loads.Find(l => l.Id == _outcomes[i].Load.Id);
            _outcomes[i] = _outcomes[i] with { Load = entered ?? _outcomes[i].Load };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sources.ForEach(s => s.Dispose());
        _writer?.Dispose();
    }

    private void Read(string path)
    {
        var settings = _settings with { Inputs = [path] };
        var source = Open(path, settings);
        _sources.Add(source);
        var loads = _loads
            .Concat(_new.Select(n => n.Account))
            .Where(l => l.Table == source.Table)
            .ToList();
        var hash = Task.Run(source.ContentHash, _cancel);
        var mayBeKnown =
            source.ContentBytes is not { } size || loads.Exists(l => l.ContentBytes == size);
        if (mayBeKnown && IsKnown(hash.GetAwaiter().GetResult(), source, loads))
        {
            return;
        }

        var options = source.Options();
        RefuseOtherShape(source, options, loads);
        var rows = source.Write(_writer);
        var (sha256, bytes) = hash.GetAwaiter().GetResult();
        source.RequireUnchanged();
        var account = LoadAccount.Of(rows.Report) with
        {
            Id = LoadOptions.IdOf(sha256, source.Table, options),
            Table = source.Table,
            ContentSha256 = sha256,
            ContentBytes = bytes,
            Options = options,
            Currency = rows.Rows.Currency,
        };
        RefuseOtherCurrency(account, loads);
        _new.Add(new NewLoad(account, rows.Report, rows.Rows.Segments));
        _outcomes.Add(new LoadOutcome(source.Name, account, IsNew: true));
    }

    private ILoadSource Open(string path, ImportSettings settings)
    {
        var table = _request.Table ?? TableTeller.Of(path, settings, _cancel);
        if (_request.Table is null && table != StoreTables.Purchases)
        {
            Remarks.Add(
                $"{path}: by its columns this is no export of purchases; taken as --table {table}"
            );
        }

        return table == StoreTables.Purchases
            ? new PurchaseLoad(settings, _cancel)
            : TextLoad.Open(settings, table, _request, _cancel);
    }

    private bool IsKnown(
        (string Sha256, long Bytes) content,
        ILoadSource source,
        List<StoreLoad> loads
    )
    {
        var known = loads.Find(l => l.ContentSha256 == content.Sha256);
        if (known is null)
        {
            return false;
        }

        var name = source.Name;
        var options = source.Options();
        var untold = LoadOptions.Untold(known.Options, options);
        var difference = LoadOptions.Difference(
            known.Options,
            options
                .Where(o => !untold.Contains(o.Key, StringComparer.Ordinal))
                .ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal)
        );
        if (difference is not null)
        {
            throw new UsageFault(
                $"{name}: the store holds this content already (as {known.Name}, load {known.ShortId}), but read otherwise: {difference}. A content counts once; give the options of the first time, or make another store"
            );
        }

        _outcomes.Add(new LoadOutcome(name, known, IsNew: false));
        Remarks.Add(
            $"{name}: in the store already (as {known.Name}, load {known.ShortId}); nothing to do"
                + (
                    untold.Count == 0
                        ? ""
                        : $" (it came in without {string.Join(", ", untold)}, which stays so: make another store of all exports where that matters)"
                )
        );
        return true;
    }

    private static void RefuseOtherShape(
        ILoadSource source,
        IReadOnlyDictionary<string, string> options,
        List<StoreLoad> loads
    )
    {
        var other = loads.FirstOrDefault();
        if (
            other?.Options.GetValueOrDefault("shape") is { } shape
            && options.GetValueOrDefault("shape") != shape
        )
        {
            throw new DataFault(
                $"{source.Name}: the shape is {options.GetValueOrDefault("shape")}, that of {other.Name} in the store {shape}; use one store for each"
            );
        }

        foreach (var role in (string[])["order", "key"])
        {
            if (other is not null && other.Options.ContainsKey(role) != options.ContainsKey(role))
            {
                throw new DataFault(
                    $"{source.Name}: {(options.ContainsKey(role) ? "has" : "has no")} column for the {role}, unlike {other.Name} in the store; map it in all loads (--map {role}=COLUMN) or in none"
                );
            }
        }
    }

    private static void RefuseOtherCurrency(StoreLoad load, List<StoreLoad> loads)
    {
        var other = loads.Find(l =>
            l.Currency.Length > 0 && load.Currency.Length > 0 && l.Currency != load.Currency
        );
        if (other is not null)
        {
            throw new DataFault(
                $"{load.Name}: the amounts are in {load.Currency}, those of {other.Name} in the store in {other.Currency}; money of different currencies is never added: use one store for each"
            );
        }
    }

    /// <summary>Rows of a load that stand in earlier ones; only segments of the same days are read.</summary>
    private long OverlapOf(NewLoad load, List<StoreSegment> before)
    {
        if (load.Account.Table != StoreTables.Purchases)
        {
            return TextOverlapOf(load, before);
        }

        var earlier = _writer!
            .Store.SegmentsOf(load.Account.Table)
            .Concat(before)
            .Where(s =>
                load.Segments.Any(own => own.FirstDay <= s.LastDay && s.FirstDay <= own.LastDay)
            )
            .ToList();
        if (earlier.Count == 0)
        {
            return 0;
        }

        var overlap = new RowOverlap(
            _loads.Select(l => l.Scale).Concat(_new.Select(n => n.Account.Scale)).Max()
        );
        foreach (var own in load.Segments)
        {
            overlap.Add(
                SegmentColumns.Parse(
                    File.ReadAllBytes(own.File.Path),
                    own.File.Path,
                    DetailRoles.None
                ),
                own.Scale
            );
        }

        foreach (var segment in earlier)
        {
            _cancel.ThrowIfCancellationRequested();
            overlap.Compare(
                SegmentColumns.Parse(
                    _writer.Store.Read(segment.File),
                    segment.File.Name,
                    DetailRoles.None
                ),
                segment.Parts
            );
        }

        return overlap.Count;
    }

    private long TextOverlapOf(NewLoad load, List<StoreSegment> before)
    {
        var earlier = _writer!.Store.SegmentsOf(load.Account.Table).Concat(before).ToList();
        var overlap = new TextOverlap();
        if (earlier.Count == 0)
        {
            return 0;
        }

        foreach (var own in load.Segments)
        {
            overlap.Add(TextColumns.Parse(File.ReadAllBytes(own.File.Path), own.File.Path));
        }

        foreach (var segment in earlier)
        {
            _cancel.ThrowIfCancellationRequested();
            overlap.Compare(TextColumns.Parse(_writer.Store.Read(segment.File), segment.File.Name));
        }

        return overlap.Count;
    }

    private StoreFile? RejectsOf(NewLoad load) =>
        load.Report.Total.RejectedRows == 0
            ? null
            : _writer!.Name(
                _writer.Write(
                    RejectSegment.ToBytes(load.Report.Rejects),
                    load.Report.Total.RejectedRows
                ),
                $"rejects-{load.Account.ShortId}"
            );

    private StoreSegment Named(NewLoad load, int s)
    {
        var segment = load.Segments[s];
        return new StoreSegment(
            _writer!.Name(
                segment.File,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{load.Account.Table}-{load.Account.ShortId}-{s + 1:000}"
                )
            ),
            [new SegmentPart(load.Account.Id, segment.Rows, segment.Scale)],
            segment.FirstDay,
            segment.LastDay
        );
    }

    private sealed record NewLoad(
        StoreLoad Account,
        ImportReport Report,
        IReadOnlyList<WrittenSegment> Segments
    );
}

/// <summary>What became of an input.</summary>
/// <param name="Name">The input as given.</param>
/// <param name="Load">The load it is.</param>
/// <param name="IsNew">False where it was in the store already.</param>
public sealed record LoadOutcome(string Name, StoreLoad Load, bool IsNew);

/// <summary>What reading an export for a store gives.</summary>
/// <param name="Segments">Its rows, in the order of the export.</param>
/// <param name="Currency">The currency; empty where none is named.</param>
internal sealed record WrittenRows(IReadOnlyList<WrittenSegment> Segments, string Currency);
