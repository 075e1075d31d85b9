namespace Analytics.Core.Delinquency.Treatment;

/// <summary>How much an action must raise P(no roll) to pay for itself.</summary>
/// <param name="Quotient">(cost + fatigue) / (W_noroll - W_roll); NaN where not rolling is worth no more than rolling.</param>
/// <param name="Room">1 - q: the most it can be raised.</param>
public readonly record struct BreakEven(double Quotient, double Room)
{
    /// <summary>True where not rolling is worth no more than rolling: no uplift pays.</summary>
    public bool IsNone => double.IsNaN(Quotient);

    /// <summary>True where more would be needed than there is.</summary>
    public bool IsNever => Quotient > Room;

    /// <summary>As it stands in tables: a number, <c>none</c> or <c>never</c>.</summary>
    public override string ToString() =>
        IsNone ? "none"
        : IsNever ? "never"
        : Quotient.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The break-even of an action in the first cycle.</summary>
    /// <param name="cost">Its cost and fatigue together.</param>
    /// <param name="outlook">What the cycle holds when nothing is done.</param>
    /// <param name="noRoll">P(no roll) when nothing is done.</param>
    public static BreakEven Of(double cost, in Outlook outlook, double noRoll)
    {
        var gain = outlook.CanChange ? outlook.Good - outlook.Bad : 0;
        return new BreakEven(gain > 0 ? cost / gain : double.NaN, 1 - noRoll);
    }
}
