using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Core.Simulation.Receivables;

/// <summary>One account: drawn once, then moved month by month.</summary>
internal struct SimulatedDebtor
{
    private static readonly int[] Rank = [0, 1, 2, 3, 4, 5, 6];
    private RandomStream _stream;

    /// <summary>Its type.</summary>
    public int Type { get; private init; }

    /// <summary>Month of its first bill, 0-based.</summary>
    public int FirstMonth { get; private init; }

    /// <summary>Its usual bill in cents.</summary>
    public double BillCents { get; private init; }

    /// <summary>Chance that a bill which is paid is paid late within the month.</summary>
    public double LatePay { get; private init; }

    /// <summary>Draws an account.</summary>
    public static SimulatedDebtor Draw(ReceivablesSimulation settings, int account)
    {
        var stream = RandomStream.Of(settings.Seed, StreamPurpose.Debtor, account);
        var (aim, type) = (stream.Uniform(), 0);
        while (type < DebtorTypes.All.Count - 1 && aim >= DebtorTypes.All[type].Share)
        {
            aim -= DebtorTypes.All[type++].Share;
        }

        var kind = DebtorTypes.All[type];
        var first =
            stream.Uniform() < settings.FromStart
                ? 0
                : (int)stream.Below(Math.Max(1, settings.Months / 2));
        var bill = kind.MeanBill * PortableMath.Exp(kind.BillSpread * stream.Normal());
        var late = Math.Clamp(kind.LatePay + (kind.LatePaySpread * stream.Normal()), 0, 1);
        return new SimulatedDebtor
        {
            Type = type,
            FirstMonth = first,
            BillCents = 100 * bill,
            LatePay = late,
            _stream = stream,
        };
    }

    /// <summary>This month's bill in cents: the usual one give or take a tenth.</summary>
    public long NextBill() => Math.Max(100, (long)(BillCents * (0.9 + (0.2 * _stream.Uniform()))));

    /// <summary>The next draw in [0, 1).</summary>
    public double Uniform() => _stream.Uniform();

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)_stream.Below(count);

    /// <summary>The action of the past policy: drawn without looking at the account, none where nothing is overdue.</summary>
    public int NextAction(ReceivablesSimulation settings, DelinquencyState state)
    {
        if (state is < DelinquencyState.Late1 or > DelinquencyState.Bad)
        {
            return 0;
        }

        var aim = _stream.Uniform();
        var action = 0;
        while (action < settings.Propensity.Count - 1 && aim >= settings.Propensity[action])
        {
            aim -= settings.Propensity[action++];
        }

        return action;
    }

    /// <summary>The state at the next close under an action.</summary>
    public DelinquencyState NextState(DelinquencyState state, in TreatmentAction action)
    {
        Span<double> row = stackalloc double[Rank.Length];
        TreatmentPlanner.Tilt(
            action,
            DebtorTypes.All[Type].Rows.Row((int)state),
            Rank,
            (int)state,
            row
        );
        var aim = _stream.Uniform();
        var next = 0;
        while (next < row.Length - 1 && aim >= row[next])
        {
            aim -= row[next++];
        }

        return (DelinquencyState)next;
    }
}
