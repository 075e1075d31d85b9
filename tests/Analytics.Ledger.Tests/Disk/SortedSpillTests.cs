using Analytics.Core.Numerics;
using Analytics.Ledger.Disk;

namespace Analytics.Ledger.Tests.Disk;

public class SortedSpillTests
{
    [Theory]
    [InlineData(1 << 24)]
    [InlineData(4000)]
    [InlineData(0)]
    public void Values_come_back_in_order_whether_they_were_on_disk_or_not(int mostInMemory)
    {
        var chance = new Chance(5, 1);
        var all = new List<long>();
        using var spill = new SortedSpill<long>(Comparer<long>.Default, mostInMemory);
        for (var run = 0; run < 40; run++)
        {
            var values = Enumerable
                .Range(0, (int)(300 * chance.Uniform()))
                .Select(_ => (long)(1e6 * chance.Normal()))
                .Order()
                .ToArray();
            all.AddRange(values);
            spill.Add(values);
        }

        all.Sort();
        Assert.Equal(all.Count, spill.Count);
        Assert.Equal(all, spill.Read());
        Assert.Equal(all, spill.Read());
    }

    [Fact]
    public void Runs_that_are_longer_than_what_is_read_at_once_are_read_on()
    {
        using var spill = new SortedSpill<long>(Comparer<long>.Default, 0);
        for (var run = 0; run < 3; run++)
        {
            var first = run;
            spill.Add([.. Enumerable.Range(0, 700_000).Select(i => first + (3L * i))]);
        }

        var next = 0L;
        foreach (var value in spill.Read())
        {
            Assert.Equal(next++, value);
        }

        Assert.Equal(2_100_000, next);
    }

    [Fact]
    public void Nothing_gives_nothing()
    {
        using var spill = new SortedSpill<long>(Comparer<long>.Default);
        spill.Add([]);
        Assert.Empty(spill.Read());
    }

    [Fact]
    public void Its_file_has_no_name_so_nothing_is_left_of_it()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var spill = new SortedSpill<long>(Comparer<long>.Default, 0);
        spill.Add([1, 2, 3]);
        var target = Directory
            .GetFiles("/proc/self/fd")
            .Select(TargetOf)
            .Where(name => name.EndsWith(" (deleted)", StringComparison.Ordinal));
        Assert.Contains(target, name => name.Contains("/tmp", StringComparison.Ordinal));
        Assert.Equal([1, 2, 3], spill.Read());
    }

    // other tests close theirs meanwhile
    private static string TargetOf(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, false)?.FullName ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
