namespace Analytics.Crash.Tests;

/// <summary>The tool proves itself: with a broken promise it must find harm.</summary>
public class ProofTests
{
    [Fact]
    public void Without_the_flush_before_the_rename_a_loss_of_power_does_harm()
    {
        if (Tools.Shim is null)
        {
            return;
        }

        using var stage = new Stage(Scenario.RunAgain);
        Assert.Empty(PowerLoss.Replay(stage, restartEvery: 0).Wrong);
        var broken = PowerLoss.Replay(stage, restartEvery: 0, lie: "fsync");
        Report.Say(
            $"proof, flush before the rename taken out: {broken.Wrong.Count} wrong, first: {(broken.Wrong is [var first, ..] ? first : "none")}"
        );
        Assert.NotEmpty(broken.Wrong);
    }

    [Fact]
    public void With_writing_in_place_instead_of_the_rename_a_death_does_harm()
    {
        if (Tools.Shim is null)
        {
            return;
        }

        using var stage = new Stage(Scenario.RunAgain);
        var last = CrashPoints.Count(stage);
        Assert.Empty(CrashPoints.Try(stage, "kill", [last / 2, last - 1]));
        // where the rename was, the writing in place begins
        var broken = CrashPoints.Try(stage, "kill", Enumerable.Range(last - 10, 12), lie: "rename");
        Report.Say(
            $"proof, writing in place instead of the rename: {broken.Count} wrong, first: {(broken is [var first, ..] ? first : "none")}"
        );
        Assert.NotEmpty(broken);
    }

    [Fact]
    public void A_disk_forgets_what_was_not_flushed()
    {
        var disk = new Disk(new Tree());
        disk.Apply(new FileCall('C', "a", "", 1, []));
        disk.Apply(new FileCall('W', "a", "", 0, [1, 2, 3]));
        Assert.Empty(disk.AfterPowerLoss(keepsNames: false).Entries);
        Assert.Empty(Bytes(disk, keepsNames: true)!);
        disk.Apply(new FileCall('F', "a", "", 0, []));
        Assert.Null(Bytes(disk, keepsNames: false));
        Assert.Equal([1, 2, 3], Bytes(disk, keepsNames: true));
        disk.Apply(new FileCall('F', "", "", 0, []));
        disk.Apply(new FileCall('W', "a", "", 1, [9]));
        disk.Apply(new FileCall('R', "a", "b", 0, []));
        Assert.Equal([1, 2, 3], Bytes(disk, keepsNames: false));
        Assert.Null(Bytes(disk, keepsNames: true));
    }

    private static byte[]? Bytes(Disk disk, bool keepsNames) =>
        disk.AfterPowerLoss(keepsNames).Entries.FirstOrDefault(e => e.Path == "a").Bytes;
}
