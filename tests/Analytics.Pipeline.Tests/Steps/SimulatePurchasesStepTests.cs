using System.Text.Json;
using Analytics.Core.Simulation;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Tests.Steps;

public class SimulatePurchasesStepTests
{
    private static readonly SimulationSettings Settings = new()
    {
        Customers = 40,
        Dirty = DirtyPlan.Parse("bad-date=2,zero-amount=1"),
    };

    [Fact]
    public void The_truth_file_tells_rows_money_and_the_place_of_each_dirty_row()
    {
        using var folder = new TemporaryFolder();
        var truth = Run(folder["sim"], Settings);
        var json = JsonDocument
            .Parse(File.ReadAllText(Path.Combine(folder["sim"], "truth.json")))
            .RootElement;
        Assert.Equal(40, json.GetProperty("customers").GetInt32());
        Assert.Equal(truth.CleanRows + 3, json.GetProperty("rows").GetProperty("total").GetInt64());
        Assert.Equal(2, json.GetProperty("rows").GetProperty("rejected").GetInt64());
        var bytes = File.ReadAllBytes(Path.Combine(folder["sim"], "orders.csv"));
        Assert.Equal(bytes.Length, json.GetProperty("bytes").GetInt64());
        Assert.Equal(
            json.GetProperty("rows").GetProperty("total").GetInt64(),
            bytes.Count(b => b == '\n') - 1
        );
        var badDate = json.GetProperty("dirty").EnumerateArray().First();
        Assert.Equal("bad-date", badDate.GetProperty("kind").GetString());
        foreach (var place in badDate.GetProperty("places").EnumerateArray())
        {
            var offset = place.GetProperty("byte_offset").GetInt32();
            Assert.Equal((byte)'\n', bytes[offset - 1]);
            Assert.Equal(
                place.GetProperty("line").GetInt32(),
                bytes.AsSpan(0, offset).Count((byte)'\n') + 1
            );
        }
    }

    [Fact]
    public void Money_is_text_with_two_decimals()
    {
        using var folder = new TemporaryFolder();
        Run(folder["sim"], Settings);
        var money = JsonDocument
            .Parse(File.ReadAllText(Path.Combine(folder["sim"], "truth.json")))
            .RootElement.GetProperty("clean_money");
        Assert.Matches(@"^\d+\.\d\d$", money.GetProperty("gross").GetString()!);
        Assert.Matches(@"^\d+\.\d\d$", money.GetProperty("net").GetString()!);
    }

    [Fact]
    public void The_same_settings_give_the_same_files()
    {
        using var folder = new TemporaryFolder();
        Run(folder["a"], Settings);
        Run(folder["b"], Settings);
        foreach (var name in (string[])["orders.csv", "truth.json", "customers_truth.csv"])
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(folder["a"], name)),
                File.ReadAllBytes(Path.Combine(folder["b"], name))
            );
        }
    }

    private static PurchaseTruth Run(string target, SimulationSettings settings)
    {
        using var directory = RunDirectory.Open(target, overwrite: false);
        var truth = SimulatePurchasesStep.Run(
            settings,
            directory,
            withCustomers: true,
            CancellationToken.None
        );
        directory.Publish();
        return truth;
    }
}
