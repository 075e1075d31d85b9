namespace Analytics.Core.Simulation;

/// <summary>One customer: drawn once, then asked for one purchase after the other.</summary>
internal struct SimulatedCustomer
{
    private RandomStream _stream;
    private double _time;
    private bool _started;

    /// <summary>Purchases per day of average season while alive.</summary>
    public double DailyRate { get; private init; }

    /// <summary>Chance to leave after a repeat purchase.</summary>
    public double Dropout { get; private init; }

    /// <summary>Rate of the gamma distribution of the customer's order values, per currency unit.</summary>
    public double SpendRate { get; private init; }

    /// <summary>Number of the channel the customer likes.</summary>
    public byte Channel { get; private init; }

    /// <summary>True while the customer has not left.</summary>
    public bool IsAlive { get; private set; }

    /// <summary>Draws a customer.</summary>
    public static SimulatedCustomer Draw(
        SimulationSettings settings,
        SeasonClock clock,
        int customer
    )
    {
        var stream = RandomStream.Of(settings.Seed, StreamPurpose.Customer, customer);
        var parameters = settings.Parameters;
        var rate = stream.Gamma(parameters.R) / (parameters.Alpha * 7);
        var dropout = stream.Beta(parameters.A, parameters.B);
        var spend = stream.Gamma(parameters.Q) / parameters.Gamma;
        var channel = (byte)Channels.Pick(ref stream);
        var arrival = clock.FromCalendar(stream.Uniform() * settings.Days);
        return new SimulatedCustomer
        {
            DailyRate = rate,
            Dropout = dropout,
            SpendRate = spend,
            Channel = channel,
            IsAlive = true,
            _stream = stream,
            _time = arrival,
        };
    }

    /// <summary>The day of the next purchase, 0 = first day of the simulation; false when there is none before its end.</summary>
    public bool NextPurchase(SeasonClock clock, out int day)
    {
        day = 0;
        if (_started)
        {
            if (!IsAlive)
            {
                return false;
            }

            _time += _stream.Exponential() / DailyRate;
            if (!(_time < clock.End))
            {
                return false;
            }

            IsAlive = _stream.Uniform() >= Dropout;
        }

        _started = true;
        day = clock.DayOf(_time);
        return true;
    }
}
