using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Models.Features;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>
/// Makes covariates of columns. Numbers stay numbers, counted from their mean (0 / 1 as they are), beyond twenty different ones in twenty bands of
/// equal size, each at its mean. Text becomes one 0 / 1 covariate per value but the most frequent one; rare values count as one. Missing is a
/// covariate of its own.
/// </summary>
/// <param name="decimalMark">What <c>--decimal</c> says; null = a point.</param>
/// <param name="say">Takes remarks.</param>
internal sealed class CovariateEncoder(string? decimalMark, Action<string> say)
{
    private const int MostLevels = 20;

    // below it a value's coefficient is hardly more than chance
    private const int FewestCustomers = 20;
    private const string Missing = "missing";
    private const string Other = "other";

    private readonly List<string> _names = [];
    private readonly List<double[]> _values = [];
    private readonly NumberFormatInfo _format = new()
    {
        NumberDecimalSeparator = decimalMark ?? ".",
        NumberGroupSeparator = decimalMark == "," ? "." : ",",
    };

    /// <summary>The covariates so far.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>One row of covariates per customer.</summary>
    public double[][] Rows(int customers)
    {
        var rows = new double[customers][];
        for (var i = 0; i < customers; i++)
        {
            rows[i] = [.. _values.Select(v => v[i])];
        }

        return rows;
    }

    /// <summary>Adds a column.</summary>
    /// <exception cref="DataFault">Text that tells customers apart, not kinds of customers.</exception>
    public void Add(TextColumn column)
    {
        var numbers = new double[column.Rows];
        var (missing, isNumber) = (0, true);
        for (var i = 0; i < numbers.Length; i++)
        {
            var isEmpty = column[i].IsEmpty;
            missing += isEmpty ? 1 : 0;
            numbers[i] = isEmpty ? double.NaN : Number(column[i]);
            isNumber &= isEmpty || double.IsFinite(numbers[i]);
        }

        if (missing > 0)
        {
            say(
                $"Covariate {column.Name}: missing for {Cells.Of(missing)} of {Cells.Of(numbers.Length)} customers, who count as a kind of their own"
            );
        }

        if (isNumber && missing < numbers.Length)
        {
            AddNumbers(column.Name, numbers);
        }
        else
        {
            AddLevels(column);
        }
    }

    private void AddNumbers(string name, double[] numbers)
    {
        var known = numbers.Where(v => !double.IsNaN(v)).Order().ToArray();
        var different = known.Distinct().ToArray();
        if (different.Length > MostLevels)
        {
            say(
                $"Covariate {name}: {Cells.Of(different.Length)} different numbers, taken in {MostLevels} bands of equal size, each at its mean"
            );
            Band(numbers, known);
        }

        var isFlag = different.All(v => v is 0 or 1);
        var mean = isFlag ? 0 : known.Average();
        Keep(name, Array.ConvertAll(numbers, v => double.IsNaN(v) ? 0 : v - mean));
        Keep($"{name}:{Missing}", Array.ConvertAll(numbers, v => double.IsNaN(v) ? 1.0 : 0));
    }

    /// <summary>Puts each number at the mean of its band; equal numbers stay together.</summary>
    private static void Band(double[] numbers, double[] ascending)
    {
        var (upper, mean) = (new List<double>(), new List<double>());
        for (var from = 0; from < ascending.Length; )
        {
            var to = Math.Max(
                from + 1,
                (int)((long)ascending.Length * (upper.Count + 1) / MostLevels)
            );
            while (to < ascending.Length && ascending[to] == ascending[to - 1])
            {
                to++;
            }

            to = Math.Min(to, ascending.Length);
            upper.Add(ascending[to - 1]);
            mean.Add(ascending.AsSpan(from, to - from).ToArray().Average());
            from = to;
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.IsNaN(numbers[i]))
            {
                numbers[i] = mean[upper.FindIndex(u => numbers[i] <= u)];
            }
        }
    }

    private void AddLevels(TextColumn column)
    {
        var texts = Enumerable
            .Range(0, column.Rows)
            .Select(i => column[i].IsEmpty ? Missing : column.Text(i))
            .ToArray();
        var levels = texts
            .CountBy(t => t)
            .OrderByDescending(l => l.Value)
            .ThenBy(l => l.Key, StringComparer.Ordinal)
            .ToList();
        if (levels.Count > MostLevels && levels.Count > texts.Length / 2)
        {
            throw new DataFault(
                $"--covariates {column.Name}: {Cells.Of(levels.Count)} different texts for {Cells.Of(texts.Length)} customers name customers, not kinds of customers; leave it out"
            );
        }

        var kept = levels
            .Take(MostLevels)
            .TakeWhile(l => l.Value >= FewestCustomers)
            .Select(l => l.Key)
            .ToList();
        var rare = levels.Count - kept.Count;
        if (rare > 0 && kept.Count > 0)
        {
            say(
                $"Covariate {column.Name}: {Cells.Of(rare)} rare values count as '{Other}'; the base is '{kept[0]}'"
            );
        }

        foreach (var level in kept.Skip(1))
        {
            Keep($"{column.Name}:{level}", Array.ConvertAll(texts, t => t == level ? 1.0 : 0));
        }

        if (kept.Count > 0)
        {
            Keep(
                $"{column.Name}:{Other}",
                Array.ConvertAll(texts, t => kept.Contains(t) ? 0.0 : 1)
            );
        }
    }

    /// <summary>Keeps what differs between customers and is not there already under another name, as where whole rows are missing.</summary>
    private void Keep(string name, double[] values)
    {
        if (
            values.Length > 0
            && values.Any(v => v != values[0])
            && !_values.Exists(v => v.AsSpan().SequenceEqual(values))
        )
        {
            // parameters are told as name=value;name=value
            _names.Add(name.Replace('=', '_').Replace(';', '_'));
            _values.Add(values);
        }
    }

    private double Number(ReadOnlySpan<byte> cell) =>
        double.TryParse(
            cell,
            NumberStyles.Float & ~NumberStyles.AllowTrailingSign,
            _format,
            out var value
        )
            ? value
            : double.NaN;
}
