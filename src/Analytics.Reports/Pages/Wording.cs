using System.Globalization;
using Analytics.Core.Money;
using static System.FormattableString;

namespace Analytics.Reports.Pages;

/// <summary>Numbers as people read them: rounded, thousands separated, always in the same way.</summary>
internal static class Wording
{
    private const int Spelt = 10;

    private static readonly string[] Words =
    [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ];

    /// <summary>A count in digits: <c>12,345</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>no customers</c>, <c>one customer</c>, <c>12,345 customers</c>.</summary>
    public static string Count(long count, string noun) =>
        (count is >= 0 and <= Spelt ? Words[count] : Count(count))
        + " "
        + noun
        + (count == 1 ? "" : "s");

    /// <summary>A share: <c>12 %</c>, with a decimal below 10 %.</summary>
    public static string Percent(double share)
    {
        var percent = share * 100;
        return percent is > 0 and < 0.05 ? "under 0.1 %"
            : Math.Abs(percent) >= 9.95 || percent == Math.Round(percent)
                ? Invariant($"{percent:N0} %")
            : Invariant($"{percent:N1} %");
    }

    /// <summary>Money with its currency: <c>8.30 million GBP</c>, <c>742,318 GBP</c>, <c>12.34 GBP</c>.</summary>
    public static string Money(double amount, string currency)
    {
        var size = Math.Abs(amount);
        var text =
            size >= 999_950_000 ? Invariant($"{amount / 1e9:N2} billion")
            : size >= 999_950 ? Invariant($"{amount / 1e6:N2} million")
            : size >= 100 || size == Math.Round(size) ? Invariant($"{amount:N0}")
            : Invariant($"{amount:N2}");
        return currency.Length == 0 ? text : text + " " + currency;
    }

    /// <summary>Exact money with its currency.</summary>
    public static string Money(MoneyAmount amount, string currency) =>
        Money(amount.ToDouble(), currency);

    /// <summary>Short text for a bar or a cell: <c>950</c>, <c>12.3k</c>, <c>8.30M</c>.</summary>
    public static string Short(double amount)
    {
        var size = Math.Abs(amount);
        return size >= 999_950_000 ? Invariant($"{amount / 1e9:0.##}bn")
            : size >= 999_950 ? Invariant($"{amount / 1e6:0.##}M")
            : size >= 9_999.5 ? Invariant($"{amount / 1e3:0.#}k")
            : size >= 100 || size == Math.Round(size) ? Invariant($"{amount:N0}")
            : Invariant($"{amount:0.##}");
    }

    /// <summary>A day: <c>2011-12-09</c>.</summary>
    public static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A list: <c>a, b and c</c>.</summary>
    public static string And(IReadOnlyList<string> items) =>
        items.Count < 2
            ? string.Concat(items)
            : string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1];
}
