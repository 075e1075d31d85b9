namespace Analytics.Core.Simulation;

/// <summary>One order of a customer, drawn from its own stream: the same however often and in whatever order it is asked for.</summary>
internal sealed class SimulatedOrder(SimulationSettings settings)
{
    private const int LongestReturn = 30;
    private readonly (int Product, int Quantity, long PriceCents)[] _lines = new (int, int, long)[
        PurchaseParameters.MaxLines
    ];

    private RandomStream _stream;

    /// <summary>Number of line items, 1 to <see cref="PurchaseParameters.MaxLines"/>.</summary>
    public int Lines { get; private set; }

    /// <summary>Days until a line is returned; 0 where none is.</summary>
    public int ReturnDelay { get; private set; }

    /// <summary>Number of the channel; known after <see cref="DrawLines"/>.</summary>
    public int Channel { get; private set; }

    /// <summary>Number of the line that a return takes back; known after <see cref="DrawLines"/>.</summary>
    public int ReturnedLine { get; private set; }

    /// <summary>The line items; known after <see cref="DrawLines"/>.</summary>
    public (int Product, int Quantity, long PriceCents) this[int line] => _lines[line];

    /// <summary>Draws how many lines there are and whether one comes back.</summary>
    /// <param name="customer">Number of the customer.</param>
    /// <param name="index">Number of the order among the customer's.</param>
    public void DrawHead(int customer, int index)
    {
        _stream = RandomStream.Of(settings.Seed, StreamPurpose.Order, customer, index);
        var parameters = settings.Parameters;
        Lines = 1;
        while (
            Lines < PurchaseParameters.MaxLines && _stream.Uniform() < parameters.ExtraLineChance
        )
        {
            Lines++;
        }

        ReturnDelay =
            _stream.Uniform() < parameters.ReturnShare ? 1 + (int)_stream.Below(LongestReturn) : 0;
    }

    /// <summary>Draws the rest: the order's gamma value is shared out over the lines and rounded to cents per piece.</summary>
    public void DrawLines(double spendRate, int likedChannel)
    {
        var cents = _stream.Gamma(settings.Parameters.P) / spendRate * 100;
        Channel = Channels.PickFor(ref _stream, likedChannel);
        ReturnedLine = (int)_stream.Below(Lines);
        Span<double> shares = stackalloc double[PurchaseParameters.MaxLines];
        var total = 0.0;
        for (var i = 0; i < Lines; i++)
        {
            shares[i] = 0.5 + _stream.Uniform();
            total += shares[i];
        }

        for (var i = 0; i < Lines; i++)
        {
            var quantity = Quantity(_stream.Uniform());
            var price = (long)((cents * shares[i] / (total * quantity)) + 0.5);
            _lines[i] = (Products.Pick(ref _stream), quantity, Math.Max(1, price));
        }
    }

    private static int Quantity(double u) =>
        u switch
        {
            < 0.65 => 1,
            < 0.85 => 2,
            < 0.93 => 3,
            < 0.97 => 4,
            < 0.99 => 6,
            _ => 12,
        };
}
