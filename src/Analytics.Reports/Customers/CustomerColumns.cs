using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Analytics.Core.Money;
using Analytics.Core.Pyramid;
using Analytics.Core.Segments;
using Analytics.Core.Summaries;
using Analytics.Reports.Writers;

namespace Analytics.Reports.Customers;

/// <summary>The columns of <c>customers.csv</c> in their order.</summary>
public static class CustomerColumns
{
    /// <summary>Id, days, orders and money.</summary>
    public static IReadOnlyList<CustomerColumn> Purchases(SummaryColumns summary) =>
        [
            new IdColumn(summary.Ids),
            new DayColumn("first_purchase", summary.FirstDay),
            new DayColumn("last_purchase", summary.LastDay),
            new DaysSinceColumn("days_since_last", summary.LastDay, summary.AsOfDay),
            new WholeColumn("orders", summary.Orders),
            new WholeColumn("purchase_days", summary.PurchaseDays),
            new AmountColumn("gross_amount", summary.Gross),
            new AmountColumn("refund_amount", summary.Refunds),
            new AmountColumn("net_amount", summary.Net),
            new MeanOrderValueColumn(summary),
        ];

    /// <summary>Scores and segment.</summary>
    public static IReadOnlyList<CustomerColumn> Scores(
        RfmScores scores,
        SegmentMap map,
        short[] segments
    ) =>
        [
            new ScoreColumn("r", scores.R),
            new ScoreColumn("f", scores.F),
            new ScoreColumn("m", scores.M),
            new RfmCodeColumn(scores),
            new WordColumn("segment", map.Segments.Select(s => s.Name), row => segments[row]),
        ];

    /// <summary>Tier of the value pyramid; empty for customers in no tier.</summary>
    public static CustomerColumn Tier(ValuePyramid pyramid) =>
        new WordColumn(
            "tier",
            pyramid.Settings.Tiers.Select(t => t.Name),
            row => pyramid.TierOf[row] == ValuePyramid.NoTier ? -1 : pyramid.TierOf[row]
        );

    /// <summary>Probability that the customer is in the tier shown, by bootstrap.</summary>
    public static CustomerColumn TierProbability(ValuePyramid pyramid, double[] probability) =>
        new NumberColumn(
            "p_tier",
            row => pyramid.TierOf[row] == ValuePyramid.NoTier ? null : probability[row]
        );

    /// <summary>Status and stage.</summary>
    public static IReadOnlyList<CustomerColumn> Lifecycle(LifecycleColumns lifecycle)
    {
        var stages = Enum.GetValues<CustomerStage>();
        return
        [
            new WordColumn(
                "status",
                Enum.GetValues<CustomerStatus>().Select(s => s.Name()),
                row => (int)lifecycle.Status[row]
            ),
            new WordColumn(
                "stage",
                stages.Select(s => s.Name()),
                row => Array.IndexOf(stages, lifecycle.Stage[row])
            ),
        ];
    }

    /// <summary>Repeat purchase days, recency, observed days and mean spend, as the lifetime models see them.</summary>
    public static IReadOnlyList<CustomerColumn> History(SummaryColumns summary) =>
        [
            new CountColumn(
                "frequency",
                row => summary.IsScored(row) ? summary.Frequency(row) : null
            ),
            new CountColumn(
                "recency_days",
                row => summary.IsScored(row) ? summary.RecencyDays(row) : null
            ),
            new CountColumn(
                "T_days",
                row => summary.IsScored(row) ? summary.ObservedDays(row) : null
            ),
            new NumberColumn(
                "monetary_value",
                row => summary.IsScored(row) ? summary.MonetaryValue(row) : null
            ),
        ];
}

/// <summary>Floating numbers by a function of the row, in the shortest text that reads back the same; null is empty.</summary>
public sealed class NumberColumn(string name, Func<int, double?> value)
    : CustomerColumn(name, false)
{
    /// <inheritdoc/>
    public override void Append(int row, ByteBuffer buffer)
    {
        if (value(row) is { } number)
        {
            buffer.Append(number);
        }
    }
}

/// <summary>Customer ids.</summary>
public sealed class IdColumn(CustomerIds ids) : CustomerColumn("customer_id", true)
{
    /// <inheritdoc/>
    public override bool IsForeign => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(int row, ByteBuffer buffer) => buffer.Append(ids[row]);
}

/// <summary>Days as ISO dates; <see cref="SummaryColumns.NoDay"/> is empty.</summary>
public sealed class DayColumn : CustomerColumn
{
    private const int DateLength = 10;
    private readonly int[] _days;
    private readonly int _first;
    private readonly byte[] _texts;

    /// <summary>A column of day numbers.</summary>
    public DayColumn(string name, int[] days)
        : base(name, true)
    {
        _days = days;
        var last = -1;
        _first = int.MaxValue;
        foreach (var day in days)
        {
            if (day != SummaryColumns.NoDay)
            {
                _first = Math.Min(_first, day);
                last = Math.Max(last, day);
            }
        }

        // one text per calendar day in use: a table of at most a few thousand dates
        _texts = new byte[Math.Max(0, last - _first + 1) * DateLength];
        for (var day = _first; day <= last; day++)
        {
            Utf8Formatter.TryFormat(
                DateOnly.FromDayNumber(day).Year,
                _texts.AsSpan((day - _first) * DateLength),
                out _,
                new System.Buffers.StandardFormat('D', 4)
            );
            var date = DateOnly.FromDayNumber(day);
            var text = _texts.AsSpan((day - _first) * DateLength, DateLength);
            text[4] = text[7] = (byte)'-';
            (text[5], text[6]) = ((byte)('0' + (date.Month / 10)), (byte)('0' + (date.Month % 10)));
            (text[8], text[9]) = ((byte)('0' + (date.Day / 10)), (byte)('0' + (date.Day % 10)));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(int row, ByteBuffer buffer)
    {
        if (_days[row] != SummaryColumns.NoDay)
        {
            buffer.Append(_texts.AsSpan((_days[row] - _first) * DateLength, DateLength));
        }
    }
}

/// <summary>Whole numbers by a function of the row; null is empty.</summary>
public sealed class CountColumn(string name, Func<int, int?> value) : CustomerColumn(name, false)
{
    /// <inheritdoc/>
    public override void Append(int row, ByteBuffer buffer)
    {
        if (value(row) is { } number)
        {
            buffer.Append(number);
        }
    }
}

/// <summary>Whole numbers, one per row.</summary>
internal sealed class WholeColumn(string name, int[] values) : CustomerColumn(name, false)
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(int row, ByteBuffer buffer) => buffer.Append((long)values[row]);
}

/// <summary>Days from a day to a later one; <see cref="SummaryColumns.NoDay"/> is empty.</summary>
internal sealed class DaysSinceColumn(string name, int[] days, int until)
    : CustomerColumn(name, false)
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(int row, ByteBuffer buffer)
    {
        if (days[row] != SummaryColumns.NoDay)
        {
            buffer.Append((long)until - days[row]);
        }
    }
}

/// <summary>Exact amounts.</summary>
public sealed class AmountColumn(string name, MoneyColumn money) : CustomerColumn(name, false)
{
    private readonly bool _isSmall = money.IsNarrow && AreSmall(money.Narrow);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(int row, ByteBuffer buffer)
    {
        if (_isSmall)
        {
            buffer.AppendSmall(money.Narrow[row], money.Scale);
        }
        else
        {
            AppendAny(row, buffer);
        }
    }

    // apart, because code that touches 128 bits is compiled anew at each start
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AppendAny(int row, ByteBuffer buffer) => buffer.Append(money[row], money.Scale);

    private static bool AreSmall(ReadOnlySpan<long> amounts)
    {
        foreach (var units in amounts)
        {
            if (units is < -MoneyText.MostSmall or > MoneyText.MostSmall)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Gross amount per order, rounded to the money's decimals; empty without orders.</summary>
public sealed class MeanOrderValueColumn(SummaryColumns summary)
    : CustomerColumn("mean_order_value", false)
{
    private const long MostPlain = long.MaxValue / 200;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(int row, ByteBuffer buffer)
    {
        var orders = summary.Orders[row];
        if (orders == 0)
        {
            return;
        }

        // twice the quotient, plus one, halved: rounds half up in whole minor units of at least two decimals
        var gross = summary.Gross;
        if (gross is { IsNarrow: true, Scale: >= 2 } && gross.Narrow[row] <= MostPlain)
        {
            buffer.AppendSmall(((gross.Narrow[row] * 2) + orders) / (2L * orders), gross.Scale);
            return;
        }

        AppendAny(row, orders, buffer);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AppendAny(int row, int orders, ByteBuffer buffer)
    {
        var scale = MoneyText.ShownScale(summary.Gross.Scale);
        var units = summary.Gross[row];
        for (var s = summary.Gross.Scale; s < scale; s++)
        {
            units *= 10;
        }

        if (units <= MostPlain)
        {
            buffer.AppendSmall((((long)units * 2) + orders) / (2L * orders), scale);
            return;
        }

        buffer.Append(
            units <= long.MaxValue / 2
                ? (((long)units * 2) + orders) / (2L * orders)
                : ((units * 2) + orders) / (2 * (Int128)orders),
            scale
        );
    }
}

/// <summary>One of a few ready words per row; -1 is empty.</summary>
public sealed class WordColumn : CustomerColumn
{
    private readonly byte[][] _words;
    private readonly Func<int, int> _index;

    /// <summary>A column of words.</summary>
    /// <param name="name">Column name.</param>
    /// <param name="words">The words, guarded and quoted as foreign text where they come from a user's map.</param>
    /// <param name="index">The word of a row.</param>
    public WordColumn(string name, IEnumerable<string> words, Func<int, int> index)
        : base(name, true)
    {
        _words = words.Select(System.Text.Encoding.UTF8.GetBytes).ToArray();
        _index = index;
        IsForeign = Array.Exists(
            _words,
            word => FormulaGuard.IsLive(word) || CustomerTableWriter.NeedsQuotes(word)
        );
    }

    /// <inheritdoc/>
    public override bool IsForeign { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(int row, ByteBuffer buffer)
    {
        var index = _index(row);
        if (index >= 0)
        {
            buffer.Append(_words[index]);
        }
    }
}

/// <summary>A score; <see cref="RfmScores.NotScored"/> is empty.</summary>
public sealed class ScoreColumn(string name, byte[] scores) : CustomerColumn(name, false)
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(int row, ByteBuffer buffer)
    {
        if (scores[row] != RfmScores.NotScored)
        {
            buffer.Append((long)scores[row]);
        }
    }
}

/// <summary>The three scores side by side, such as <c>543</c>; with ten bins joined by hyphens.</summary>
public sealed class RfmCodeColumn(RfmScores scores) : CustomerColumn("rfm", true)
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(int row, ByteBuffer buffer)
    {
        if (scores.R[row] == RfmScores.NotScored)
        {
            return;
        }

        if (scores.Bins > 9)
        {
            buffer.Append((long)scores.R[row]);
            buffer.Append((byte)'-');
            buffer.Append((long)scores.F[row]);
            buffer.Append((byte)'-');
            buffer.Append((long)scores.M[row]);
            return;
        }

        buffer.Append((byte)('0' + scores.R[row]));
        buffer.Append((byte)('0' + scores.F[row]));
        buffer.Append((byte)('0' + scores.M[row]));
    }
}
