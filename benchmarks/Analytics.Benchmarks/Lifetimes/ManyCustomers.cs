using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using Analytics.Core.Time;

namespace Analytics.Benchmarks.Lifetimes;

/// <summary>BG/NBD customers of two years, whole days, as an import would give them.</summary>
internal sealed class ManyCustomers
{
    /// <summary>Parameters in weeks.</summary>
    public static readonly double[] Truth = [.8, 6, .8, 4];

    private const int Window = 730;

    public ManyCustomers(int count)
    {
        (Frequency, Recency, Age, MeanSpend) = (
            new int[count],
            new int[count],
            new int[count],
            new double[count]
        );
        for (var i = 0; i < count; i++)
        {
            var chance = new Chance(1, i);
            Age[i] = Window - (int)(chance.Uniform() * Window);
            var rate = chance.Gamma(Truth[0]) / (Truth[1] * 7);
            var leaves = chance.Beta(Truth[2], Truth[3]);
            var last = 0;
            for (
                var at = chance.Exponential() / rate;
                at <= Age[i];
                at += chance.Exponential() / rate
            )
            {
                // one purchase a day at most, and a first one before it
                if ((int)at > last)
                {
                    last = (int)at;
                    Frequency[i]++;
                }

                if (chance.Uniform() < leaves)
                {
                    break;
                }
            }

            Recency[i] = last;
            MeanSpend[i] =
                Frequency[i] == 0
                    ? 0
                    : chance.Gamma(6 * Frequency[i]) * 5 / Frequency[i] / chance.Gamma(4);
        }
    }

    public int[] Frequency { get; }

    public int[] Recency { get; }

    public int[] Age { get; }

    public double[] MeanSpend { get; }

    public SummaryCells Cells() =>
        CellGrouping.FromSteps(Frequency, Recency, Age, TimeUnit.Week.FromDays(1), [], null);
}
