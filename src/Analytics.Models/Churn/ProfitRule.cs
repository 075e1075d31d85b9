using System.Text.Json;
using Analytics.Core.Numerics;
using Analytics.Core.Value;

namespace Analytics.Models.Churn;

/// <summary>
/// Which customers to contact: the fixed share of those with the highest gain that earned most on the choosing window, or, where it surely earned more
/// there, all whose expected gain (churn probability x value x save rate) exceeds the cost of a contact.
/// </summary>
/// <remarks>
/// Were the probabilities of a later window sure to be right, the second rule would be the best there is. They are not: where a season or a drift moves them
/// all, it contacts too many or too few, while a share of customers only needs their order. So it has to prove itself on rows its model had not seen:
/// the customers between the two cuts must speak for it in 97.5 % of the resampled windows. That the share was the best of ten on the same window makes
/// the test harder, never easier.
/// </remarks>
/// <param name="Share">Share of customers; null = all with a gain above the cost.</param>
/// <param name="BestShare">The fixed share that earned most on the choosing window.</param>
public readonly record struct ProfitRule(double? Share, double BestShare)
{
    private const int Replicates = 200;
    private const double Sure = 0.975;

    /// <summary>Chooses by what came in the choosing window.</summary>
    /// <param name="rows">Customers of that window.</param>
    /// <param name="terms">Save rate and cost.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public static ProfitRule Choose(ProfitRows rows, ContactTerms terms, long seed)
    {
        var shares = rows.ByShare(terms);
        var best = (Array.IndexOf(shares, shares.Max()) + 1) / 10.0;
        // the two differ by the customers between them: the finer rule is taken where these show it in nearly all resampled sets
        var (some, open) = (rows.Top(best), rows.Worthwhile(terms));
        var gains = new double[Replicates];
        for (var b = 0; b < Replicates; b++)
        {
            var chance = new Chance(seed, b);
            for (var i = 0; i < rows.Count; i++)
            {
                var place = (int)(chance.Uniform() * rows.Count);
                gains[b] +=
                    place < open && place >= some ? rows.Realised(place, terms)
                    : place < some && place >= open ? -rows.Realised(place, terms)
                    : 0;
            }
        }

        return new ProfitRule(gains.Count(g => g > 0) >= Sure * Replicates ? null : best, best);
    }

    /// <summary>Writes the rule as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("by_share", Share is not null);
        json.WriteNumber("best_fixed_share", BestShare);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ProfitRule Read(JsonElement json)
    {
        var best = json.GetProperty("best_fixed_share").GetDouble();
        return new ProfitRule(json.GetProperty("by_share").GetBoolean() ? best : null, best);
    }

    /// <summary>Judges the rule on other rows.</summary>
    /// <param name="rows">Customers of the test window.</param>
    /// <param name="terms">Save rate and cost.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public ProfitCurve Judge(ProfitRows rows, ContactTerms terms, long seed)
    {
        var contacted = Share is { } share ? rows.Top(share) : rows.Worthwhile(terms);
        var replicates = new double[Replicates];
        for (var b = 0; b < Replicates; b++)
        {
            var chance = new Chance(seed, b);
            for (var i = 0; i < rows.Count; i++)
            {
                var place = (int)(chance.Uniform() * rows.Count);
                replicates[b] += place < contacted ? rows.Realised(place, terms) : 0;
            }
        }

        var profit = Evaluation.Interval95.Of(rows.Of(contacted, terms), replicates);
        return new ProfitCurve(
            rows.ByShare(terms),
            profit.Value,
            profit.Low,
            profit.High,
            contacted,
            Share is not null,
            BestShare,
            rows.Of(rows.Top(BestShare), terms)
        );
    }
}

/// <summary>Customers ordered by falling expected gain, with what came.</summary>
public sealed class ProfitRows
{
    private readonly double[] _loss;
    private readonly double[] _left;

    /// <summary>Orders customers.</summary>
    /// <param name="probability">Foretold.</param>
    /// <param name="value">Margin of the horizon that leaving would cost, currency units.</param>
    /// <param name="positive">Who left.</param>
    public ProfitRows(double[] probability, double[] value, bool[] positive)
    {
        var order = Enumerable
            .Range(0, value.Length)
            .OrderByDescending(i => probability[i] * value[i])
            .ThenBy(i => i)
            .ToArray();
        _loss = Array.ConvertAll(order, i => probability[i] * value[i]);
        _left = Array.ConvertAll(order, i => positive[i] ? value[i] : 0);
    }

    /// <summary>Number of customers.</summary>
    public int Count => _loss.Length;

    /// <summary>Customers whose expected gain exceeds the cost.</summary>
    public int Worthwhile(ContactTerms terms) =>
        _loss.Count(loss => loss * terms.SaveRate > terms.Cost);

    /// <summary>Customers of a share of all.</summary>
    public int Top(double share) => (int)Math.Round(share * Count, MidpointRounding.AwayFromZero);

    /// <summary>What contacting the first customers earned.</summary>
    public double Of(int contacted, ContactTerms terms)
    {
        var profit = 0.0;
        for (var i = 0; i < contacted; i++)
        {
            profit += Realised(i, terms);
        }

        return profit;
    }

    /// <summary>What contacting one customer earned.</summary>
    public double Realised(int place, ContactTerms terms) =>
        (_left[place] * terms.SaveRate) - terms.Cost;

    /// <summary>What the first 10, 20, ... 100 % earned.</summary>
    public double[] ByShare(ContactTerms terms) =>
        [.. Enumerable.Range(1, 10).Select(tenth => Of(Top(tenth / 10.0), terms))];
}
