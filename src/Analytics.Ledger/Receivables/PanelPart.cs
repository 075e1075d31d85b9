using System.Text;
using Analytics.Core.Delinquency.Losses;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Receivables;

/// <summary>
/// Counts one part of a panel whose accounts stand together in the order of their ids. What it keeps depends on states, cycles and types, not on
/// rows. The first and the last account may go on in the parts beside: they are kept as they are.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="labelSlot">Field that holds the type; -1 = none.</param>
/// <param name="visit">Takes each account, months in order, instead of counting it; null = count.</param>
internal sealed class PanelPart(
    ReceivablesFile file,
    int labelSlot,
    Action<PanelPart, PanelRun>? visit = null
)
{
    /// <summary>Most statuses that are counted this way.</summary>
    public const int MostStates = 32;

    private readonly PanelCounter _all = new(MostStates);
    private readonly List<RollCounter> _perType = [];
    private readonly List<byte[]> _statuses = [];
    private readonly List<string> _statusTexts = [];
    private readonly bool[] _isOverdue = new bool[MostStates];
    private readonly IdIndex _labels = new();
    private readonly int[] _byByte = new int[256];
    private PanelRun _run = new();
    private byte[] _lastMonth = [];
    private int _lastCycle;
    private bool _byBytes = true;
    private bool _byLength = true;

    public PurchaseCounts Counts { get; } = new();

    public RejectLog Rejects { get; } = new();

    public int Segment { get; init; }

    public bool HasOffsets { get; private set; }

    public bool HasMonths { get; private set; }

    public int LastMonth { get; private set; } = int.MinValue;

    public long Changed { get; private set; }

    /// <summary>The part's first account; null where it has none.</summary>
    public PanelRun? Head { get; private set; }

    /// <summary>The part's last account.</summary>
    public PanelRun Tail => _run;

    public Cures Cures { get; } = new();

    public IReadOnlyList<byte[]> Statuses => _statuses;

    /// <summary>A status as text.</summary>
    public string StatusText(int state) => _statusTexts[state];

    public IdIndex Labels => _labels;

    public PanelCounter All => _all;

    /// <summary>True where accounts stand in the order of their ids' bytes.</summary>
    public bool IsByBytes => _byBytes;

    public IReadOnlyList<RollCounter> PerType => _perType;

    /// <summary>Takes a row.</summary>
    /// <exception cref="OrderLostException">The accounts do not stand together in order, or a month comes twice.</exception>
    public void Row(in RowView row)
    {
        if (row.IsEscaped)
        {
            throw new OrderLostException();
        }

        var account = row.Field(0);
        var month = row.Field(1);
        if (account.IsEmpty || MangledId.IsMangled(account))
        {
            Reject(
                row,
                account.IsEmpty ? RowFaultKind.MissingCustomer : RowFaultKind.ExcelMangledId,
                0
            );
            return;
        }

        if (!month.SequenceEqual(_lastMonth))
        {
            if (!PanelRows.TryMonth(month, file, out var cycle, out var isOffset))
            {
                Reject(row, RowFaultKind.MonthInvalid, 1);
                return;
            }

            HasOffsets |= isOffset;
            HasMonths |= !isOffset;
            (_lastMonth, _lastCycle) = (month.ToArray(), cycle);
            LastMonth = Math.Max(LastMonth, cycle);
        }

        var status = DateLiteral.TrimBlanks(row.Field(2));
        if (status.IsEmpty)
        {
            Reject(row, RowFaultKind.StatusMissing, 2);
            return;
        }

        if (!account.SequenceEqual(_run.Account))
        {
            Next(account);
        }

        var label = -1;
        if (labelSlot >= 0 && !row.Field(labelSlot).IsEmpty)
        {
            label = _labels.NumberOf(row.Field(labelSlot));
        }

        _run.Add(_lastCycle, (byte)StateOf(status), label);
        Counts.Accept(0);
    }

    /// <summary>Takes a row that is refused.</summary>
    public void Reject(in RowView row, RowFaultKind kind, int slot)
    {
        Counts.Reject(kind, slot < 0 ? null : 0);
        var column =
            slot < 0 ? -1
            : slot == 0 ? file[ReceivablesRole.Account]!.Index
            : slot == 1 ? file[ReceivablesRole.Month]!.Index
            : file[ReceivablesRole.Status]!.Index;
        Rejects.Add(Segment, row.Line, row.Offset, column, kind, row.Record);
    }

    /// <summary>Counts an account.</summary>
    public void Fold(PanelRun run)
    {
        if (run.Count == 0)
        {
            return;
        }

        run.Sort();
        if (visit is not null)
        {
            visit(this, run);
            return;
        }

        var states = run.States;
        var cycles = run.Cycles;
        _all.Add(states, cycles, []);
        Span<bool> overdue =
            states.Length <= 512 ? stackalloc bool[states.Length] : new bool[states.Length];
        for (var t = 0; t < states.Length; t++)
        {
            overdue[t] = _isOverdue[states[t]];
        }

        Cures.Add(overdue);
        if (labelSlot >= 0)
        {
            FoldTypes(run);
        }
    }

    /// <summary>The number of a status here.</summary>
    public int StateOf(ReadOnlySpan<byte> status)
    {
        if (status.Length == 1 && _byByte[status[0]] > 0)
        {
            return _byByte[status[0]] - 1;
        }

        for (var s = 0; s < _statuses.Count; s++)
        {
            if (status.SequenceEqual(_statuses[s]))
            {
                return s;
            }
        }

        if (_statuses.Count == MostStates)
        {
            throw new OrderLostException();
        }

        _isOverdue[_statuses.Count] = StateScale.IsOverdue(Encoding.UTF8.GetString(status));
        _statuses.Add(status.ToArray());
        _statusTexts.Add(Encoding.UTF8.GetString(status));
        if (status.Length == 1)
        {
            _byByte[status[0]] = _statuses.Count;
        }

        return _statuses.Count - 1;
    }

    /// <summary>Checks that one account may follow another.</summary>
    public void Follow(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var bytes = before.SequenceCompareTo(after);
        _byBytes &= bytes < 0;
        _byLength &= before.Length < after.Length || (before.Length == after.Length && bytes < 0);
        if (!_byBytes && !_byLength)
        {
            throw new OrderLostException();
        }
    }

    private void Next(ReadOnlySpan<byte> account)
    {
        if (_run.Count > 0)
        {
            Follow(_run.Account, account);
            if (Head is null)
            {
                Head = _run;
                _run = new PanelRun();
            }
            else
            {
                Fold(_run);
            }
        }

        _run.Begin(account);
    }

    private void FoldTypes(PanelRun run)
    {
        var states = run.States;
        var cycles = run.Cycles;
        var labels = run.Labels;
        var changed = false;
        while (_perType.Count < _labels.Count)
        {
            _perType.Add(new RollCounter(MostStates));
        }

        for (var t = 1; t < states.Length; t++)
        {
            changed |= labels[t] != labels[t - 1];
            if (labels[t - 1] >= 0 && cycles[t] == cycles[t - 1] + 1)
            {
                _perType[labels[t - 1]].Add(states[t - 1], states[t], 0);
            }
        }

        Changed += changed ? 1 : 0;
        foreach (var counter in _perType)
        {
            counter.EndAccount();
        }
    }
}
