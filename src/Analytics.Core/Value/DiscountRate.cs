using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Core.Time;

namespace Analytics.Core.Value;

/// <summary>A discount rate that carries its base, such as <c>10%/year</c>; kept as the continuous rate delta = ln(1 + d) per base, once.</summary>
/// <param name="Rate">The rate per base as a fraction, not negative: .1 for 10 %.</param>
/// <param name="Base">The length of time it is for.</param>
public readonly record struct DiscountRate(double Rate, TimeUnit Base)
{
    /// <summary>10 % a year.</summary>
    public static DiscountRate Default => new(0.1, TimeUnit.Year);

    /// <summary>The continuous rate per period of the unit given.</summary>
    public double Per(TimeUnit unit) => Numerics.Accurate.Log1p(Rate) * unit.Days() / Base.Days();

    /// <summary>The text as a user writes it.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Rate * 100:0.######}%/{Base.ToString().ToLowerInvariant()}"
        );

    /// <summary>Reads <c>10%/year</c>, <c>0.8%/month</c>, <c>0.1/year</c>.</summary>
    /// <param name="text">The text as given.</param>
    /// <param name="option">The option it came from, named in the error.</param>
    /// <exception cref="UsageFault">No base, an unknown base, or no rate from 0 to below 1000 %.</exception>
    public static DiscountRate Parse(string text, string option)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            throw new UsageFault(
                $"{option} '{text}' has no base; write for example 10%/year or 0.8%/month"
            );
        }

        TimeUnit? unit = text[(slash + 1)..].Trim().ToLowerInvariant() switch
        {
            "day" or "d" => TimeUnit.Day,
            "week" or "w" => TimeUnit.Week,
            "month" or "m" => TimeUnit.Month,
            "year" or "y" => TimeUnit.Year,
            _ => null,
        };
        var number = text.AsSpan(0, slash).Trim();
        var isPercent = number.EndsWith("%");
        if (
            unit is null
            || !double.TryParse(
                isPercent ? number[..^1] : number,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out var rate
            )
            || !((isPercent ? rate / 100 : rate) < 10)
        )
        {
            throw new UsageFault(
                $"{option} '{text}' is not a rate per day, week, month or year; write for example 10%/year or 0.8%/month"
            );
        }

        return new DiscountRate(isPercent ? rate / 100 : rate, unit.Value);
    }
}
