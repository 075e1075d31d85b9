using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Numerics;

namespace Analytics.Core.Tests.Delinquency;

public class RollCounterTests
{
    [Fact]
    public void One_cycle_has_Wilsons_interval()
    {
        var counter = new RollCounter(2);
        for (var i = 0; i < 10; i++)
        {
            counter.Add(0, i < 3 ? 1 : 0, 100);
            counter.EndAccount();
        }

        var cell = counter.Cells().Single(c => c.To == 1);
        Assert.Equal(3, cell.Count);
        Assert.Equal(.3, cell.AmountShare);

        // 3 of 10: .1078, .6032 in every table of Wilson intervals
        Assert.Equal(.1078, cell.Share.Low, 5e-5);
        Assert.Equal(.6032, cell.Share.High, 5e-5);
    }

    [Fact]
    public void Repeating_every_account_leaves_the_interval_nearly_as_it_was()
    {
        var (once, thrice) = (Sample(1), Sample(3));
        var (a, b) = (once.Share(0, 1), thrice.Share(0, 1));
        Assert.Equal(3 * once.Count(0, 1), thrice.Count(0, 1));
        // the same accounts seen three times tell no more; the small-sample factor G / (G - 1) alone remains
        Assert.Equal(a.Low, b.Low, 1e-3);
        Assert.Equal(a.High, b.High, 1e-3);

        static RollCounter Sample(int times)
        {
            var counter = new RollCounter(2);
            for (var i = 0; i < 1000; i++)
            {
                for (var t = 0; t < times; t++)
                {
                    counter.Add(0, i % 5 == 0 ? 1 : 0, 1);
                }

                counter.EndAccount();
            }

            return counter;
        }
    }

    [Fact]
    public void Clustered_intervals_hold_the_truth_where_plain_ones_do_not()
    {
        var (clustered, plain) = (0, 0);
        for (var trial = 0; trial < 400; trial++)
        {
            var chance = new Chance(11, trial);
            var counter = new RollCounter(2);
            for (var account = 0; account < 200; account++)
            {
                // accounts differ: half never roll, half roll four times in ten
                var own = chance.Uniform() < .5 ? 0 : .4;
                for (var t = 0; t < 12; t++)
                {
                    counter.Add(0, chance.Uniform() < own ? 1 : 0, 0);
                }

                counter.EndAccount();
            }

            var share = counter.Share(0, 1);
            clustered += share.Low <= .2 && .2 <= share.High ? 1 : 0;
            var simple = WilsonInterval.Of(share.Share, 2400);
            plain += simple.Low <= .2 && .2 <= simple.High ? 1 : 0;
        }

        // 400 trials at .95: three standard errors are .033
        Assert.InRange(clustered / 400.0, .917, .983);
        Assert.True(plain < .85 * 400);
    }

    [Fact]
    public void Missing_months_make_no_transition_and_are_counted()
    {
        var panel = new PanelCounter(3);
        panel.Add([0, 1, 2, 0], [1, 2, 4, 5], []);
        Assert.Equal(1, panel.Gaps);
        Assert.Equal(1, panel.Rolls.Count(0, 1));
        Assert.Equal(0, panel.Rolls.Count(1, 2));
        Assert.Equal(1, panel.Rolls.Count(2, 0));
    }

    [Fact]
    public void Neither_the_order_nor_the_split_of_accounts_changes_anything()
    {
        var chance = new Chance(1, 9);
        var accounts = Enumerable
            .Range(0, 300)
            .Select(_ => Enumerable.Range(0, 8).Select(_ => (byte)(3 * chance.Uniform())).ToArray())
            .ToList();
        int[] cycles = [1, 2, 3, 4, 5, 6, 7, 8];
        var whole = new PanelCounter(3);
        accounts.ForEach(a => whole.Add(a, cycles, []));
        var (left, right) = (new PanelCounter(3), new PanelCounter(3));
        for (var i = accounts.Count - 1; i >= 0; i--)
        {
            (i % 3 == 0 ? left : right).Add(accounts[i], cycles, []);
        }

        left.Add(right);
        Assert.Equal(whole.Rolls.Cells(), left.Rolls.Cells());
        Assert.Equal(whole.Memory(), left.Memory());
        Assert.Equal(whole.Constancy(), left.Constancy());
    }

    [Fact]
    public void A_chain_without_memory_passes_and_one_with_memory_fails()
    {
        var (forgetful, mindful) = (new PanelCounter(2), new PanelCounter(2));
        for (var account = 0; account < 2000; account++)
        {
            var chance = new Chance(8, account);
            var (a, b) = (new byte[12], new byte[12]);
            for (var t = 1; t < 12; t++)
            {
                a[t] = (byte)(chance.Uniform() < (a[t - 1] == 0 ? .2 : .6) ? 1 : 0);
                var before = t > 1 ? b[t - 2] : 0;
                b[t] = (byte)(chance.Uniform() < (before == 0 ? .2 : .6) ? 1 : 0);
            }

            var cycles = Enumerable.Range(0, 12).ToArray();
            forgetful.Add(a, cycles, []);
            mindful.Add(b, cycles, []);
        }

        Assert.True(forgetful.Memory().PValue > .001);
        Assert.True(mindful.Memory().PValue < 1e-6);
        Assert.True(mindful.Memory().Largest > .1);
    }

    [Fact]
    public void States_that_are_jumped_over_cannot_be_estimated()
    {
        var counter = new RollCounter(3);
        for (var i = 0; i < 50; i++)
        {
            counter.Add(0, 2, 0);
            counter.EndAccount();
        }

        var skip = Assert.Single(SkipReport.Of(counter, [0, 1, 2]));
        Assert.Equal((1, 0L, 50L), (skip.State, skip.Origins, skip.Skips));
        Assert.True(skip.CannotEstimate);
    }

    [Fact]
    public void Statuses_are_put_in_the_order_given_then_ours_then_by_number_then_by_text()
    {
        Assert.Equal(["P", "0", "2", "B"], StateScale.Order(["B", "2", "0", "P"], null).Names);
        Assert.Equal(["-2", "0", "10", "X"], StateScale.Order(["10", "X", "0", "-2"], null).Names);
        Assert.Equal(["z", "a", "0", "1"], StateScale.Order(["1", "0", "z"], ["z", "a"]).Names);
    }
}
