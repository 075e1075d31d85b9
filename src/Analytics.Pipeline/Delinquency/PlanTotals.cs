using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Pipeline.Delinquency;

/// <summary>What a plan comes to, added up while its accounts pass by in their order: the same bits however they are cut into blocks.</summary>
public sealed class PlanTotals
{
    private readonly int _letter;
    private readonly double[] _sums;

    internal PlanTotals(IReadOnlyList<TreatmentAction> actions, int points)
    {
        (Accounts, Gains) = (new long[actions.Count], new double[actions.Count]);
        _sums = new double[points * (actions.Count + 1)];
        _letter = actions.ToList().FindIndex(a => a.Name == "letter");
    }

    /// <summary>Accounts by chosen action.</summary>
    public long[] Accounts { get; }

    /// <summary>What they add over doing nothing, by chosen action.</summary>
    public double[] Gains { get; }

    /// <summary>The same of all accounts.</summary>
    public double Gain { get; private set; }

    /// <summary>Accounts.</summary>
    public long Count { get; private set; }

    /// <summary>Accounts that are held out at random.</summary>
    public long HeldOut { get; private set; }

    /// <summary>Accounts that may not be contacted.</summary>
    public long Blocked { get; private set; }

    /// <summary>Accounts that are best left alone.</summary>
    public long Alone { get; private set; }

    /// <summary>What writing to each of those would lose.</summary>
    public double Waste { get; private set; }

    /// <summary>Accounts whose best action is the same at every point of the grid.</summary>
    public long Robust { get; private set; }

    internal void Add(PlanBlock block)
    {
        for (var i = 0; i < block.Count; i++)
        {
            var gain = block.Gain(i);
            Accounts[block.Chosen[i]]++;
            Gains[block.Chosen[i]] += gain;
            Gain += gain;
            HeldOut += block.IsHeldOut[i] ? 1 : 0;
            Blocked += block.Blocked[i] is null ? 0 : 1;
            Robust += block.IsRobust[i] ? 1 : 0;
            if (block.Best[i] == 0)
            {
                var values = block.ValuesOf(i);
                Alone++;
                Waste += _letter > 0 ? values[0] - values[_letter] : 0;
            }
        }

        Count += block.Count;
        for (var at = 0; at < block.Sums.Length; at += _sums.Length)
        {
            for (var i = 0; i < _sums.Length; i++)
            {
                _sums[i] += block.Sums[at + i];
            }
        }
    }

    // per point: the gain, and how many accounts have each action
    internal IEnumerable<SensitivityPoint> Grid(IReadOnlyList<(double Theta, double Kappa)> points)
    {
        var width = _sums.Length / points.Count;
        return points.Select(
            (point, p) =>
                new SensitivityPoint(
                    point.Theta,
                    point.Kappa,
                    [.. _sums[((p * width) + 1)..((p + 1) * width)].Select(n => (int)n)],
                    _sums[p * width]
                )
        );
    }
}

/// <summary>A plan at one point of the sensitivity grid.</summary>
/// <param name="Theta">Factor on theta - 1.</param>
/// <param name="Kappa">Factor on kappa.</param>
/// <param name="Accounts">Accounts per action.</param>
/// <param name="Gain">Value over doing nothing, without limits.</param>
public sealed record SensitivityPoint(double Theta, double Kappa, int[] Accounts, double Gain);
