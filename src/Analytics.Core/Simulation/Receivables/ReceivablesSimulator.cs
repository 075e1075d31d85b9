using System.Globalization;
using System.Text;
using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Core.Simulation.Receivables;

/// <summary>
/// A telephone company with monthly bills. Each account moves between the seven states by the chain of its type, tilted by what is done about it;
/// its bills, payments, write-offs and closings are then written so that a replay of the ledger shows exactly those states at every month end.
/// </summary>
public sealed class ReceivablesSimulator
{
    private const int BillDay = 5;
    private const int DueDay = 20;
    private const int OldestBadBill = 5;
    private readonly ReceivablesSimulation _settings;
    private readonly LedgerText _ledger;
    private readonly LedgerText _panel;
    private readonly LedgerText _log;
    private readonly ReceivablesTruth _truth = new();
    private readonly byte[][] _months;
    private readonly byte[][] _closes;
    private readonly List<Bill> _open = [];
    private readonly long _base;
    private readonly byte[] _id = new byte[20];
    private readonly LedgerText _accounts;
    private readonly Action<DebtorTruth>? _end;
    private int _idLength;

    private ReceivablesSimulator(ReceivablesSimulation settings, ReceivablesFiles files)
    {
        _settings = settings;
        (_ledger, _panel, _log) = (new(files.Ledger), new(files.Panel), new(files.Treatments));
        (_accounts, _end) = (new(files.Accounts), files.Ends);
        _months = Enumerable
            .Range(0, settings.Months)
            .Select(m => Text(settings.From.AddMonths(m), "yyyy-MM-"))
            .ToArray();
        _closes = Enumerable
            .Range(0, settings.Months)
            .Select(m => Text(settings.From.AddMonths(m + 1).AddDays(-1), "yyyy-MM-dd"))
            .ToArray();
        _base = 100_000;
        while (_base < settings.Accounts)
        {
            _base *= 10;
        }
    }

    /// <summary>Writes the company.</summary>
    /// <param name="settings">What to simulate.</param>
    /// <param name="files">Take the tables' bytes.</param>
    /// <param name="stop">Ends the work.</param>
    public static ReceivablesTruth Write(
        ReceivablesSimulation settings,
        ReceivablesFiles files,
        CancellationToken stop
    )
    {
        var simulator = new ReceivablesSimulator(settings, files);
        simulator._ledger.Put("id,account,type,posting_date,due_date,amount,invoice"u8).End();
        simulator._panel.Put("account,month,status,type"u8).End();
        simulator._log.Put("account,month,state,action,propensity,rolled"u8).End();
        simulator
            ._accounts.Put(
                "account,type,first_month,bill,late_pay,state,open_bills,balance,contacts"u8
            )
            .End();
        for (var account = 0; account < settings.Accounts; account++)
        {
            if ((account & 255) == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            simulator.Account(account);
        }

        simulator._ledger.Flush();
        simulator._panel.Flush();
        simulator._log.Flush();
        simulator._accounts.Flush();
        simulator._truth.LedgerRows = simulator._ledger.Rows - 1;
        simulator._truth.PanelRows = simulator._panel.Rows - 1;
        simulator._truth.Treatments = simulator._log.Rows - 1;
        return simulator._truth;
    }

    private static byte[] Text(DateOnly day, string format) =>
        Encoding.ASCII.GetBytes(day.ToString(format, CultureInfo.InvariantCulture));

    private void Account(int number)
    {
        var debtor = SimulatedDebtor.Draw(_settings, number);
        _id[0] = (byte)'T';
        System.Buffers.Text.Utf8Formatter.TryFormat(_base + number, _id.AsSpan(1), out _idLength);
        _idLength++;
        _open.Clear();
        _truth.Accounts[debtor.Type]++;
        var state = DelinquencyState.Current;
        var (isNew, contacts) = (true, 0);
        for (var month = debtor.FirstMonth; month < _settings.Months; month++)
        {
            var before = state;
            var action = isNew ? 0 : debtor.NextAction(_settings, state);
            contacts = TreatmentPlanner.After(contacts, action);
            if (action > 0)
            {
                Contact(month, _settings.Actions[action].Name);
            }

            // the first bill of an account is paid: it starts from 0
            state = isNew ? state : debtor.NextState(state, _settings.Actions[action]);
            Move(ref debtor, month, before, state);
            Row(debtor.Type, month, state);
            if (!isNew)
            {
                _truth.Rolls[debtor.Type].Add((int)before, (int)state, 0);
                if (before is >= DelinquencyState.Late1 and <= DelinquencyState.Bad)
                {
                    Log(month, before, state, action);
                }
            }

            isNew = false;
        }

        _truth.Rolls[debtor.Type].EndAccount();
        End(
            new DebtorTruth(
                _base + number,
                debtor.Type,
                debtor.FirstMonth,
                debtor.BillCents,
                debtor.LatePay,
                state,
                _open.Count,
                _open.Sum(bill => bill.Cents),
                contacts
            )
        );
    }

    // contacts is the number of the last three months that had one
    private void End(in DebtorTruth debtor)
    {
        _accounts.Put(_id.AsSpan(0, _idLength)).Put(","u8).Put(TypeNames[debtor.Type]).Put(","u8);
        _accounts.Put(_months[debtor.FirstMonth].AsSpan(0, 7)).Put(","u8);
        _accounts.Money((long)Math.Round(debtor.BillCents)).Put(","u8);
        _accounts.Put(Encoding.ASCII.GetBytes(Number(debtor.LatePay))).Put(","u8);
        _accounts.Put(Name(debtor.State)).Put(","u8).Put(debtor.OpenBills).Put(","u8);
        _accounts.Money(debtor.OpenCents).Put(","u8);
        _accounts.Put(System.Numerics.BitOperations.PopCount((uint)debtor.Contacts)).End();
        _end?.Invoke(debtor);
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // what must be posted in a month so that the account stands where it does at its end
    private void Move(
        ref SimulatedDebtor debtor,
        int month,
        DelinquencyState before,
        DelinquencyState after
    )
    {
        if (before is DelinquencyState.Paid or DelinquencyState.Dead)
        {
            return;
        }

        var cents = debtor.NextBill();
        Bill bill = new(month, cents);
        _open.Add(bill);
        _truth.BilledCents += cents;
        Post(month, month, "invoice"u8, month, BillDay, cents, DueDay);
        if (after is not (DelinquencyState.Paid or DelinquencyState.Dead))
        {
            Dispute(ref debtor, month);
        }

        if (after == DelinquencyState.Dead)
        {
            WriteOff(month);
            return;
        }

        // oldest bill that may stay open: of this month in state 1, of the one before in state 2, ...
        var keep = after switch
        {
            DelinquencyState.Late1 => month,
            DelinquencyState.Late2 => month - 1,
            DelinquencyState.Late3 => month - 2,
            DelinquencyState.Bad => month - OldestBadBill,
            _ => int.MaxValue,
        };
        foreach (var item in _open)
        {
            if (item.Month < keep)
            {
                Pay(ref debtor, month, item);
            }
        }

        _open.RemoveAll(item => item.Month < keep);
        if (after == DelinquencyState.Paid)
        {
            Post(-1, month, "close"u8, month, 28, 0, 0);
        }
    }

    private void Pay(ref SimulatedDebtor debtor, int month, in Bill item)
    {
        // a bill of this month is paid between its posting and the close; an old one any day
        var isLate = debtor.Uniform() < debtor.LatePay;
        var day =
            item.Month < month ? 1 + debtor.Below(28)
            : isLate ? DueDay + 1 + debtor.Below(7)
            : BillDay + 1 + debtor.Below(DueDay - BillDay);
        _truth.PaidCents += item.Cents;
        Post(-1, month, "payment"u8, item.Month, day, item.Cents, 0);
    }

    private void Dispute(ref SimulatedDebtor debtor, int month)
    {
        if (
            _settings.Disputes <= 0
            || debtor.Uniform() >= _settings.Disputes
            || month == _settings.LastMonth
        )
        {
            return;
        }

        // an extra charge nobody owes: disputed at once, credited in the next month
        var cents = 501 + (long)(2 * debtor.Uniform() * 500);
        _truth.BilledCents += cents;
        _truth.CreditedCents += cents;
        Extra(month, "invoice"u8, month, 7, cents, 14);
        Extra(month, "dispute"u8, month, 8, cents, 0);
        Extra(month, "credit"u8, month + 1, 3, cents, 0);
    }

    private void WriteOff(int month)
    {
        foreach (var item in _open)
        {
            _truth.WrittenOffCents += item.Cents;
        }

        _open.Clear();
        Post(-1, month, "write-off"u8, month, 27, 0, 0);
    }

    private void Contact(int month, string action) =>
        Post(-1, month, Encoding.ASCII.GetBytes(action), month, 2, 0, 0);

    private void Post(
        int invoice,
        int month,
        ReadOnlySpan<byte> type,
        int named,
        int day,
        long cents,
        int due
    )
    {
        _ledger.Put(_id.AsSpan(0, _idLength)).Put("-"u8).Put(month).Put(Letter(type)).Put(named);
        End(type, month, day, cents, invoice < 0 ? 0 : due, -1);
    }

    private void Extra(int named, ReadOnlySpan<byte> type, int month, int day, long cents, int due)
    {
        _ledger.Put(_id.AsSpan(0, _idLength)).Put("-"u8).Put(named).Put("x"u8).Put(Letter(type));
        End(type, month, day, cents, due, named);
    }

    private void End(ReadOnlySpan<byte> type, int month, int day, long cents, int due, int extra)
    {
        _ledger.Put(","u8).Put(_id.AsSpan(0, _idLength)).Put(","u8).Put(type).Put(","u8);
        Day(month, day);
        _ledger.Put(","u8);
        if (due > 0)
        {
            Day(month, due);
        }

        _ledger.Put(","u8);
        if (cents > 0)
        {
            _ledger.Money(cents);
        }

        _ledger.Put(","u8);
        if (extra >= 0)
        {
            _ledger.Put(_id.AsSpan(0, _idLength)).Put("-"u8).Put(extra).Put("xi"u8);
        }

        _ledger.End();
    }

    private void Day(int month, int day)
    {
        _ledger.Put(_months[month]);
        _ledger.Put(day < 10 ? "0"u8 : ""u8).Put(day);
    }

    private static ReadOnlySpan<byte> Letter(ReadOnlySpan<byte> type) => type[..1];

    private void Row(int type, int month, DelinquencyState state)
    {
        _panel.Put(_id.AsSpan(0, _idLength)).Put(","u8).Put(_months[month].AsSpan(0, 7)).Put(","u8);
        _panel.Put(Name(state)).Put(","u8).Put(TypeNames[type]).End();
    }

    private void Log(int month, DelinquencyState before, DelinquencyState after, int action)
    {
        _log.Put(_id.AsSpan(0, _idLength)).Put(","u8).Put(_closes[month]).Put(","u8);
        _log.Put(Name(before)).Put(","u8).Put(ActionNames[action]).Put(","u8);
        _log.Put(Encoding.ASCII.GetBytes(Number(_settings.Propensity[action])));
        _log.Put(after > before ? ",1"u8 : ",0"u8).End();
    }

    private static readonly byte[][] StateNames = DelinquencyStates
        .Names.Select(Encoding.ASCII.GetBytes)
        .ToArray();

    private static readonly byte[][] TypeNames = DebtorTypes
        .All.Select(t => Encoding.ASCII.GetBytes(t.Name))
        .ToArray();

    private byte[][]? _actionNames;

    private byte[][] ActionNames =>
        _actionNames ??= _settings.Actions.Select(a => Encoding.ASCII.GetBytes(a.Name)).ToArray();

    private static byte[] Name(DelinquencyState state) => StateNames[(int)state];

    private readonly record struct Bill(int Month, long Cents);
}
