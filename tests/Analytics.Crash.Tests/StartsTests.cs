using System.Globalization;

namespace Analytics.Crash.Tests;

/// <summary>
/// Many processes that start at once on one store: whoever reports success is in it, everyone else is told who writes, and with
/// <c>--wait</c> all get in. <c>CRM_LONG_TESTS</c> makes it 50 starts in 20 rounds.
/// </summary>
public class StartsTests
{
    private const int Locked = 5;

    [Theory]
    [InlineData("")]
    [InlineData(" --wait")]
    public async Task Of_many_that_start_at_once_none_is_lost(string option)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var (starts, rounds) = Environment.GetEnvironmentVariable("CRM_LONG_TESTS") is null
            ? (6, 2)
            : (50, 20);
        var folder = Directory.CreateTempSubdirectory("crm-starts-").FullName;
        var (entered, refused) = (0, 0);
        for (var i = 0; i < starts; i++)
        {
            File.WriteAllText(
                Path.Combine(folder, FormattableString.Invariant($"{i}.csv")),
                FormattableString.Invariant($"customer,date,amount\nc{i},2024-01-05,{i}.5\n")
            );
        }

        for (var round = 0; round < rounds; round++)
        {
            var store = Path.Combine(folder, FormattableString.Invariant($"store-{round}"));
            var tasks = Enumerable
                .Range(0, starts)
                .Select(i =>
                    Task.Factory.StartNew(
                        () =>
                            Crm.Run(
                                folder,
                                FormattableString
                                    .Invariant($"import {i}.csv --store {store}{option}")
                                    .Split(' ')
                            ),
                        CancellationToken.None,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                )
                .ToArray();
            var runs = await Task.WhenAll(tasks);
            var won = runs.Count(r => r.ExitCode == 0);
            Assert.All(
                runs.Where(r => r.ExitCode != 0),
                r =>
                {
                    Assert.True(r.ExitCode == Locked && option.Length == 0, r.Error);
                    Assert.Contains("another process writes", r.Error, StringComparison.Ordinal);
                }
            );
            Assert.InRange(won, 1, starts);
            Assert.Equal(won, Directory.GetFiles(Path.Combine(store, "manifests")).Length);
            Assert.Equal(0, Crm.Run(folder, ["verify", store]).ExitCode);
            (entered, refused) = (entered + won, refused + starts - won);
        }

        Directory.Delete(folder, recursive: true);
        Report.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{starts} imports started at once, {rounds} rounds{option}: {entered} entered and were found, {refused} were told who writes, 0 lost"
            )
        );
    }
}
