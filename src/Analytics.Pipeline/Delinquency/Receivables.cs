using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Ledger;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Summaries;
using Analytics.Core.Time;
using Analytics.Ledger.Import;
using Analytics.Ledger.Receivables;
using Analytics.Models.Delinquency;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Receivables as they were read: a ledger whose states follow, or a panel that brings its own. Accounts are visited one by one.</summary>
public sealed class Receivables
{
    private readonly LedgerRules _rules;
    private readonly int[] _closes = [];
    private readonly int _wholeMonths;

    private Receivables(DelinquencyRequest request, ReceivablesLedger? ledger, PanelTable? panel)
    {
        (Ledger, Panel) = (ledger, panel);
        if (ledger is not null)
        {
            _closes = CycleCloses.Between(ledger.FirstDay, ledger.AsOf);
            _wholeMonths = CycleCloses.WholeMonths(_closes);
            var power = (decimal)Math.Pow(10, ledger.Scale);
            _rules = new LedgerRules(
                new Materiality((Int128)(request.MaterialAmount * power), request.MaterialShare),
                request.DisputedApart
            );
        }
    }

    /// <summary>The postings, or null for a panel.</summary>
    public ReceivablesLedger? Ledger { get; }

    /// <summary>The panel, or null for a ledger.</summary>
    public PanelTable? Panel { get; }

    /// <summary>The account of the rows.</summary>
    public required ImportReport Report { get; init; }

    /// <summary>SHA-256 of each file of the account; of a load of a store, that of its unpacked content.</summary>
    public required IReadOnlyList<string> Sha256 { get; init; }

    /// <summary>What a store holds of receivables, as one SHA-256; null where exports are read.</summary>
    public required string? StoreDigest { get; init; }

    /// <summary>The accounts.</summary>
    public CustomerIds Ids => Ledger?.Ids ?? Panel!.Ids;

    /// <summary>The states in their order.</summary>
    public StateScale Scale => Panel?.Scale ?? StateScale.Standard;

    /// <summary>Decimals of money; 0 for a panel.</summary>
    public int MoneyScale => Ledger?.Scale ?? 0;

    /// <summary>Names of the types that the export gives.</summary>
    public IReadOnlyList<string> TypeNames => Ledger?.TypeNames ?? Panel!.TypeNames;

    /// <summary>Close days of a ledger, ascending.</summary>
    public ReadOnlySpan<int> Closes => _closes;

    /// <summary>The as-of day; null for a panel of offsets.</summary>
    public int? AsOf => Ledger?.AsOf ?? Report.AsOf?.DayNumber;

    /// <summary>Reads, says what was found, and stops where too much was refused.</summary>
    /// <exception cref="Core.Faults.DataFault">Nothing usable, or too many rows refused.</exception>
    public static Receivables Read(DelinquencyRequest request, CancellationToken stop)
    {
        using var import = ReceivablesImport.Open(request.Reading, stop);
        return import.Shape.HasPostings()
            ? Pass(request, import, import.ReadLedger())
            : Pass(request, import, import.ReadPanel());
    }

    /// <summary>Visits every account in order.</summary>
    /// <param name="visit">Takes an account; the view is used again for the next one.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>How money met debt.</returns>
    public AllocationTotals Visit(Action<AccountView> visit, CancellationToken stop) =>
        Visit(0, Ids.Count, visit, stop);

    /// <summary>Visits every account in order with what was posted in time for a model; where <paramref name="isWanted"/>.</summary>
    public void VisitEarly(Action<AccountView> visit, bool isWanted, CancellationToken stop) =>
        VisitEarly(0, Ids.Count, visit, isWanted, stop);

    /// <summary>The same for the accounts of a range.</summary>
    public void VisitEarly(
        int from,
        int to,
        Action<AccountView> visit,
        bool isWanted,
        CancellationToken stop
    )
    {
        var early = new AccountReplay(_rules);
        var closes = Array.ConvertAll(_closes, c => c - RollFeatures.PostingGap);
        var looks = new AccountCycle[closes.Length];
        Visit(
            from,
            to,
            view =>
            {
                if (isWanted && Ledger is not null)
                {
                    // an account that began within those days has no look of its first close yet
                    view.Early =
                        view.Early.Length == 0 ? new AccountCycle[closes.Length] : view.Early;
                    var count = early.Run(Ledger.Of(view.Account), closes, looks);
                    view.Early.AsSpan(0, view.Closes - count).Clear();
                    looks.AsSpan(0, count).CopyTo(view.Early.AsSpan(view.Closes - count));
                }

                visit(view);
            },
            stop
        );
    }

    /// <summary>Visits the accounts of a range in order.</summary>
    public AllocationTotals Visit(
        int from,
        int to,
        Action<AccountView> visit,
        CancellationToken stop
    ) => Visit(Enumerable.Range(from, to - from), visit, stop);

    /// <summary>Visits some accounts, in their order.</summary>
    public AllocationTotals Visit(
        IEnumerable<int> accounts,
        Action<AccountView> visit,
        CancellationToken stop
    )
    {
        var view = new AccountView();
        var replay = new AccountReplay(_rules);
        foreach (var account in accounts)
        {
            if ((account & 1023) == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            view.Account = account;
            if (Ledger is not null)
            {
                Fill(view, replay);
            }
            else
            {
                FillFromPanel(view);
            }

            visit(view);
        }

        return replay.Totals;
    }

    /// <summary>The invoices of an account with the days they were settled, up to the as-of day; disputed ones included.</summary>
    public List<Settlement> Settlements(int account)
    {
        var replay = new AccountReplay(_rules with { DisputedApart = false }) { Settlements = [] };
        replay.Run(Ledger!.Of(account), [Ledger.AsOf], new AccountCycle[1]);
        return replay.Settlements;
    }

    /// <summary>A cycle as text: the close day of a ledger, the month of a panel.</summary>
    public string CycleText(AccountView view, int t) =>
        Panel is not null
            ? Panel.CycleText(view.Cycle[t])
            : Cells.Of(DateOnly.FromDayNumber(view.Looks[t].CloseDay));

    private static Receivables Pass<T>(
        DelinquencyRequest request,
        ReceivablesImport import,
        ImportResult<T> result
    )
        where T : class
    {
        RejectionGate.Pass(
            result.Report,
            result.Data is not null,
            request.Shared,
            request.RejectsFile,
            request.RawText,
            request.Say,
            "posting or status"
        );
        foreach (var remark in import.Remarks)
        {
            request.Say(remark);
        }

        return new Receivables(request, result.Data as ReceivablesLedger, result.Data as PanelTable)
        {
            // refused rows are read again from logs that end with the import
            Report = result.Report with
            {
                Rejects = result.Report.Rejects.ToList(),
            },
            Sha256 = import.Sha256(),
            StoreDigest = import.StoreDigest,
        };
    }

    private void Fill(AccountView view, AccountReplay replay)
    {
        if (view.Looks.Length == 0)
        {
            view.Looks = new AccountCycle[_closes.Length];
            view.Cycle = new int[_closes.Length];
            view.State = new byte[_closes.Length];
            view.Units = new long[_closes.Length];
            view.Type = new int[_closes.Length];
        }

        view.Closes = replay.Run(Ledger!.Of(view.Account), _closes, view.Looks);
        view.Cycles = Math.Max(0, view.Closes - (_closes.Length - _wholeMonths));
        for (var t = 0; t < view.Closes; t++)
        {
            view.Cycle[t] = CalendarMonth.Of(view.Looks[t].CloseDay).Number;
            view.State[t] = (byte)view.Looks[t].State;
            view.Units[t] = (long)view.Looks[t].Balance;
            view.Type[t] = Ledger.TypeOf(view.Account);
        }
    }

    private void FillFromPanel(AccountView view)
    {
        var cycles = Panel!.Cycles(view.Account);
        if (view.Cycle.Length < cycles.Length)
        {
            view.Cycle = new int[cycles.Length];
            view.State = new byte[cycles.Length];
            view.Type = new int[cycles.Length];
        }

        view.Closes = view.Cycles = cycles.Length;
        cycles.CopyTo(view.Cycle);
        Panel.States(view.Account).CopyTo(view.State);
        var types = Panel.Types(view.Account);
        if (types.IsEmpty)
        {
            view.Type.AsSpan(0, cycles.Length).Fill(-1);
        }
        else
        {
            types.CopyTo(view.Type);
        }
    }
}
