namespace Analytics.Core.Simulation;

/// <summary>
/// The truth behind simulated purchases: the BG/NBD process of Fader, Hardie &amp; Lee (2005) with gamma-gamma spend (Fader &amp; Hardie 2013).
/// </summary>
public sealed record PurchaseParameters
{
    /// <summary>Shape of the purchase rate over customers.</summary>
    public double R { get; init; } = 0.8;

    /// <summary>Rate of the purchase rate over customers, in weeks: mean rate R / Alpha per week.</summary>
    public double Alpha { get; init; } = 6;

    /// <summary>First parameter of the chance to leave after a repeat purchase.</summary>
    public double A { get; init; } = 0.8;

    /// <summary>Second parameter of that chance: its mean is A / (A + B).</summary>
    public double B { get; init; } = 4;

    /// <summary>Shape of the order value around the customer's mean.</summary>
    public double P { get; init; } = 6;

    /// <summary>Shape of the customers' spend rate.</summary>
    public double Q { get; init; } = 4;

    /// <summary>Scale of the customers' spend rate: the mean order value is P Gamma / (Q - 1) currency units.</summary>
    public double Gamma { get; init; } = 20;

    /// <summary>Yearly season of purchases: the weekly index runs between 1 - this and 1 + this, highest in early December; 0 to 0.9.</summary>
    public double SeasonAmplitude { get; init; }

    /// <summary>Share of orders of which a line is returned, 1 to 30 days later.</summary>
    public double ReturnShare { get; init; } = 0.03;

    /// <summary>Chance of one more line item, again and again, up to <see cref="MaxLines"/>.</summary>
    public double ExtraLineChance { get; init; } = 0.4;

    /// <summary>Most line items of an order.</summary>
    public const int MaxLines = 12;
}
