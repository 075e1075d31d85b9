namespace Analytics.Cli.Tests.Commands;

/// <summary>The retention list by the churn model and its place among the other reasons to act.</summary>
public class WorklistTests
{
    [Fact]
    public void Customers_to_retain_compete_with_the_others_by_what_is_at_stake()
    {
        using var folder = new TemporaryFolder();
        var orders = Simulated(folder);
        var (work, retention) = Run(folder["all"], orders, "lifetime,churn");
        Assert.InRange(retention.Rows.Count, 50, 1500);
        var ranked = work.Rows.ToDictionary(r => r["customer_id"]);
        Assert.Equal(work.Rows.Count, ranked.Count);
        Assert.InRange(work.Rows.Count(r => r["reason"] == "retain"), 10, work.Rows.Count - 10);
        foreach (var row in retention.Rows)
        {
            var mine = ranked[row["customer_id"]];
            var stake = CsvRows.Number(row["value_at_stake"]);
            if (mine["reason"] == "retain")
            {
                Assert.Equal(stake, CsvRows.Number(mine["value_at_stake"]), 9);
                Assert.Equal(row["expected_gain"], mine["expected_gain"]);
            }
            else
            {
                Assert.True(CsvRows.Number(mine["value_at_stake"]) >= stake);
            }
        }

        var gains = work.Rows.Select(r => CsvRows.Number(r["expected_gain"])).ToList();
        Assert.Equal(gains.OrderDescending(), gains);
    }

    [Fact]
    public void Without_lifetime_values_the_worklist_is_the_retention_list_cut_at_the_budget()
    {
        using var folder = new TemporaryFolder();
        var orders = Simulated(folder);
        var (work, retention) = Run(folder["churn"], orders, "churn", "--budget", "12.5");
        // a contact costs 1
        Assert.Equal(12, work.Rows.Count);
        Assert.Equal(
            retention.Rows.Select(r => (r["customer_id"], r["expected_gain"], r["rank"])),
            work.Rows.Select(r => (r["customer_id"], r["expected_gain"], r["rank"]))
        );
        Assert.All(work.Rows, r => Assert.Equal("retain", r["reason"]));
        var total = Assert.Single(
            CsvRows.File(Path.Combine(folder["churn"], "retention_total.csv")).Rows
        );
        double Total(string name) => CsvRows.Number(total[name]);
        Assert.Equal(work.Sum("expected_gain"), Total("saved_margin"), 9);
        Assert.InRange(Total("saved_margin"), Total("saved_lo95"), Total("saved_hi95"));
        Assert.True(Total("saved_lo95") < Total("saved_hi95"));
        Assert.Equal(12, Total("cost"));
    }

    private static (CsvRows Work, CsvRows Retention) Run(
        string directory,
        string orders,
        string parts,
        params string[] more
    )
    {
        var run = CrmRun.Of(["run", orders, "--only", parts, "--out", directory, .. more]);
        Assert.Equal(0, run.ExitCode);
        return (
            CsvRows.File(Path.Combine(directory, "worklist.csv")),
            CsvRows.File(Path.Combine(directory, "retention.csv"))
        );
    }

    private static string Simulated(TemporaryFolder folder)
    {
        var run = CrmRun.Of("simulate", "purchases", "--customers", "1500", "--out", folder["sim"]);
        Assert.Equal(0, run.ExitCode);
        return Path.Combine(folder["sim"], "orders.csv");
    }
}
