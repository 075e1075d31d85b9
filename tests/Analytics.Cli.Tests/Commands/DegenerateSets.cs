using System.Globalization;
using System.Text;

namespace Analytics.Cli.Tests.Commands;

/// <summary>Exports on which a model has little or nothing to learn from; each a name and rows of customer, date, amount.</summary>
internal static class DegenerateSets
{
    private static readonly DateOnly Start = new(2023, 1, 1);

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Make();

    private static Dictionary<string, string> Make()
    {
        var sets = new Dictionary<string, string>(StringComparer.Ordinal);
        void Add(string name, Action<Export> fill)
        {
            var export = new Export();
            fill(export);
            sets.Add(name, export.Text);
        }

        Add("one customer, one day", e => e.Buy(0, 0, 10));
        Add("one customer, two days", e => e.Buy(0, [0, 40], 10));
        Add("one customer, every day for a year", e => e.Buy(0, Every(0, 365, 1), 10));
        Add("one customer, twice the same day", e => e.Buy(0, [5, 5], 10));
        Add("two customers, one day apart", e => e.Each(2, i => [i]));
        Add("all on one day", e => e.Each(300, _ => [0]));
        Add("all on two days", e => e.Each(300, i => [i % 2]));
        Add("nobody came back", e => e.Each(300, i => [i]));
        Add("nobody came back, one old customer", e => e.Each(300, i => [i == 0 ? 0 : 299]));
        Add("one repeat buyer", e => e.Each(300, i => i == 0 ? [0, 200] : [i]));
        Add("nineteen repeat buyers", e => e.Each(300, i => i < 19 ? [i, i + 90] : [i]));
        Add("twenty repeat buyers", e => e.Each(300, i => i < 20 ? [i, i + 90] : [i]));
        Add(
            "one repeat buyer who came 300 times",
            e => e.Each(50, i => i == 0 ? Every(0, 600, 2) : [i])
        );
        Add("everybody came back exactly once", e => e.Each(300, i => [i, i + 30]));
        Add("everybody came back the next day", e => e.Each(300, i => [i, i + 1]));
        Add("everybody on the last day too", e => e.Each(200, i => [i, 400]));
        Add("everybody every week", e => e.Each(100, i => Every(i % 7, 365, 7)));
        Add("everybody every day", e => e.Each(40, _ => Every(0, 120, 1)));
        Add(
            "everybody once a year",
            e => e.Each(100, i => [i % 30, 365 + (i % 30), 730 + (i % 30)])
        );
        Add(
            "all left long ago",
            e =>
            {
                e.Each(200, i => [i % 50, 50 + (i % 40)]);
                e.Buy(999, [1490, 1500], 5);
            }
        );
        Add(
            "half bought once long ago, half every week",
            e => e.Each(200, i => i % 2 == 0 ? [0] : Every(0, 365, 7))
        );
        Add(
            "all began on the first day",
            e => e.Each(200, i => [0, .. Every(20 + (i % 30), 365, 45)])
        );
        Add(
            "two cohorts, nothing between",
            e => e.Each(200, i => i % 2 == 0 ? [0, 3] : [700, 703])
        );
        Add("a gap of ten years", e => e.Each(60, i => [i, 3650 + i]));
        Add(
            "a customer from fifty years before",
            e =>
            {
                e.Buy(999, -18_250, 10);
                e.Each(100, i => [i, i + 50]);
            }
        );
        Add("equal histories", e => e.Each(300, _ => [0, 30, 60]));
        Add(
            "growing gaps",
            e => e.Each(100, i => [i, i + 1, i + 3, i + 7, i + 15, i + 31, i + 63])
        );
        Add("all amounts zero", e => e.Each(200, i => [i, i + 20 + (i % 50), i + 130], 0));
        Add("all amounts equal", e => e.Each(200, i => [i, i + 20 + (i % 50), i + 130], 25));
        Add(
            "repeat spend zero, first spend not",
            e => e.Each(200, i => [i, i + 20 + (i % 50), i + 130], 25, 0)
        );
        Add(
            "one repeat buyer averages zero",
            e =>
            {
                e.Buy(999, [0, 80], 0);
                e.Random(300, 1, 10);
            }
        );
        Add(
            "one order of a billion",
            e =>
            {
                e.Random(300, 2, 10);
                e.Buy(999, [10, 60], 1_000_000_000);
            }
        );
        Add(
            "spend over nine orders of magnitude",
            e =>
                e.Each(
                    200,
                    i => [i, i + 40, i + 90],
                    null,
                    null,
                    i => (decimal)Math.Pow(10, i % 9) / 100
                )
        );
        Add(
            "spend rises with frequency",
            e =>
                e.Each(
                    200,
                    i => Every(i % 20, 365, 5 + (i % 60)),
                    null,
                    null,
                    i => 1000m / (5 + (i % 60))
                )
        );
        Add(
            "returns only but for one",
            e =>
            {
                e.Each(100, i => [i], -10);
                e.Buy(999, 50, 10);
            }
        );
        Add("everything returned", e => e.Random(200, 3, 10, returnedEvery: 1));
        Add("returns and all", e => e.Random(150, 6, 10, returnedEvery: 4));
        Add("few customers, rich histories", e => e.Random(12, 4, 10));
        Add("twenty-five customers", e => e.Random(25, 5, 10));
        Add("buyers who never leave", e => e.Each(300, i => Steady(i)));
        Add(
            "buyers who all leave after the second purchase",
            e => e.Each(300, i => [i, i + 10 + (i % 25)])
        );
        Add(
            "three weeks of data",
            e => e.Each(200, i => [i % 20, Math.Min(20, (i % 20) + 1 + (i % 7))])
        );
        Add("seen for two days", e => e.Each(200, i => i % 3 == 0 ? [0, 1] : [i % 2]));
        return sets;
    }

    private static int[] Every(int from, int to, int step) =>
        [.. Enumerable.Range(0, ((to - from) / step) + 1).Select(k => from + (k * step))];

    // exponential gaps at a rate of the customer's own, to the end of the window
    private static int[] Steady(int customer)
    {
        var random = new Random(customer);
        var days = new List<int> { customer % 100 };
        var rate = 10 * Math.Exp(random.NextDouble() * 2);
        while (true)
        {
            var next = days[^1] + 1 + (int)(-rate * Math.Log(1 - random.NextDouble()));
            if (next > 500)
            {
                return [.. days];
            }

            days.Add(next);
        }
    }

    private sealed class Export
    {
        private readonly StringBuilder _text = new("customer_id,order_date,amount\n");

        public string Text => _text.ToString();

        public void Buy(int customer, int day, decimal amount) =>
            _text.Append(
                CultureInfo.InvariantCulture,
                $"C{customer},{Start.AddDays(day):yyyy-MM-dd},{amount:0.00}\n"
            );

        public void Buy(int customer, IEnumerable<int> days, decimal amount)
        {
            foreach (var day in days)
            {
                Buy(customer, day, amount);
            }
        }

        /// <summary>Customers with days of their own; later purchases may have an amount of their own.</summary>
        public void Each(
            int customers,
            Func<int, IEnumerable<int>> days,
            decimal? amount = null,
            decimal? later = null,
            Func<int, decimal>? of = null
        )
        {
            for (var i = 0; i < customers; i++)
            {
                var first = amount ?? of?.Invoke(i) ?? 10 + (i % 17);
                foreach (var (day, k) in days(i).Select((d, k) => (d, k)))
                {
                    Buy(i, day, k > 0 && later is { } other ? other : first);
                }
            }
        }

        /// <summary>Customers who come by chance and leave by chance.</summary>
        public void Random(int customers, int seed, decimal amount, int returnedEvery = 0)
        {
            var random = new Random(seed);
            for (var i = 0; i < customers; i++)
            {
                for (var day = random.Next(200); day < 500; )
                {
                    var price = amount * (1 + random.Next(5));
                    Buy(i, day, price);
                    if (returnedEvery > 0 && i % returnedEvery == 0)
                    {
                        Buy(i, day + 1, -price);
                    }

                    day += 1 + (int)(-30 * Math.Log(1 - random.NextDouble()));
                    day = random.NextDouble() < 0.2 ? 500 : day;
                }
            }
        }
    }
}
