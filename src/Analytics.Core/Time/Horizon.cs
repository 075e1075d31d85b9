using System.Globalization;
using Analytics.Core.Faults;

namespace Analytics.Core.Time;

/// <summary>A length of time that carries its unit, such as <c>365d</c>, <c>52w</c>, <c>12m</c> or <c>1y</c>.</summary>
/// <param name="Count">How many units; positive.</param>
/// <param name="Unit">The unit.</param>
public readonly record struct Horizon(int Count, TimeUnit Unit)
{
    /// <summary>Length in days (may be fractional for months and years).</summary>
    public double Days => Count * Unit.Days();

    /// <summary>Length in whole days, rounded to the nearest, for comparisons with calendar days.</summary>
    public int WholeDays => (int)Math.Round(Days, MidpointRounding.AwayFromZero);

    /// <summary>The text as a user writes it and as it stands in column names, for example <c>365d</c>.</summary>
    public override string ToString() =>
        Count.ToString(CultureInfo.InvariantCulture) + Letter(Unit);

    /// <summary>Reads <c>90d</c>, <c>52w</c>, <c>12m</c>, <c>1y</c>.</summary>
    /// <param name="text">The text as given.</param>
    /// <param name="option">The option it came from, named in the error.</param>
    /// <exception cref="UsageFault">No unit, no positive whole number, or longer than 100 years.</exception>
    public static Horizon Parse(string text, string option)
    {
        var unit =
            text.Length == 0
                ? (TimeUnit?)null
                : char.ToLowerInvariant(text[^1]) switch
                {
                    'd' => TimeUnit.Day,
                    'w' => TimeUnit.Week,
                    'm' => TimeUnit.Month,
                    'y' => TimeUnit.Year,
                    _ => null,
                };
        if (unit is null)
        {
            throw new UsageFault(
                $"{option} '{text}' has no unit; write for example 90d, 52w, 12m or 1y"
            );
        }

        if (
            !int.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var count
            )
            || count <= 0
            || count * unit.Value.Days() > 36525
        )
        {
            throw new UsageFault(
                $"{option} '{text}' is not a positive whole number of days, weeks, months or years up to 100 years"
            );
        }

        return new Horizon(count, unit.Value);
    }

    private static char Letter(TimeUnit unit) =>
        unit switch
        {
            TimeUnit.Day => 'd',
            TimeUnit.Week => 'w',
            TimeUnit.Month => 'm',
            _ => 'y',
        };
}
