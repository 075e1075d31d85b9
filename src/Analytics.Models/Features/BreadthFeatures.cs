using System.Text;
using Analytics.Core.Numerics;

namespace Analytics.Models.Features;

/// <summary>Features of what customers bought and where, at a cut-off; none of what the inputs do not tell.</summary>
public static class BreadthFeatures
{
    /// <summary>The channel of the last purchase, a word and no number.</summary>
    public const string LastChannel = "last_channel";

    private const int Window = 90;

    /// <summary>What inputs may tell; each is also the name of the first column it gives.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["products", "categories", "channels"];

    private static readonly FeatureFact[] Products =
    [
        new(
            "products",
            "different products so far",
            "products",
            Direction.Better,
            "Different products bought."
        ),
        new(
            "products_per_day",
            "different products of a purchase day",
            "products",
            Direction.Unclear,
            "Mean of the different products of a purchase day."
        ),
        new(
            "new_products_90d",
            "products bought for the first time in the last 90 days",
            "products",
            Direction.Better,
            "Products first bought in the 90 days up to the cut-off."
        ),
        new(
            "repeated_products",
            "share of products bought before",
            "share",
            Direction.Better,
            "1 - different products / sum of the different products of each purchase day."
        ),
    ];

    private static readonly FeatureFact[] Categories =
    [
        new(
            "categories",
            "different categories so far",
            "categories",
            Direction.Better,
            "Different categories bought from."
        ),
        new(
            "categories_per_day",
            "different categories of a purchase day",
            "categories",
            Direction.Unclear,
            "Mean of the different categories of a purchase day."
        ),
        new(
            "new_categories_90d",
            "categories bought from for the first time in the last 90 days",
            "categories",
            Direction.Better,
            "Categories first bought from in the 90 days up to the cut-off."
        ),
        new(
            "repeated_categories",
            "share of categories bought from before",
            "share",
            Direction.Better,
            "1 - different categories / sum of the different categories of each purchase day."
        ),
    ];

    private static readonly FeatureFact[] Channels =
    [
        new(
            "channels",
            "different channels so far",
            "channels",
            Direction.Unclear,
            "Different channels of purchase days; the channel of a day is that of most of its rows."
        ),
        new(
            "main_channel_share",
            "share of purchases in the main channel",
            "share",
            Direction.Unclear,
            "Purchase days in the channel with most of them over all that name a channel."
        ),
        new(
            LastChannel,
            "channel of the last purchase",
            "text",
            Direction.Unclear,
            "The channel of the last purchase day that names one."
        ),
    ];

    /// <summary>What each column is; those of a role that is not mapped are left out.</summary>
    public static readonly IReadOnlyList<FeatureFact> Facts =
    [
        .. Products,
        .. Categories,
        .. Channels,
    ];

    /// <summary>Builds the columns.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="rows">Rows of the summary, all with a purchase.</param>
    /// <param name="threads">Most threads to use; changes no bit.</param>
    /// <returns>One entry per row; not-a-number, or an empty text, where no purchase of the customer names a product, category or channel.</returns>
    public static IReadOnlyList<RawColumn> Build(PastView past, int[] rows, int threads)
    {
        var columns = new List<RawColumn>();
        if (past.HasProducts)
        {
            columns.AddRange(Count(past, Products, days => days.Products, rows, threads));
        }

        if (past.HasCategories)
        {
            columns.AddRange(Count(past, Categories, days => days.Categories, rows, threads));
        }

        if (past.HasChannels)
        {
            columns.AddRange(ChannelColumns(past, rows, threads));
        }

        return columns;
    }

    private static IEnumerable<RawColumn> Count(
        PastView past,
        FeatureFact[] facts,
        Func<PastDays, PastBreadth> of,
        int[] rows,
        int threads
    )
    {
        var columns = Array.ConvertAll(facts, _ => new double[rows.Length]);
        FixedBlocks.Each(
            rows.Length,
            threads,
            (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    Put(past.Of(rows[i]), of, past.CutOffDay, i, columns);
                }
            }
        );
        return facts.Select((fact, c) => NumberColumn.Of(fact, columns[c]));
    }

    private static void Put(
        PastDays days,
        Func<PastDays, PastBreadth> of,
        int cutOff,
        int at,
        double[][] columns
    )
    {
        var breadth = of(days);
        int different = 0,
            recent = 0,
            sum = 0,
            known = 0;
        for (var i = 0; i < days.Count; i++)
        {
            different += breadth.New[i];
            recent += cutOff - days.Day[i] < Window ? breadth.New[i] : 0;
            sum += breadth.Distinct[i];
            known += breadth.Distinct[i] > 0 ? 1 : 0;
        }

        var isKnown = known > 0;
        columns[0][at] = isKnown ? different : double.NaN;
        columns[1][at] = isKnown ? (double)sum / known : double.NaN;
        columns[2][at] = isKnown ? recent : double.NaN;
        columns[3][at] = isKnown ? 1 - ((double)different / sum) : double.NaN;
    }

    private static IEnumerable<RawColumn> ChannelColumns(PastView past, int[] rows, int threads)
    {
        var (count, share, last) = (
            new double[rows.Length],
            new double[rows.Length],
            new int[rows.Length]
        );
        FixedBlocks.Each(
            rows.Length,
            threads,
            (from, to) =>
            {
                var channels = new List<int>();
                for (var i = from; i < to; i++)
                {
                    channels.Clear();
                    foreach (var channel in past.Of(rows[i]).Channels)
                    {
                        if (channel >= 0)
                        {
                            channels.Add(channel);
                        }
                    }

                    last[i] = channels.Count == 0 ? -1 : channels[^1];
                    (count[i], share[i]) = Spread(channels);
                }
            }
        );
        var words = new TextColumn(LastChannel) { Label = Channels[^1].Label };
        foreach (var channel in last)
        {
            words.Add(channel < 0 ? [] : Encoding.UTF8.GetBytes(past.Channel(channel)));
        }

        return [NumberColumn.Of(Channels[0], count), NumberColumn.Of(Channels[1], share), words];
    }

    /// <summary>How many different channels, and the share of the most frequent one.</summary>
    private static (double Count, double Share) Spread(List<int> channels)
    {
        if (channels.Count == 0)
        {
            return (double.NaN, double.NaN);
        }

        channels.Sort();
        int count = 0,
            most = 0,
            run = 0;
        for (var i = 0; i < channels.Count; i++)
        {
            var isSame = i > 0 && channels[i] == channels[i - 1];
            run = isSame ? run + 1 : 1;
            count += isSame ? 0 : 1;
            most = Math.Max(most, run);
        }

        return (count, (double)most / channels.Count);
    }
}
