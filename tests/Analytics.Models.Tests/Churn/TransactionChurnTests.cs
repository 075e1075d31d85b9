using Analytics.Core.Faults;
using Analytics.Models.Churn;
using Analytics.Models.Features;
using Analytics.Models.Tests.Data;

namespace Analytics.Models.Tests.Churn;

public class TransactionChurnTests
{
    private static readonly Lazy<ChurnResult> Trained = new(() =>
        TransactionChurn.Train(
            Purchases.Of(1500, 500, 1),
            Purchases.FirstDay + 500,
            [],
            new ChurnOptions { HorizonDays = 60, Replicates = 50 },
            _ => { }
        )
    );

    [Fact]
    public void Label_windows_end_before_the_next_cut_off_begins()
    {
        var windows = Trained.Value.Evidence.Windows;
        Assert.Equal("test", windows[^1].Use);
        Assert.Equal("choose", windows[^2].Use);
        Assert.All(windows.SkipLast(2), w => Assert.Equal("train", w.Use));
        for (var i = 1; i < windows.Count; i++)
        {
            Assert.True(string.CompareOrdinal(windows[i - 1].LabelledTo, windows[i].CutOff) <= 0);
        }

        // the model file knows nothing of the test window
        Assert.Equal(windows[^1].CutOff, Trained.Value.Model.Training.LabelledTo);
    }

    [Fact]
    public void What_is_shipped_had_the_lowest_log_loss_on_the_choosing_window()
    {
        var evidence = Trained.Value.Evidence;
        Assert.Equal(evidence.Candidates.MinBy(c => c.LogLoss).Name, evidence.Chosen);
        Assert.Contains(evidence.Candidates, c => c.Name == "rate");
        Assert.All(evidence.Baselines, b => Assert.NotNull(b.Evaluation));
        Assert.NotNull(evidence.RandomSplit);
        Assert.True(evidence.Model.LogLoss.Value < evidence.Baselines[0].Evaluation!.LogLoss.Value);
    }

    [Fact]
    public void The_chosen_cut_earns_at_least_as_much_as_the_best_fixed_share()
    {
        var profit = Trained.Value.Evidence.Profit!;
        Assert.True(profit.Profit >= profit.FixedProfit);
        Assert.Equal(10, profit.Shares.Length);
        Assert.InRange(profit.Profit, profit.Low, profit.High);
    }

    [Fact]
    public void A_model_read_from_its_file_scores_the_same_bits_one_row_or_many()
    {
        var model = Trained.Value.Model;
        using var file = new MemoryStream();
        model.Write(file);
        var read = ChurnModel.Read(file.ToArray(), "m.json");
        using var again = new MemoryStream();
        read.Write(again);
        Assert.Equal(file.ToArray(), again.ToArray());

        var past = new PastView(Purchases.Of(3000, 500, 2), Purchases.FirstDay + 450, true, 2);
        var rows = ChurnFeatures.Build(past, 60, 200, 1, 2);
        var raw = model
            .Schema.Columns.Select(c => (RawColumn)rows.Columns.Single(r => r.Name == c.Name))
            .ToList();
        var many = new ChurnScorer(model).Score(raw);
        Assert.Equal(many, new ChurnScorer(read).Score(raw));
        Assert.True(many.Length > ChurnScorer.Block);
        var (scorer, one) = (new ChurnScorer(read), new double[1]);
        for (var row = 0; row < many.Length; row += 7)
        {
            scorer.Score(raw, row, one);
            Assert.Equal(many[row], one[0]);
        }
    }

    [Fact]
    public void Reasons_are_on_the_side_that_speaks_for_leaving()
    {
        var model = Trained.Value.Model;
        var past = new PastView(Purchases.Of(800, 500, 5), Purchases.FirstDay + 450, true, 1);
        var rows = ChurnFeatures.Build(past, 60, 200, 1, 1);
        var raw = model
            .Schema.Columns.Select(c => (RawColumn)rows.Columns.Single(r => r.Name == c.Name))
            .ToList();
        var scorer = new ChurnScorer(model);
        var count = Math.Min(ChurnScorer.Block, raw[0].Rows);
        var probability = new double[count];
        scorer.Score(raw, 0, probability);
        var words = new string[3];
        var given = 0;
        for (var i = 0; i < count; i++)
        {
            scorer.Explain(raw, 0, i, words);
            foreach (var feature in model.Schema.Columns.OfType<NumberFeature>())
            {
                var place = model.Schema.Columns.ToList().IndexOf(feature);
                if (words.Contains(feature.Describe(raw[place], i)))
                {
                    given++;
                    Assert.True(feature.CanExplain(raw[place], i));
                }
            }
        }

        Assert.True(given > count / 2);
    }

    [Theory]
    [InlineData(200, 60, "needs 240")]
    [InlineData(500, 130, "--horizon 12")]
    public void Too_short_a_span_is_told_with_the_longest_horizon(
        int span,
        int horizon,
        string words
    )
    {
        var fault = Assert.Throws<DataFault>(() =>
            TransactionChurn.Train(
                Purchases.Of(300, span, 1),
                Purchases.FirstDay + span,
                [],
                new ChurnOptions { HorizonDays = horizon },
                _ => { }
            )
        );
        Assert.Contains(words, fault.Message);
    }

    [Fact]
    public void Too_few_customers_are_told_with_the_window()
    {
        var fault = Assert.Throws<DataFault>(() =>
            TransactionChurn.Train(
                Purchases.Of(60, 500, 1),
                Purchases.FirstDay + 500,
                [],
                new ChurnOptions { HorizonDays = 60 },
                _ => { }
            )
        );
        Assert.Contains("at least 50 of either kind", fault.Message);
    }
}
