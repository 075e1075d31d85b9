using System.Globalization;
using Analytics.Core.Faults;

namespace Analytics.Core.Pyramid;

/// <summary>How customers are cut into tiers, from the most valuable down.</summary>
public sealed record TierSettings
{
    private static readonly Tier[] FourTiers =
    [
        new("VIP", "VIP客户"),
        new("major", "主要客户"),
        new("ordinary", "普通客户"),
        new("small", "小客户"),
    ];

    private TierSettings(TierBasis by, decimal[] cumulative)
    {
        By = by;
        Cumulative = cumulative;
        Tiers = cumulative.Length == FourTiers.Length ? FourTiers : Numbered(cumulative.Length);
    }

    /// <summary>VIP 1 %, major 4 %, ordinary 15 %, small 80 % of customers.</summary>
    public static TierSettings ByCustomers { get; } = new(TierBasis.Customers, [1, 5, 20, 100]);

    /// <summary>The smallest sets that give 20, 50 and 80 % of value, and the rest.</summary>
    public static TierSettings ByValue { get; } = new(TierBasis.Value, [20, 50, 80, 100]);

    /// <summary>What the shares are shares of.</summary>
    public TierBasis By { get; }

    /// <summary>Cumulative share in percent at the end of each tier, rising, the last 100.</summary>
    public IReadOnlyList<decimal> Cumulative { get; }

    /// <summary>Names of the tiers; four tiers have words, others numbers.</summary>
    public IReadOnlyList<Tier> Tiers { get; }

    /// <summary>
    /// Reads tiers as a user writes them: by customers the share of each tier, summing to 100 (<c>1,4,15,80</c>); by value the cumulative
    /// shares, the last tier taking the rest (<c>20,50,80</c>).
    /// </summary>
    /// <param name="text">Numbers in percent, with commas between.</param>
    /// <param name="by">What the shares are shares of.</param>
    /// <exception cref="UsageFault">Not such numbers.</exception>
    public static TierSettings Parse(string text, TierBasis by)
    {
        var cumulative = new List<decimal>();
        foreach (var part in text.Split(','))
        {
            const NumberStyles Plain =
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite;
            if (
                !decimal.TryParse(part, Plain, CultureInfo.InvariantCulture, out var percent)
                || percent <= 0
            )
            {
                throw new UsageFault(
                    $"tiers '{text}': '{part}' is not a positive percentage; write for example {Example(by)}"
                );
            }

            var last = cumulative.Count == 0 ? 0 : cumulative[^1];
            cumulative.Add(by == TierBasis.Customers ? last + percent : percent);
            if (cumulative[^1] <= last || cumulative[^1] > 100)
            {
                throw Wrong(text, by);
            }
        }

        if (by == TierBasis.Value && cumulative[^1] < 100)
        {
            cumulative.Add(100);
        }

        return cumulative[^1] == 100 && cumulative.Count is >= 2 and <= 20
            ? new TierSettings(by, [.. cumulative])
            : throw Wrong(text, by);
    }

    private static UsageFault Wrong(string text, TierBasis by) =>
        new(
            by == TierBasis.Customers
                ? $"tiers '{text}' do not sum to 100 % of customers in 2 to 20 tiers; write for example {Example(by)}"
                : $"tiers '{text}' are not rising shares of value up to 100 % in 2 to 20 tiers; write for example {Example(by)}"
        );

    private static string Example(TierBasis by) =>
        by == TierBasis.Customers ? "1,4,15,80" : "20,50,80";

    private static Tier[] Numbered(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(i => i.ToString(CultureInfo.InvariantCulture))
                .Select(i => new Tier("tier-" + i, "第" + i + "层")),
        ];
}

/// <summary>A tier.</summary>
/// <param name="Name">Name as it stands in the column <c>tier</c>.</param>
/// <param name="ChineseName">The Chinese name.</param>
public sealed record Tier(string Name, string ChineseName);

/// <summary>What tiers are shares of.</summary>
public enum TierBasis
{
    /// <summary>Shares of the number of customers.</summary>
    Customers,

    /// <summary>Shares of the value.</summary>
    Value,
}
