using Analytics.Core.Lifetime;
using Analytics.Core.Summaries;
using CsCheck;

namespace Analytics.Core.Tests.Lifetime;

/// <summary>Consistency of the likelihoods: what must hold for every model whatever the data.</summary>
public class LikelihoodLawsTests
{
    private static readonly Gen<double[]> Parameters = Gen.Double[-1.5, 1.5]
        .Array[4]
        .Select(logs => Array.ConvertAll(logs, Math.Exp));

    [Theory]
    [MemberData(nameof(AllModels.All), MemberType = typeof(AllModels))]
    public void Analytic_gradient_is_the_slope_of_the_likelihood(string name) =>
        Parameters.Sample(
            p =>
            {
                var model = AllModels.Model(name);
                var cells = AllModels.Cells(name, 60);
                p = p[..model.Parameters.Count];
                var gradient = new double[p.Length];
                model.LogLikelihood(p, cells, gradient, 1);
                for (var i = 0; i < p.Length; i++)
                {
                    var (up, down) = (p.ToArray(), p.ToArray());
                    up[i] *= 1 + 1e-5;
                    down[i] *= 1 - 1e-5;
                    var slope =
                        (Value(model, up, cells) - Value(model, down, cells)) / (up[i] - down[i]);
                    // central differences: 1e-10 from the third derivative, 1e-9 from rounding of a sum of a few hundred
                    Assert.Equal(slope, gradient[i], 1e-5 * (1 + Math.Abs(slope)));
                }
            },
            iter: 30
        );

    [Theory]
    [MemberData(nameof(AllModels.All), MemberType = typeof(AllModels))]
    public void Likelihood_of_cells_is_the_weighted_sum_of_single_histories(string name)
    {
        var model = AllModels.Model(name);
        var cells = AllModels.Cells(name);
        var lifetime = AllModels.Lifetime(name);
        var sum = (model.Regularity - 1) * cells.SumLogGaps!.Value;
        for (var i = 0; i < cells.Count; i++)
        {
            sum += cells.Weight[i] * lifetime.LogLikelihood(AllModels.At(cells, i));
        }

        // the table of days costs Pareto/NBD at most 1e-10 per customer; the others only rounding
        Assert.Equal(sum, Value(model, AllModels.Parameters(name), cells), 1e-10 * Math.Abs(sum));
    }

    [Theory]
    [MemberData(nameof(AllModels.Continuous), MemberType = typeof(AllModels))]
    public void Times_on_a_grid_and_times_on_none_have_the_same_likelihood(string name)
    {
        var grid = AllModels.Cells(name);
        var free = CellGrouping.FromTimes(
            grid.Frequency,
            grid.Recency,
            grid.Age,
            grid.Weight,
            grid.SumLogGaps
        );
        Assert.False(free.HasGrid);
        var (model, p) = (AllModels.Model(name), AllModels.Parameters(name));
        var (onGrid, offGrid) = (new double[p.Length], new double[p.Length]);
        var value = model.LogLikelihood(p, grid, onGrid, 1);
        // the table of days: see above
        Assert.Equal(value, model.LogLikelihood(p, free, offGrid, 1), 1e-10 * Math.Abs(value));
        for (var i = 0; i < p.Length; i++)
        {
            Assert.Equal(onGrid[i], offGrid[i], 1e-8 * (1 + Math.Abs(onGrid[i])));
        }
    }

    [Fact]
    public void Pareto_tables_hold_for_any_parameters_and_for_more_purchases_than_steps() =>
        Gen.Double[-6, 6]
            .Array[4]
            .Sample(
                logs =>
                {
                    var p = Array.ConvertAll(logs, Math.Exp);
                    // whole months with up to eighty purchases in them
                    var grid = CellGrouping.FromSteps(
                        [0, 3, 80, 80, 12, 1],
                        [0, 1, 2, 9, 9, 4],
                        [7, 1, 5, 9, 30, 30],
                        1,
                        [],
                        null
                    );
                    var free = new SummaryCells
                    {
                        Frequency = grid.Frequency,
                        Recency = grid.Recency,
                        Age = grid.Age,
                        Weight = grid.Weight,
                        CellOf = grid.CellOf,
                    };
                    var model = AllModels.Model("pareto-nbd");
                    var (onGrid, offGrid) = (new double[4], new double[4]);
                    var value = model.LogLikelihood(p, grid, onGrid, 1);
                    Assert.Equal(
                        model.LogLikelihood(p, free, offGrid, 1),
                        value,
                        1e-9 * (1 + Math.Abs(value))
                    );
                    for (var i = 0; i < 4; i++)
                    {
                        Assert.Equal(
                            p[i] * offGrid[i],
                            p[i] * onGrid[i],
                            1e-7 * (1 + Math.Abs(value))
                        );
                    }
                },
                iter: 300
            );

    [Theory]
    [MemberData(nameof(AllModels.Continuous), MemberType = typeof(AllModels))]
    public void Times_multiplied_by_k_multiply_alpha_and_beta_and_shift_the_likelihood(string name)
    {
        const double k = 7;
        var (model, cells, p) = (
            AllModels.Model(name),
            AllModels.Cells(name),
            AllModels.Parameters(name)
        );
        var repeats = cells.TotalFrequency;
        var longer = CellGrouping.FromSteps(
            cells.Frequency,
            cells.GridRecency,
            cells.GridAge,
            cells.GridStep * k,
            cells.Weight,
            cells.SumLogGaps + (repeats * Math.Log(k))
        );
        var scaled = p.Select((v, i) => model.Parameters[i].IsTime ? v * k : v).ToArray();
        // LL changes by -sum(x) ln k; only rounding is left
        var expected = Value(model, p, cells) - (repeats * Math.Log(k));
        Assert.Equal(expected, Value(model, scaled, longer), 1e-11 * Math.Abs(expected));
    }

    [Theory]
    [MemberData(nameof(AllModels.All), MemberType = typeof(AllModels))]
    public void Row_order_and_number_of_threads_change_no_bit(string name)
    {
        var (model, p, cells) = (
            AllModels.Model(name),
            AllModels.Parameters(name),
            AllModels.Cells(name, 9000)
        );
        int[] order = [.. Enumerable.Range(0, cells.Count)];
        new Random(4).Shuffle(order);
        T[] Shuffled<T>(T[] column) => Array.ConvertAll(order, i => column[i]);
        var other = CellGrouping.FromSteps(
            Shuffled(cells.Frequency),
            Shuffled(cells.GridRecency),
            Shuffled(cells.GridAge),
            cells.GridStep,
            Shuffled(cells.Weight),
            cells.SumLogGaps
        );
        var (one, two) = (new double[p.Length], new double[p.Length]);
        Assert.Equal(model.LogLikelihood(p, cells, one, 1), model.LogLikelihood(p, other, two, 3));
        Assert.Equal(one, two);
    }

    [Theory]
    [MemberData(nameof(AllModels.All), MemberType = typeof(AllModels))]
    public void Weight_w_counts_like_w_copies(string name)
    {
        var (model, p, cells) = (
            AllModels.Model(name),
            AllModels.Parameters(name),
            AllModels.Cells(name, 50)
        );
        var tripled = CellGrouping.FromSteps(
            cells.Frequency,
            cells.GridRecency,
            cells.GridAge,
            cells.GridStep,
            Array.ConvertAll(cells.Weight, w => 3 * w),
            3 * cells.SumLogGaps
        );
        Assert.Equal(3 * Value(model, p, cells), Value(model, p, tripled), 1e-9);
    }

    [Fact]
    public void Bg_nbd_without_dropout_is_the_nbd()
    {
        var cells = AllModels.Cells("bg-nbd");
        var nbd = Value(AllModels.Model("nbd"), [0.5, 5.2], cells);
        foreach (var name in new[] { "bg-nbd", "mbg-nbd" })
        {
            // a dropout chance of 1e-27 per purchase, against which even the longest silence here has odds below 1e-9
            Assert.Equal(nbd, Value(AllModels.Model(name), [0.5, 5.2, 1e-24, 1e3], cells), 1e-6);
        }

        // nobody dies within the window when the mean life is 1e26 weeks
        Assert.Equal(nbd, Value(AllModels.Model("pareto-nbd"), [0.5, 5.2, 1, 1e26], cells), 1e-6);
    }

    private static double Value(ILifetimeModel model, double[] p, SummaryCells cells) =>
        model.LogLikelihood(p, cells, new double[p.Length], 1);
}
