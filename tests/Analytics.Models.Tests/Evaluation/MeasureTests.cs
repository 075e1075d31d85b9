using Analytics.Core.Numerics;
using Analytics.Models.Evaluation;

namespace Analytics.Models.Tests.Evaluation;

public class MeasureTests
{
    private static readonly double[] Foretold =
    [
        0.9,
        0.8,
        0.7,
        0.6,
        0.55,
        0.54,
        0.53,
        0.4,
        0.3,
        0.2,
    ];
    private static readonly bool[] Came =
    [
        true,
        true,
        false,
        true,
        true,
        true,
        false,
        false,
        true,
        false,
    ];

    [Fact]
    public void Area_under_the_curve_counts_every_pair_once_and_ties_half()
    {
        var chance = new Chance(3, 1);
        var score = new double[200];
        var positive = new bool[200];
        for (var i = 0; i < score.Length; i++)
        {
            // coarse scores, so that there are many ties
            score[i] = Math.Floor(chance.Uniform() * 12) / 12;
            positive[i] = chance.Uniform() < 0.2 + (0.5 * score[i]);
        }

        var (pairs, wins) = (0, 0.0);
        for (var i = 0; i < score.Length; i++)
        {
            for (var j = 0; j < score.Length; j++)
            {
                if (positive[i] && !positive[j])
                {
                    pairs++;
                    wins +=
                        score[i] > score[j] ? 1
                        : score[i] == score[j] ? 0.5
                        : 0;
                }
            }
        }

        Assert.Equal(wins / pairs, RankKernel.Auc(score, positive), 12);
        Assert.Equal(
            wins / pairs,
            RankKernel.Measure(new ScoredSample(score, positive), []).Auc,
            12
        );
    }

    [Fact]
    public void Measures_of_ten_rows_are_those_worked_out_by_hand()
    {
        var sample = new ScoredSample(Foretold, Came);
        var ranks = RankKernel.Measure(sample, []);
        // 6 events, 4 others: pairs won 4 + 4 + 3 + 3 + 3 + 1 = 18 of 24
        Assert.Equal(18 / 24.0, ranks.Auc, 12);
        // precision at each event: 1/1, 2/2, 3/4, 4/5, 5/6, 6/9
        Assert.Equal((1 + 1 + (3 / 4.0) + (4 / 5.0) + (5 / 6.0) + (6 / 9.0)) / 6, ranks.PrAuc, 12);
        // the largest gap is behind the sixth row: 5/6 of the events, 1/4 of the others
        Assert.Equal((5 / 6.0) - (1 / 4.0), ranks.Ks, 12);
        Assert.Equal(0.5, ranks.Gini, 12);
        var brier = Foretold.Zip(Came, (p, y) => Math.Pow(p - (y ? 1 : 0), 2)).Average();
        Assert.Equal(brier, LossKernel.Brier(sample, []), 12);
        var loss = Foretold.Zip(Came, (p, y) => -Math.Log(y ? p : 1 - p)).Average();
        Assert.Equal(loss, LossKernel.LogLoss(sample, []), 12);
    }

    [Fact]
    public void No_measure_depends_on_the_order_of_rows()
    {
        var order = new[] { 3, 9, 1, 0, 7, 4, 8, 2, 6, 5 };
        var one = BinaryEvaluation.Of(Foretold, Came, 1, 50);
        var other = BinaryEvaluation.Of(
            order.Select(i => Foretold[i]).ToArray(),
            order.Select(i => Came[i]).ToArray(),
            1,
            50,
            threads: 3
        );
        Assert.Equal(one.Auc, other.Auc);
        Assert.Equal(one.PrAuc, other.PrAuc);
        Assert.Equal(one.Lift, other.Lift);
        Assert.Equal(one.Slope, other.Slope);
        Assert.Equal(one.LogLoss, other.LogLoss);
    }

    [Fact]
    public void A_weight_of_two_is_the_row_twice()
    {
        var weight = new[] { 2, 1, 0, 3, 1, 1, 2, 1, 0, 1 };
        var sample = new ScoredSample(Foretold, Came);
        var (p, y) = (new List<double>(), new List<bool>());
        for (var i = 0; i < weight.Length; i++)
        {
            p.AddRange(Enumerable.Repeat(sample.Probability[i], weight[i]));
            y.AddRange(Enumerable.Repeat(sample.Positive[i], weight[i]));
        }

        var copied = new ScoredSample(p.ToArray(), y.ToArray());
        var weighted = RankKernel.Measure(sample, weight);
        var plain = RankKernel.Measure(copied, []);
        Assert.Equal(plain.Auc, weighted.Auc, 12);
        Assert.Equal(plain.PrAuc, weighted.PrAuc, 12);
        Assert.Equal(LossKernel.LogLoss(copied, []), LossKernel.LogLoss(sample, weight), 12);
        Assert.Equal(
            CalibrationLine.Of(copied, []).Slope,
            CalibrationLine.Of(sample, weight).Slope,
            9
        );
        var (one, other) = (new double[5], new double[5]);
        LiftKernel.Parts(copied, [], one);
        LiftKernel.Parts(sample, weight, other);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(one[i], other[i], 12));
    }

    [Fact]
    public void Lift_of_tenths_averages_to_one_and_ties_are_shared_evenly()
    {
        var lift = new double[10];
        LiftKernel.Parts(new ScoredSample(Foretold, Came), [], lift);
        Assert.Equal(1, lift.Average(), 12);
        Assert.Equal(1 / 0.6, lift[0], 12);
        Assert.Equal(0, lift[2], 12);

        LiftKernel.Parts(new ScoredSample(new double[37], Some(37, 11)), [], lift);
        Assert.All(lift, part => Assert.Equal(1, part, 12));
    }

    [Fact]
    public void The_calibration_line_finds_how_odds_were_bent()
    {
        var chance = new Chance(11, 1);
        var (p, y) = (new double[40_000], new bool[40_000]);
        for (var i = 0; i < p.Length; i++)
        {
            var truth = 1.5 * chance.Normal();
            y[i] = chance.Uniform() < CalibrationLine.Logistic(truth);
            // foretold log odds are twice too far from 0, shifted by 1
            p[i] = CalibrationLine.Logistic((2 * truth) + 1);
        }

        var line = CalibrationLine.Of(new ScoredSample(p, y), []);
        // standard errors at 40,000 rows are about 0.006 and 0.014
        Assert.InRange(line.Slope, 0.48, 0.52);
        Assert.InRange(line.Intercept, -0.55, -0.45);
    }

    [Fact]
    public void One_class_only_gives_no_number_instead_of_a_good_one()
    {
        var evaluation = BinaryEvaluation.Of([0.2, 0.3, 0.4], [false, false, false], 1, 20);
        Assert.True(double.IsNaN(evaluation.Auc.Value));
        Assert.True(double.IsNaN(evaluation.Slope.Value));
        Assert.Equal(0, evaluation.Positives);
    }

    [Fact]
    public void Calibration_bins_hold_every_row_once_and_keep_equal_probabilities_together()
    {
        var bins = CalibrationBin.Of(
            new ScoredSample(
                [.. Foretold, 0.2, 0.2, 0.2, 0.2],
                [.. Came, true, false, false, false]
            )
        );
        Assert.Equal(14, bins.Sum(b => b.Rows));
        Assert.Equal(7, bins.Sum(b => b.Rows * b.Came), 9);
        Assert.Equal(5, bins[0].Rows);
        Assert.All(bins, b => Assert.InRange(b.Came, b.Low, b.High));
    }

    [Fact]
    public void Bootstrap_intervals_cover_the_true_area_about_nineteen_times_in_twenty()
    {
        // normal scores one standard deviation apart: AUC = Phi(1 / sqrt 2) = 0.76025
        const double True = 0.7602499389;
        var covered = 0;
        for (var trial = 0; trial < 100; trial++)
        {
            var chance = new Chance(trial, 5);
            var (p, y) = (new double[300], new bool[300]);
            for (var i = 0; i < p.Length; i++)
            {
                y[i] = i < 120;
                p[i] = CalibrationLine.Logistic(chance.Normal() + (y[i] ? 1 : 0));
            }

            var auc = BinaryEvaluation.Of(p, y, trial, 100).Auc;
            covered += auc.Low <= True && True <= auc.High ? 1 : 0;
        }

        // 100 trials of 95 %: fewer than 88 happens once in 500, and resampling 300 rows covers a little less
        Assert.InRange(covered, 87, 100);
    }

    [Fact]
    public void Stability_is_zero_for_equal_shares_and_large_for_moved_ones()
    {
        Assert.Equal(0, Psi.Of([100, 200, 300], [1000, 2000, 3000]), 2);
        Assert.Equal(
            ((0.5 - 0.25) * Math.Log(2)) + ((0.5 - 0.75) * Math.Log(0.5 / 0.75)),
            Psi.Of([2_500_000, 7_500_000], [5_000_000, 5_000_000]),
            5
        );
        Assert.True(double.IsFinite(Psi.Of([100, 0], [0, 100])));
        Assert.True(Psi.Of([100, 0], [0, 100]) > Psi.Large);
    }

    [Fact]
    public void Wilson_limits_are_the_published_ones()
    {
        // Newcombe 1998, table I, method 3 (score): 81 / 263, 15 / 148, 0 / 20, 1 / 29
        Check(81, 263, 0.2553, 0.3662);
        Check(15, 148, 0.0624, 0.1605);
        Check(0, 20, 0, 0.1611);
        Check(1, 29, 0.0061, 0.1718);

        static void Check(int successes, int trials, double low, double high)
        {
            var found = Wilson.Interval(successes, trials);
            Assert.Equal(low, found.Low, 4);
            Assert.Equal(high, found.High, 4);
        }
    }

    private static bool[] Some(int rows, int events)
    {
        var positive = new bool[rows];
        positive.AsSpan(0, events).Fill(true);
        return positive;
    }
}
