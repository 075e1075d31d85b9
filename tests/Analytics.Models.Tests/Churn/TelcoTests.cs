using Analytics.Models.Churn;
using Analytics.Models.Features;
using Analytics.Models.Tests.Data;

namespace Analytics.Models.Tests.Churn;

public class TelcoTests
{
    private const int Splits = 5;

    [Fact]
    public void Means_over_seeded_splits_reach_the_published_level()
    {
        if (SharedFiles.Find("data/telco-churn/telco_churn.csv") is not { } path)
        {
            return;
        }

        var columns = TextTable.Read(path);
        var label = LabelColumn.Read(columns.Find(c => c.Name == "Churn")!, null);
        Assert.Equal(1869, label.Positive.Count(p => p));
        var used = columns.Where(c => c.Name is not "Churn").Select(c => (RawColumn)c).ToList();
        var results = new List<ChurnEvidence>();
        for (var seed = 1; seed <= Splits; seed++)
        {
            results.Add(
                ContractualChurn
                    .Train(
                        used,
                        label,
                        null,
                        new ChurnSetting("Churn", "Yes", "customerID", 0, 0),
                        new ChurnOptions { Seed = seed, Replicates = 0 },
                        Console.WriteLine
                    )
                    .Evidence
            );
        }

        Report("AUC", e => e.Model.Auc.Value);
        Report("Brier", e => e.Model.Brier.Value);
        Report("lift", e => e.Model.Lift[0].Value);
        Report("slope", e => e.Model.Slope.Value);
        Report("logistic AUC", e => e.Baselines[3].Evaluation!.Auc.Value);
        Report("logistic Brier", e => e.Baselines[3].Evaluation!.Brier.Value);
        Console.WriteLine(
            "chosen: "
                + string.Join(
                    ", ",
                    results
                        .CountBy(e => e.Chosen)
                        .Select(x =>
                            $"{x.Key} {x.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}"
                        )
                )
        );
        Assert.True(results.Average(e => e.Model.Auc.Value) >= 0.843);
        Assert.True(results.Average(e => e.Model.Brier.Value) <= 0.138);
        Assert.True(results.Average(e => e.Model.Lift[0].Value) >= 2.75);
        Assert.InRange(results.Average(e => e.Model.Slope.Value), 0.9, 1.1);

        void Report(string name, Func<ChurnEvidence, double> of)
        {
            var values = results.ConvertAll(e => of(e));
            var mean = values.Average();
            var spread = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (Splits - 1));
            Console.WriteLine(
                FormattableString.Invariant($"{name}: {mean:0.0000} +- {spread:0.0000}")
            );
        }
    }
}
