using Analytics.Core.Faults;

namespace Analytics.Core.Simulation;

/// <summary>
/// Every order and return in date order, eight bytes each, made by counting per day and then placing: what a date-ordered file of any length needs in
/// memory. Within a day the order is random.
/// </summary>
internal sealed class OrderSchedule
{
    /// <summary>Most orders and returns of one simulation.</summary>
    public const int MaxCount = 1 << 28;

    private readonly SimulationSettings _settings;
    private readonly SeasonClock _clock;
    private readonly SimulatedOrder _order;
    private readonly ulong[] _events;

    private OrderSchedule(
        SimulationSettings settings,
        SeasonClock clock,
        SimulatedOrder order,
        CancellationToken stop
    )
    {
        _settings = settings;
        _clock = clock;
        _order = order;
        SpendRate = new double[settings.Customers];
        Channel = new byte[settings.Customers];
        var starts = new long[settings.Days + 1];
        Walk((_, _, day, _) => starts[day + 1]++, stop);
        for (var day = 0; day < settings.Days; day++)
        {
            starts[day + 1] += starts[day];
        }

        if (starts[^1] > MaxCount)
        {
            throw new UsageFault(
                "more than 268 million orders; ask for fewer --customers or a shorter time"
            );
        }

        DayStarts = starts;
        _events = new ulong[starts[^1]];
        var next = starts.AsSpan(0, settings.Days).ToArray();
        Walk(
            (customer, index, day, isReturn) =>
                _events[next[day]++] =
                    ((ulong)customer << 32) | ((ulong)index << 1) | (isReturn ? 1UL : 0),
            stop
        );
        for (var day = 0; day < settings.Days; day++)
        {
            var stream = RandomStream.Of(settings.Seed, StreamPurpose.Shuffle, day);
            Shuffling.Shuffle(
                _events.AsSpan((int)starts[day], (int)(starts[day + 1] - starts[day])),
                ref stream
            );
        }
    }

    private delegate void Visit(int customer, int index, int day, bool isReturn);

    /// <summary>First event of each day, and the number of events at the end.</summary>
    public long[] DayStarts { get; }

    /// <summary>Spend rate of each customer.</summary>
    public double[] SpendRate { get; }

    /// <summary>Liked channel of each customer.</summary>
    public byte[] Channel { get; }

    /// <summary>Orders and returns.</summary>
    public int Count => _events.Length;

    /// <summary>Orders without returns.</summary>
    public long Orders { get; private set; }

    /// <summary>Rows of the file, returns counted.</summary>
    public long Rows { get; private set; }

    /// <summary>Pairs of customer and day with at least one order.</summary>
    public long PurchaseDays { get; private set; }

    /// <summary>The last day with an order, 0 = first.</summary>
    public int LastPurchaseDay { get; private set; }

    /// <summary>An order or return: whose, which of the customer's orders, and whether it takes a line back.</summary>
    public (int Customer, int Index, bool IsReturn) this[int number]
    {
        get
        {
            var packed = _events[number];
            return ((int)(packed >> 32), (int)((uint)packed >> 1), (packed & 1) != 0);
        }
    }

    /// <summary>Draws all customers and their orders.</summary>
    public static OrderSchedule Draw(
        SimulationSettings settings,
        SeasonClock clock,
        SimulatedOrder order,
        CancellationToken stop
    ) => new(settings, clock, order, stop);

    /// <summary>The day of an order.</summary>
    public int DayOf(int number)
    {
        var found = Array.BinarySearch(DayStarts, number);
        if (found < 0)
        {
            return ~found - 1;
        }

        // days without orders share their start with the next day: the last of them has the order
        while (DayStarts[found + 1] == number)
        {
            found++;
        }

        return found;
    }

    private void Walk(Visit visit, CancellationToken stop)
    {
        Orders = 0;
        Rows = 0;
        PurchaseDays = 0;
        for (var id = 0; id < _settings.Customers; id++)
        {
            if ((id & 0xFFF) == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            var customer = SimulatedCustomer.Draw(_settings, _clock, id);
            SpendRate[id] = customer.SpendRate;
            Channel[id] = customer.Channel;
            var previous = -1;
            for (var index = 0; customer.NextPurchase(_clock, out var day); index++)
            {
                _order.DrawHead(id, index);
                visit(id, index, day, false);
                Orders++;
                Rows += _order.Lines;
                PurchaseDays += day == previous ? 0 : 1;
                previous = day;
                LastPurchaseDay = Math.Max(LastPurchaseDay, day);
                if (_order.ReturnDelay > 0 && day + _order.ReturnDelay < _settings.Days)
                {
                    visit(id, index, day + _order.ReturnDelay, true);
                    Rows++;
                }
            }
        }
    }
}
