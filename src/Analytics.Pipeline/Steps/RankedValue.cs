using Analytics.Core.Faults;
using Analytics.Core.Money;
using Analytics.Core.Pyramid;
using Analytics.Core.Summaries;
using Analytics.Core.Value;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps;

/// <summary>What <c>--value</c> names: the amount by which customers are ranked.</summary>
internal static class RankedValue
{
    /// <summary>The word for lifetime value.</summary>
    public const string Clv = "clv";

    /// <summary>The word for the default.</summary>
    public const string Net = "net_amount";

    private const string Margin = "margin";

    /// <summary>One amount per row of the summary.</summary>
    /// <param name="summary">The customers.</param>
    /// <param name="values">Their lifetime values; null where that part was not run.</param>
    /// <param name="portfolio">What is asked for.</param>
    /// <param name="lifetime">Margin and cost to serve.</param>
    /// <exception cref="UsageFault">Lifetime value without its part, or a bootstrap of anything but the net amount.</exception>
    public static MoneyColumn Of(
        SummaryColumns summary,
        CustomerValues? values,
        PortfolioSettings portfolio,
        LifetimeSettings lifetime
    )
    {
        if (portfolio.Value != Net && portfolio.Bootstrap > 0)
        {
            throw new UsageFault(
                $"--bootstrap draws purchase days again, which gives net amounts; leave out --value {portfolio.Value} or --bootstrap"
            );
        }

        return portfolio.Value switch
        {
            Net => summary.Net,
            Clv => values is not null
                ? OfClv(summary, values)
                : throw new UsageFault("--value clv needs the part lifetime; do not leave it out"),
            Margin => Contribution.Of(summary, (decimal)lifetime.Terms.Margin, 0),
            _ => OfContribution(summary, lifetime),
        };
    }

    /// <summary>Margin less the cost to serve, after returns.</summary>
    public static MoneyColumn OfContribution(SummaryColumns summary, LifetimeSettings lifetime) =>
        Contribution.Of(summary, (decimal)lifetime.Terms.Margin, lifetime.CostToServe);

    /// <summary>Lifetime values as exact money.</summary>
    public static MoneyColumn OfClv(SummaryColumns summary, CustomerValues values) =>
        MoneyColumn.FromDoubles(values.Clv, MoneyText.ShownScale(summary.MoneyScale));

    /// <summary>The value in words.</summary>
    public static string Words(string value) =>
        value switch
        {
            Net => "net amount",
            Clv => "lifetime value",
            _ => value,
        };
}
